// What of the service a caller may see and act on, beyond which methods it may
// call at all: its own submissions, those of contests that it judges, problems
// that are not hidden.
//
// Errors:  NotFound for what a caller may not see, with the words of what is
//          not there, so that nobody learns what exists; PermissionDenied for
//          what it may see but not do; else what the stores say
// Threads: thread-safe; may block on the disk
// Owner:   borrows the stores for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_ACCESS_H_
#define GAVEL_JUDGE_SERVICE_ACCESS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/clock.h"
#include "core/submission.h"
#include "core/user.h"
#include "judge/service/visibility.h"
#include "storage/contest_store.h"
#include "storage/store.h"
#include "storage/user_store.h"

namespace gavel::judge {

class Access {
 public:
  // Without contests nobody is a judge of any, and nothing is hidden.
  Access(storage::UserStore& users, storage::ContestStore* contests,
         const Clock& clock)
      : users_(users), contests_(contests) {
    if (contests != nullptr) visibility_.emplace(*contests, clock);
  }

  // Admins, and the contest's judges. False for practice: contest "".
  absl::StatusOr<bool> IsJudgeOf(const Caller& caller,
                                 const std::string& contest_id) const;

  // NotFound unless the caller may see the submission; PermissionDenied if it
  // may, but not what is for its judges.
  absl::Status CheckSee(const Caller& caller,
                        const Submission& submission) const;
  absl::Status CheckSeeAsJudge(const Caller& caller,
                               const Submission& submission) const;

  // The filter, cut to what the caller may see. PermissionDenied if it asks for
  // others' submissions.
  absl::StatusOr<storage::SubmissionFilter> Restrict(
      const Caller& caller, storage::SubmissionFilter filter) const;

  // Whose a submission is that the caller sends on behalf of that user; empty
  // for itself.
  absl::StatusOr<std::string> ActFor(const Caller& caller,
                                     const std::string& on_behalf_of) const;

  // Statement, samples, attachments and limits.
  absl::StatusOr<bool> MaySeeProblem(const Caller& caller,
                                     const std::string& problem_id) const;
  // `version` is the one that was asked for; unset for the newest.
  absl::Status CheckSeeProblem(const Caller& caller,
                               const std::string& problem_id,
                               std::optional<int32_t> version) const;
  // All of its package: admins, and judges of a contest that has it. Else
  // PermissionDenied, whether there is such a problem or not.
  absl::Status CheckSeePackage(const Caller& caller,
                               const std::string& problem_id) const;

 private:
  // Of any contest that has the problem.
  absl::StatusOr<bool> IsJudgeOfProblem(const Caller& caller,
                                        const std::string& problem_id) const;

  storage::UserStore& users_;
  storage::ContestStore* const contests_;
  // Unset without contests.
  std::optional<ProblemVisibility> visibility_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_ACCESS_H_
