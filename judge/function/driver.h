// The code that turns a function into a program: it reads one line of test data
// from standard input, calls the function or class of the submission and writes
// one line with the result. driver.js has the details.
//
// Shape:   appended, so that the lines of the submission keep their numbers;
//          the same for JavaScript, TypeScript, CommonJS and ES modules
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_FUNCTION_DRIVER_H_
#define GAVEL_JUDGE_FUNCTION_DRIVER_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "judge/function/signature.h"

namespace gavel::function {

// What follows the source of a submission. It is not of the submission's making
// and does not count for its size.
std::string MakeDriver(const Signature& signature);

// The message of an execution without the places of its stack that are in the
// driver: below the last line of the submission.
std::string WithoutDriverFrames(absl::string_view message,
                                absl::string_view file_name,
                                int64_t submission_lines);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_DRIVER_H_
