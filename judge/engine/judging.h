// Judges one submission: compile, one run per test case, output validation.
//
// Shape:   tests run in the problem's order; the first that is not accepted
//          decides and ends the judging. A run that exceeded a time limit may
//          be measured again: measuring.h says when
// Errors:  none: a fault of ours, after one logged retry on Unavailable, is the
//          verdict kJudgeError with the status as its message
// Threads: blocks for as long as the program may run; safe from any thread
#ifndef GAVEL_JUDGE_ENGINE_JUDGING_H_
#define GAVEL_JUDGE_ENGINE_JUDGING_H_

#include <functional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "core/submission.h"
#include "core/type_warning.h"
#include "judge/engine/measuring.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

struct JudgingOptions {
  // How often a run may be measured again; 0 for never.
  int measure_again = kDefaultMeasureAgain;
};

// Told as it happens, on the judging thread; either may be empty.
struct JudgingProgress {
  std::function<void(const Execution& compilation)> on_compiled;
  // With all its measurements, when the last has been made.
  std::function<void(const TestRun& run)> on_run;
};

Judgement JudgeSubmission(const Submission& submission, const Problem& problem,
                          sandbox::Sandbox& sandbox, const Clock& clock,
                          const JudgingOptions& options,
                          const JudgingProgress& progress);

// A program on a given input, without a problem.
struct OneOff {
  Language language = Language::kJavaScript;
  std::string file_name = "main.js";
  std::string source;
  std::string standard_input;
  Limits limits;
  // TypeScript only: look for errors in types.
  bool type_check = false;
};

struct OneOffResult {
  // compilation decides when it is not accepted, else execution.
  Execution compilation;
  Execution execution;
  // Arbitrary bytes; together at most Limits::output.
  std::string standard_output;
  std::string standard_error;
  // If they were asked for.
  std::vector<TypeWarning> warnings;
};

// Blocks like JudgeSubmission. Errors are the sandbox's, after one retry.
absl::StatusOr<OneOffResult> RunOneOff(const OneOff& one_off,
                                       sandbox::Sandbox& sandbox);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_JUDGING_H_
