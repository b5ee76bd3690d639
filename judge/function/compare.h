// Judges what a submission to a function problem returned.
//
// Shape:   the last line of the output is what the driver wrote (driver.h);
//          lines before it are the submission's own and do not count. Input and
//          answer are one line of the test data each
// Units:   tolerances as core/tolerance.h has them; of CompareOptions nothing
//          else counts: strings are equal or not
// Errors:  a wrong result is a value, whatever its bytes; InvalidArgument for
//          test data that SplitTests would refuse
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_FUNCTION_COMPARE_H_
#define GAVEL_JUDGE_FUNCTION_COMPARE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/function/signature.h"

namespace gavel::function {

struct ResultComparison {
  bool accepted = false;
  // The failing call and the first difference, shortened: "twoSum([2, 7], 9)
  // returned [0, 2], expected [0, 1]; [1]: 2 instead of 1". Empty when
  // accepted. Holds parts of the test data: never for contestants unless the
  // test is a sample.
  std::string difference;
  // Where it is, and nothing of the test data: "call 2", "the result". What a
  // secret test may tell. Empty when accepted.
  std::string position;
};

absl::StatusOr<ResultComparison> CompareResult(const Signature& signature,
                                               absl::string_view input,
                                               absl::string_view output,
                                               absl::string_view answer,
                                               const CompareOptions& options);

}  // namespace gavel::function

#endif  // GAVEL_JUDGE_FUNCTION_COMPARE_H_
