// The code that turns a function into a program: it reads one line of test data
// from standard input, calls the function or class of the submission and writes
// one line with the result. driver.js has the details.
//
// Shape:   appended, so that the lines of the submission keep their numbers;
//          the same for JavaScript, TypeScript, CommonJS and ES modules
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_FUNCTION_DRIVER_H_
#define GAVEL_JUDGE_FUNCTION_DRIVER_H_

#include <string>

#include "judge/function/signature.h"

namespace gavel::function {

// What follows the source of a submission. It is not of the submission's making
// and does not count for its size.
std::string MakeDriver(const Signature& signature);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_DRIVER_H_
