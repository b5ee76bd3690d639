#include "judge/service/contest_access.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::judge {

bool IsJudgeOf(const Caller& caller, const Contest& contest) {
  if (caller.role != Role::kJudge) return caller.role == Role::kAdmin;
  return std::find(contest.judges.begin(), contest.judges.end(),
                   caller.user_id) != contest.judges.end();
}

std::string TimeText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S UTC", time, absl::UTCTimeZone());
}

absl::Time ContestAccess::Now() const {
  return absl::FromUnixMicros(absl::ToUnixMicros(clock_.Now()));
}

absl::StatusOr<std::optional<Registration>> ContestAccess::FindRegistration(
    const std::string& contest_id, const std::string& user_id) const {
  absl::StatusOr<Registration> found =
      contests_.GetRegistration(contest_id, user_id);
  if (found.ok()) return std::optional<Registration>(*std::move(found));
  if (absl::IsNotFound(found.status())) return std::optional<Registration>();
  return found.status();
}

absl::StatusOr<SeenContest> ContestAccess::Find(
    const Caller& caller, const std::string& contest_id) const {
  if (!IsContestId(contest_id)) {
    return absl::InvalidArgumentError(
        "contest_id is not [a-z0-9][a-z0-9-]* of at most 64 characters");
  }
  SeenContest seen;
  GAVEL_ASSIGN_OR_RETURN(seen.contest, contests_.GetContest(contest_id));
  GAVEL_ASSIGN_OR_RETURN(seen.registration,
                         FindRegistration(contest_id, caller.user_id));
  seen.as_judge = IsJudgeOf(caller, seen.contest);
  if (seen.as_judge || seen.registration.has_value() ||
      seen.contest.registration == RegistrationMode::kOpen) {
    return seen;
  }
  return absl::NotFoundError(absl::StrCat("no contest ", contest_id));
}

absl::StatusOr<SeenContest> ContestAccess::FindToJudge(
    const Caller& caller, const std::string& contest_id) const {
  GAVEL_ASSIGN_OR_RETURN(SeenContest seen, Find(caller, contest_id));
  if (seen.as_judge) return seen;
  return absl::PermissionDeniedError(
      absl::StrCat("contest ", contest_id, ": only its judges may do that"));
}

absl::StatusOr<bool> ContestAccess::SeesProblems(
    const SeenContest& seen) const {
  if (seen.as_judge) return true;
  if (seen.registration.has_value() &&
      WindowOf(seen.contest, *seen.registration).start <= Now()) {
    return true;
  }
  return IsOver(seen.contest);
}

absl::StatusOr<absl::Time> ContestAccess::OverAt(const Contest& contest) const {
  GAVEL_ASSIGN_OR_RETURN(const absl::Duration extra,
                         contests_.LongestExtraTime(contest.id));
  return EndOf(contest) + extra;
}

absl::StatusOr<bool> ContestAccess::IsOver(const Contest& contest) const {
  const absl::Time now = Now();
  if (now < EndOf(contest)) return false;
  GAVEL_ASSIGN_OR_RETURN(const absl::Time over, OverAt(contest));
  return now >= over;
}

}  // namespace gavel::judge
