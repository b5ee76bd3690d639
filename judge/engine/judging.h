// Judges one submission: compile, static validation, tests, score.
//
// Shape:   tests run in the problem's order, save those that can no longer
//          change the outcome: scoring.h says which. A run that exceeded a time
//          limit may be measured again, unless it is interactive: measuring.h
//          says when. The first judge error ends the judging. A run may be
//          taken from an earlier judging, where that is allowed: reuse.h says
//          which; compiling never is
// Errors:  none: a fault of ours, after one logged retry on Unavailable, is the
//          verdict kJudgeError with the status as its message; what a program
//          of the package does wrong is kJudgeError with Reason::kValidator,
//          and a message that may be shown to everybody
// Threads: blocks for as long as the program may run; safe from any thread
#ifndef GAVEL_JUDGE_ENGINE_JUDGING_H_
#define GAVEL_JUDGE_ENGINE_JUDGING_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "core/clock.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "core/provenance.h"
#include "core/sha256.h"
#include "core/submission.h"
#include "judge/engine/measuring.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

struct JudgingOptions {
  // How often a run may be measured again; 0 for never.
  int measure_again = kDefaultMeasureAgain;
  // Tests that can no longer change the outcome are run all the same, for
  // whoever asks for the verdict of each, until one exceeds its time limit.
  bool all_tests = false;
  // Kept with each judgement.
  Engine engine = {};
  Machine machine = {};
  // Of runs, by test, instead of those that are made of source and test.
  std::map<std::string, uint32_t> seeds = {};
  // Runs of judgings with that Provenance::program, each with its key and
  // reused_from; they take the place of runs with an equal key. Empty for
  // never.
  std::function<std::vector<TestRun>(const Sha256& program)> find_runs = {};
};

// Told as it happens, on the judging thread; any may be empty.
struct JudgingProgress {
  std::function<void(const Execution& compilation)> on_compiled;
  // With all its measurements, when the last has been made.
  std::function<void(const TestRun& run)> on_run;
  std::function<void(const SkippedTest& test)> on_skipped;
  // What each measurement of a test took besides the submission's running.
  std::function<void(absl::Duration took)> on_checked;
};

Judgement JudgeSubmission(const Submission& submission, const Problem& problem,
                          sandbox::Sandbox& sandbox, const Clock& clock,
                          const JudgingOptions& options,
                          const JudgingProgress& progress);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_JUDGING_H_
