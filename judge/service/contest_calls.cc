#include "judge/service/contest_calls.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "judge/service/convert.h"
#include "judge/service/convert_contest.h"

namespace gavel::judge {
namespace {

absl::Status CheckAdmin(const Caller& caller, const char* what) {
  if (caller.role == Role::kAdmin) return absl::OkStatus();
  return absl::PermissionDeniedError(absl::StrCat("only admins ", what));
}

std::set<std::string> JudgesOf(const Contest& contest) {
  return {contest.judges.begin(), contest.judges.end()};
}

}  // namespace

absl::Status ContestCalls::CheckJudges(const Contest& contest) {
  for (const std::string& judge : contest.judges) {
    const absl::StatusOr<User> found = users_.GetUser(judge);
    if (absl::IsNotFound(found.status())) {
      return absl::NotFoundError(
          absl::StrCat("contest ", contest.id, ": no user ", judge));
    }
    GAVEL_RETURN_IF_ERROR(found.status());
    if (found->role != Role::kJudge && found->role != Role::kAdmin) {
      return absl::InvalidArgumentError(
          absl::StrCat("contest ", contest.id, ": user ", judge, " is a ",
                       RoleName(found->role), ", not a judge"));
    }
  }
  return absl::OkStatus();
}

absl::Status ContestCalls::CheckAddedProblems(const Caller& caller,
                                              const Contest& before,
                                              const Contest& edited) {
  std::set<std::string> known;
  for (const ContestProblem& problem : before.problems) {
    known.insert(problem.problem_id);
  }
  for (const ContestProblem& problem : edited.problems) {
    if (known.contains(problem.problem_id)) continue;
    GAVEL_ASSIGN_OR_RETURN(const bool sees,
                           visibility_.MaySee(caller, problem.problem_id));
    if (!sees) {
      return absl::NotFoundError(absl::StrCat(
          "contest ", edited.id, ": no problem ", problem.problem_id));
    }
    GAVEL_ASSIGN_OR_RETURN(
        const bool sees_all,
        visibility_.MaySeePackage(caller, problem.problem_id));
    if (!sees_all) {
      return absl::PermissionDeniedError(
          absl::StrCat("contest ", edited.id, ": only admins add problem ",
                       problem.problem_id, ", which no contest of yours has"));
    }
  }
  return absl::OkStatus();
}

absl::Status ContestCalls::Create(const Caller& caller,
                                  const v1::CreateContestRequest& request,
                                  v1::CreateContestResponse* response) {
  GAVEL_RETURN_IF_ERROR(CheckAdmin(caller, "make contests"));
  GAVEL_ASSIGN_OR_RETURN(const Contest contest, ToContest(request.contest()));
  GAVEL_RETURN_IF_ERROR(CheckJudges(contest));
  GAVEL_RETURN_IF_ERROR(contests_.AddContest(contest).status());
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         access_.Find(caller, contest.id));
  return Show(seen, response->mutable_contest());
}

absl::Status ContestCalls::Update(const Caller& caller,
                                  const v1::UpdateContestRequest& request,
                                  v1::UpdateContestResponse* response) {
  GAVEL_ASSIGN_OR_RETURN(SeenContest seen,
                         access_.FindToJudge(caller, request.contest().id()));
  GAVEL_ASSIGN_OR_RETURN(Contest edited, ToContest(request.contest()));
  if (JudgesOf(edited) != JudgesOf(seen.contest)) {
    GAVEL_RETURN_IF_ERROR(CheckAdmin(caller, "change who judges a contest"));
    GAVEL_RETURN_IF_ERROR(CheckJudges(edited));
  }
  GAVEL_RETURN_IF_ERROR(CheckAddedProblems(caller, seen.contest, edited));
  // One that goes on has not thawed.
  edited.thawed = EndOf(edited) > access_.Now() ? absl::InfiniteFuture()
                                                : seen.contest.thawed;
  GAVEL_ASSIGN_OR_RETURN(seen.contest, contests_.UpdateContest(edited));
  boards_.Touch(edited.id);
  return Show(seen, response->mutable_contest());
}

absl::Status ContestCalls::Get(const Caller& caller,
                               const v1::GetContestRequest& request,
                               v1::GetContestResponse* response) {
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         access_.Find(caller, request.contest_id()));
  return Show(seen, response->mutable_contest());
}

absl::Status ContestCalls::List(const Caller& caller,
                                const v1::ListContestsRequest& request,
                                v1::ListContestsResponse* response) {
  GAVEL_ASSIGN_OR_RETURN(
      const storage::PageRequest page,
      ToPageRequest(request.page_size(), request.page_token()));
  storage::ContestFilter filter;
  if (caller.role != Role::kAdmin) filter.visible_to = caller.user_id;
  GAVEL_ASSIGN_OR_RETURN(const storage::Page<Contest> contests,
                         contests_.ListContests(filter, page));
  for (const Contest& contest : contests.items) {
    ToProto(contest, access_.Now(), response->add_contests());
  }
  response->set_next_page_token(contests.next_page_token);
  return absl::OkStatus();
}

absl::Status ContestCalls::Thaw(const Caller& caller,
                                const v1::ThawContestRequest& request,
                                v1::ThawContestResponse* response) {
  GAVEL_ASSIGN_OR_RETURN(SeenContest seen,
                         access_.FindToJudge(caller, request.contest_id()));
  GAVEL_ASSIGN_OR_RETURN(const absl::Time over, access_.OverAt(seen.contest));
  if (access_.Now() < over) {
    return absl::FailedPreconditionError(
        absl::StrCat("contest ", seen.contest.id, " is not over before ",
                     TimeText(over), ", extra time included"));
  }
  if (seen.contest.thawed == absl::InfiniteFuture()) {
    seen.contest.thawed = access_.Now();
    GAVEL_ASSIGN_OR_RETURN(seen.contest, contests_.UpdateContest(seen.contest));
    boards_.Touch(seen.contest.id);
  }
  return Show(seen, response->mutable_contest());
}

absl::Status ContestCalls::Hide(const Caller& caller,
                                const v1::HideProblemRequest& request) {
  GAVEL_RETURN_IF_ERROR(CheckAdmin(caller, "hide problems"));
  GAVEL_RETURN_IF_ERROR(CheckProblemId(request.problem_id()));
  GAVEL_RETURN_IF_ERROR(store_.ListVersions(request.problem_id()).status());
  return contests_.HideProblem(request.problem_id(), request.hidden());
}

absl::Status ContestCalls::Show(const SeenContest& seen, v1::Contest* out) {
  ToProto(seen.contest, access_.Now(), out);
  if (seen.registration.has_value()) {
    ToProto(*seen.registration, out->mutable_own_registration());
  }
  GAVEL_ASSIGN_OR_RETURN(const bool sees_problems, access_.SeesProblems(seen));
  if (sees_problems) {
    for (const ContestProblem& problem : seen.contest.problems) {
      GAVEL_ASSIGN_OR_RETURN(const std::vector<ProblemSummary> versions,
                             store_.ListVersions(problem.problem_id));
      ToProto(problem, {{problem.problem_id, versions.front().title}},
              out->add_problems());
    }
  }
  if (seen.as_judge) {
    for (const std::string& judge : seen.contest.judges) out->add_judges(judge);
  }
  return absl::OkStatus();
}

}  // namespace gavel::judge
