// Submissions that are judged again as a set, beside their verdicts.
//
// Shape:   a set is open until it is applied, which makes all of its new
//          judgements current at once, or cancelled, which makes none current
// Threads: plain values
#ifndef GAVEL_CORE_REJUDGING_H_
#define GAVEL_CORE_REJUDGING_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/submission.h"
#include "core/verdict.h"

namespace gavel {

// The numbers are stored: append only.
enum class RejudgingState : uint8_t {
  kOpen = 1,
  kApplied = 2,
  kCancelled = 3,
};

// "open": the name on the command line and in messages.
absl::string_view RejudgingStateName(RejudgingState state);
std::optional<RejudgingState> RejudgingStateFromNumber(int64_t number);

// From 1, growing.
using RejudgingId = int64_t;

struct Rejudging {
  RejudgingId id = 0;
  // For people.
  std::string reason;
  std::string created_by;
  absl::Time created;
  RejudgingState state = RejudgingState::kOpen;
  // When it was applied or cancelled; InfiniteFuture until then.
  absl::Time closed = absl::InfiniteFuture();
  std::string closed_by;
  int64_t submissions = 0;
  // Of them, with their new judgement.
  int64_t judged = 0;
};

// What counts of a judgement.
struct Outcome {
  Verdict verdict = Verdict::kJudgeError;
  std::optional<double> score;
};

// A submission of a set.
struct RejudgingChange {
  SubmissionId id = 0;
  std::string user_id;
  std::string contest_id;
  std::string problem_id;
  // That it is judged on now.
  int32_t problem_version = 0;
  Outcome before;
  // Unset until it is judged.
  std::optional<Outcome> after;
  // It has got another judgement since an open set was made.
  bool outdated = false;
};

enum class Effect : uint8_t { kSame = 1, kGain = 2, kLoss = 3, kOther = 4 };

// By score where both have one, else by being accepted. A verdict that is
// another but neither better nor worse is kOther.
Effect EffectOf(const Outcome& before, const Outcome& after);

// How many submissions of somebody or something a set changes.
struct RejudgingTally {
  int64_t gains = 0;
  int64_t losses = 0;
  int64_t others = 0;
  int64_t same = 0;

  void Add(Effect effect);
};

}  // namespace gavel

#endif  // GAVEL_CORE_REJUDGING_H_
