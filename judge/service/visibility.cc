#include "judge/service/visibility.h"

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::judge {

absl::StatusOr<ProblemVisibility::Found> ProblemVisibility::Look(
    const Caller& caller, const std::vector<Contest>& contests) const {
  const absl::Time now = access_.Now();
  Found found;
  for (const Contest& contest : contests) {
    if (IsJudgeOf(caller, contest)) found.judges = true;
    GAVEL_ASSIGN_OR_RETURN(
        const std::optional<Registration> registration,
        access_.FindRegistration(contest.id, caller.user_id));
    if (registration.has_value() &&
        WindowOf(contest, *registration).start <= now) {
      found.takes_part = true;
    }
    GAVEL_ASSIGN_OR_RETURN(const bool over, access_.IsOver(contest));
    if (!over) found.open = contest;
  }
  return found;
}

absl::StatusOr<bool> ProblemVisibility::MaySee(
    const Caller& caller, const std::string& problem_id) const {
  if (caller.role == Role::kAdmin) return true;
  GAVEL_ASSIGN_OR_RETURN(const std::vector<Contest> contests,
                         contests_.ContestsOf(problem_id));
  GAVEL_ASSIGN_OR_RETURN(const Found found, Look(caller, contests));
  if (found.judges || found.takes_part) return true;
  if (found.open.has_value()) return false;
  GAVEL_ASSIGN_OR_RETURN(const bool hidden, contests_.IsHidden(problem_id));
  return !hidden;
}

absl::StatusOr<bool> ProblemVisibility::MaySeePackage(
    const Caller& caller, const std::string& problem_id) const {
  if (caller.role == Role::kAdmin) return true;
  GAVEL_ASSIGN_OR_RETURN(const std::vector<Contest> contests,
                         contests_.ContestsOf(problem_id));
  GAVEL_ASSIGN_OR_RETURN(const Found found, Look(caller, contests));
  return found.judges;
}

absl::Status ProblemVisibility::CheckPractice(
    const Caller& caller, const std::string& problem_id) const {
  GAVEL_ASSIGN_OR_RETURN(const bool sees, MaySee(caller, problem_id));
  if (!sees)
    return absl::NotFoundError(absl::StrCat("no problem ", problem_id));
  if (caller.role == Role::kAdmin) return absl::OkStatus();
  GAVEL_ASSIGN_OR_RETURN(const std::vector<Contest> contests,
                         contests_.ContestsOf(problem_id));
  GAVEL_ASSIGN_OR_RETURN(const Found found, Look(caller, contests));
  if (found.judges || !found.open.has_value()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("problem ", problem_id, " is in contest ", found.open->id,
                   ", which is not over: submit it there, or practise from ",
                   TimeText(EndOf(*found.open)), " on"));
}

}  // namespace gavel::judge
