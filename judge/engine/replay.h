// Judges a submission once more as it was judged, and says what is different.
//
// Shape:   the same version of the problem, the same seeds, the same number of
//          measurements; nothing is taken from an earlier judging, and nothing
//          is stored. Same inputs make the same verdict: a change of kind
//          kResult says that they did not, or that they were not the same
// Errors:  NotFound for a submission that there is none of, FailedPrecondition
//          for one without a judgement; else the store's
// Threads: ReplaySubmission blocks for as long as the program may run; safe
// from any
//          thread
#ifndef GAVEL_JUDGE_ENGINE_REPLAY_H_
#define GAVEL_JUDGE_ENGINE_REPLAY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/clock.h"
#include "core/judgement.h"
#include "core/submission.h"
#include "judge/engine/judging.h"
#include "sandbox/sandbox.h"
#include "storage/store.h"

namespace gavel::judge {

struct ReplayChange {
  // The numbers are those of the API.
  enum class Kind : uint8_t {
    // Verdict, reason or score.
    kResult = 1,
    // What a run wrote or how it ended, with an equal result.
    kDetail = 2,
    // CPU time, beyond noise.
    kUsage = 3,
    // What produced the judgement: engine, machine, limits.
    kCircumstance = 4,
  };
  Kind kind = Kind::kResult;
  // Empty for what is not of one test.
  std::string test;
  // "verdict", "output".
  std::string what;
  // For people; empty where there was nothing.
  std::string before;
  std::string after;
};

struct ReplayResult {
  Judgement before;
  Judgement after;
  // Of the whole first, then test by test, then circumstances.
  std::vector<ReplayChange> changes;
};

// CPU times differ beyond noise by more than half and more than this.
inline constexpr absl::Duration kReplayNoise = absl::Milliseconds(50);

std::vector<ReplayChange> CompareJudgements(const Judgement& before,
                                            const Judgement& after);

// Of `options`, seeds, measure_again and find_runs do not count.
absl::StatusOr<ReplayResult> ReplaySubmission(SubmissionId id,
                                              storage::Store& store,
                                              sandbox::Sandbox& sandbox,
                                              const Clock& clock,
                                              JudgingOptions options);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_REPLAY_H_
