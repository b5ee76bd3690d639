// One example submission under a time limit.
//
// Errors:  the system's, for files that cannot be read
// Threads: thread-safe; blocks for as long as judging takes
// Owner:   borrows the context
#ifndef GAVEL_JUDGE_VERIFY_EXAMPLE_JUDGE_H_
#define GAVEL_JUDGE_VERIFY_EXAMPLE_JUDGE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "core/submission.h"
#include "judge/package/examples.h"
#include "judge/package/expectations.h"
#include "judge/verify/context.h"
#include "judge/verify/report.h"

namespace gavel::verify {

// What is the same for all examples that are judged together.
struct Attempt {
  absl::Duration time_limit;
  // Makes the random numbers of its runs.
  int round = 1;
  int measure_again = 0;
};

class ExampleJudge {
 public:
  explicit ExampleJudge(const Context& context);

  Extent extent() const { return extent_; }

  absl::StatusOr<Judgement> Judge(const package::ExampleSubmission& example,
                                  const Attempt& attempt) const;

  // What an example promises, as far as that can be told.
  std::vector<package::Expectation> Promises(
      const package::ExampleSubmission& example) const;

 private:
  const Context& context_;
  const Extent extent_;
  // Of the package, or what takes its place.
  const Problem problem_;
};

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_EXAMPLE_JUDGE_H_
