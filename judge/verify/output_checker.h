// The output validation of a problem, for outputs that no submission wrote.
//
// Errors:  the sandbox's and the system's; what a validator does wrong is an
//          answer with kJudgeError
// Threads: thread-compatible; blocks
// Owner:   borrows the problem and the sandbox
#ifndef GAVEL_JUDGE_VERIFY_OUTPUT_CHECKER_H_
#define GAVEL_JUDGE_VERIFY_OUTPUT_CHECKER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/problem.h"
#include "judge/engine/contents.h"
#include "judge/engine/validator.h"
#include "sandbox/sandbox.h"

namespace gavel::verify {

class OutputChecker {
 public:
  OutputChecker(const Problem& problem, sandbox::Sandbox& sandbox);

  // As if a submission had written the file at `output_path`.
  absl::StatusOr<judge::Answer> Check(const TestCase& test,
                                      const std::string& output_path);

 private:
  absl::StatusOr<judge::Answer> Ask(const TestCase& test,
                                    const judge::Content& output);

  const Problem& problem_;
  // None for the default one.
  std::vector<judge::Validator> validators_;
};

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_OUTPUT_CHECKER_H_
