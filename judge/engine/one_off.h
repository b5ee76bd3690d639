// A program on a given input, without a problem.
//
// Errors:  the sandbox's, after one logged retry on Unavailable
// Threads: blocks for as long as the program may run; safe from any thread
#ifndef GAVEL_JUDGE_ENGINE_ONE_OFF_H_
#define GAVEL_JUDGE_ENGINE_ONE_OFF_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/execution.h"
#include "core/limits.h"
#include "core/submission.h"
#include "core/type_warning.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

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

absl::StatusOr<OneOffResult> RunOneOff(const OneOff& one_off,
                                       sandbox::Sandbox& sandbox);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_ONE_OFF_H_
