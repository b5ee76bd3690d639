#include "judge/service/access.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

bool IsOwn(const Caller& caller, const Submission& submission) {
  if (submission.user_id == caller.user_id) return true;
  return caller.role == Role::kService &&
         submission.submitted_by == caller.user_id;
}

}  // namespace

absl::StatusOr<bool> Access::IsJudgeOf(const Caller& caller,
                                       const std::string& contest_id) const {
  if (caller.role == Role::kAdmin) return true;
  if (caller.role != Role::kJudge || contests_ == nullptr ||
      contest_id.empty()) {
    return false;
  }
  return contests_->IsJudgeOf(caller.user_id, contest_id);
}

absl::Status Access::CheckSee(const Caller& caller,
                              const Submission& submission) const {
  if (IsOwn(caller, submission)) return absl::OkStatus();
  GAVEL_ASSIGN_OR_RETURN(const bool judge,
                         IsJudgeOf(caller, submission.contest_id));
  if (judge) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat("no submission ", submission.id));
}

absl::Status Access::CheckSeeAsJudge(const Caller& caller,
                                     const Submission& submission) const {
  GAVEL_RETURN_IF_ERROR(CheckSee(caller, submission));
  GAVEL_ASSIGN_OR_RETURN(const bool judge,
                         IsJudgeOf(caller, submission.contest_id));
  if (judge) return absl::OkStatus();
  return absl::PermissionDeniedError(
      absl::StrCat("of submission ", submission.id,
                   " only judges of its contest and admins may do that or see "
                   "what is for judges"));
}

absl::StatusOr<storage::SubmissionFilter> Access::Restrict(
    const Caller& caller, storage::SubmissionFilter filter) const {
  if (caller.role == Role::kService) {
    filter.submitted_by = caller.user_id;
    return filter;
  }
  GAVEL_ASSIGN_OR_RETURN(const bool judge,
                         IsJudgeOf(caller, filter.contest_id));
  if (judge) return filter;
  if (!filter.user_id.empty() && filter.user_id != caller.user_id) {
    return absl::PermissionDeniedError(absl::StrCat(
        "user ", caller.user_id, " may list its own submissions only, and as ",
        "a judge those of its contests"));
  }
  filter.user_id = caller.user_id;
  return filter;
}

absl::StatusOr<std::string> Access::ActFor(
    const Caller& caller, const std::string& on_behalf_of) const {
  if (on_behalf_of.empty() || on_behalf_of == caller.user_id) {
    return caller.user_id;
  }
  if (caller.role != Role::kService && caller.role != Role::kAdmin) {
    return absl::PermissionDeniedError(
        "on_behalf_of is for services and admins");
  }
  if (!IsUserId(on_behalf_of)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "on_behalf_of ", convert::Quoted(on_behalf_of), " is no user id"));
  }
  if (caller.role == Role::kAdmin) return on_behalf_of;
  const absl::StatusOr<User> user = users_.GetUser(on_behalf_of);
  if (absl::IsNotFound(user.status())) return on_behalf_of;
  GAVEL_RETURN_IF_ERROR(user.status());
  if (user->role == Role::kContestant && !user->disabled) return on_behalf_of;
  return absl::PermissionDeniedError(absl::StrCat(
      "a service may not submit on behalf of user ", on_behalf_of));
}

absl::StatusOr<bool> Access::MaySeeProblem(
    const Caller& caller, const std::string& problem_id) const {
  if (!visibility_.has_value()) return true;
  return visibility_->MaySee(caller, problem_id);
}

absl::Status Access::CheckSeeProblem(const Caller& caller,
                                     const std::string& problem_id,
                                     std::optional<int32_t> version) const {
  GAVEL_ASSIGN_OR_RETURN(const bool may, MaySeeProblem(caller, problem_id));
  if (may) return absl::OkStatus();
  return absl::NotFoundError(
      absl::StrCat("no problem ", problem_id,
                   version ? absl::StrCat(" version ", *version) : ""));
}

absl::Status Access::CheckSeePackage(const Caller& caller,
                                     const std::string& problem_id) const {
  if (caller.role == Role::kAdmin) return absl::OkStatus();
  GAVEL_ASSIGN_OR_RETURN(const bool judge,
                         IsJudgeOfProblem(caller, problem_id));
  if (judge) return absl::OkStatus();
  return absl::PermissionDeniedError(
      absl::StrCat("only admins and judges of a contest that has it may see "
                   "all of problem ",
                   problem_id));
}

absl::StatusOr<bool> Access::IsJudgeOfProblem(
    const Caller& caller, const std::string& problem_id) const {
  if (caller.role != Role::kJudge || contests_ == nullptr) return false;
  GAVEL_ASSIGN_OR_RETURN(const std::vector<Contest> contests,
                         contests_->ContestsOf(problem_id));
  return std::any_of(
      contests.begin(), contests.end(), [&](const Contest& contest) {
        return std::find(contest.judges.begin(), contest.judges.end(),
                         caller.user_id) != contest.judges.end();
      });
}

}  // namespace gavel::judge
