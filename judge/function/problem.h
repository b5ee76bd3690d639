// Where problems and function problems meet: what the package reader and the
// engine call.
//
// Shape:   a problem with signature.gavel at the root of its package is a
//          function problem; each line of its test files is a test
// Errors:  the system's for files that cannot be read; InvalidArgument for a
//          stored signature that is wrong
// Threads: no shared state; blocks on the disk
#ifndef GAVEL_JUDGE_FUNCTION_PROBLEM_H_
#define GAVEL_JUDGE_FUNCTION_PROBLEM_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "core/problem.h"
#include "judge/function/signature.h"
#include "judge/function/values.h"

namespace gavel::function {

// What makes it a function problem; null if it is none.
const PackageFile* SignatureFile(const Problem& problem);

// nullopt if it is no function problem.
absl::StatusOr<std::optional<Signature>> SignatureOf(const Problem& problem);

struct ExpandedTest {
  // The test once for each line, as "secret/1:2" for the second; under its own
  // name if there is one line. Complete only without errors.
  std::vector<TestCase> tests;
  std::vector<LineError> errors;
};

absl::StatusOr<ExpandedTest> ExpandTest(const Signature& signature,
                                        const TestCase& test);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_PROBLEM_H_
