#include "judge/service/admission.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

const ContestProblem* FindProblem(const Contest& contest,
                                  const std::string& id) {
  const auto found = std::find_if(
      contest.problems.begin(), contest.problems.end(),
      [&](const ContestProblem& problem) { return problem.problem_id == id; });
  return found == contest.problems.end() ? nullptr : &*found;
}

absl::Status CheckLanguage(const Contest& contest, Language language) {
  if (contest.languages.empty() ||
      std::find(contest.languages.begin(), contest.languages.end(), language) !=
          contest.languages.end()) {
    return absl::OkStatus();
  }
  std::string allowed;
  for (const Language each : contest.languages) {
    absl::StrAppend(&allowed, allowed.empty() ? "" : ", ", LanguageName(each));
  }
  return absl::FailedPreconditionError(
      absl::StrCat("contest ", contest.id, " does not take ",
                   LanguageName(language), "; it takes: ", allowed));
}

// What a user's role is worth when somebody else acts for them: nothing.
Caller UserOf(const Caller& caller, const Submission& submission) {
  if (caller.user_id == submission.user_id) return caller;
  return {submission.user_id, Role::kContestant};
}

}  // namespace

absl::Status Admission::ResolveLabel(Submission& submission) const {
  if (submission.contest_id.empty()) return absl::OkStatus();
  absl::StatusOr<Contest> contest = contests_.GetContest(submission.contest_id);
  if (absl::IsNotFound(contest.status())) return absl::OkStatus();
  GAVEL_RETURN_IF_ERROR(contest.status());
  for (const ContestProblem& problem : contest->problems) {
    if (problem.label == submission.problem_id) {
      submission.problem_id = problem.problem_id;
      break;
    }
  }
  return absl::OkStatus();
}

absl::Status Admission::Admit(const Caller& caller,
                              Submission& submission) const {
  const Caller user = UserOf(caller, submission);
  submission.created = access_.Now();
  return submission.contest_id.empty()
             ? visibility_.CheckPractice(user, submission.problem_id)
             : AdmitToContest(user, submission);
}

absl::Status Admission::AdmitToContest(const Caller& user,
                                       const Submission& submission) const {
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         access_.Find(user, submission.contest_id));
  // First, so that nobody learns what its problems are before it begins.
  if (!seen.as_judge) {
    GAVEL_RETURN_IF_ERROR(CheckWindow(seen, submission.created));
  }
  if (FindProblem(seen.contest, submission.problem_id) == nullptr) {
    return absl::NotFoundError(
        absl::StrCat("contest ", seen.contest.id, " has no problem ",
                     convert::Quoted(submission.problem_id)));
  }
  GAVEL_RETURN_IF_ERROR(Remember(seen.contest));
  return seen.as_judge ? absl::OkStatus()
                       : CheckLanguage(seen.contest, submission.language);
}

absl::Status Admission::CheckWindow(const SeenContest& seen,
                                    absl::Time at) const {
  const std::string contest = absl::StrCat("contest ", seen.contest.id);
  if (!seen.registration.has_value()) {
    return absl::FailedPreconditionError(
        absl::StrCat("you are not registered in ", contest));
  }
  if (at < seen.contest.start) {
    return absl::FailedPreconditionError(
        absl::StrCat(contest, " begins at ", TimeText(seen.contest.start)));
  }
  const Window window = WindowOf(seen.contest, *seen.registration);
  if (at >= window.end) {
    return absl::FailedPreconditionError(
        absl::StrCat(contest, " ended for you at ", TimeText(window.end)));
  }
  if (at >= window.start) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("your time in ", contest, " has not begun: begin it first"));
}

Priority Admission::PriorityOf(const storage::Waiting& waiting) const {
  if (waiting.again) return Priority::kRejudge;
  if (waiting.contest_id.empty()) return Priority::kPractice;
  absl::MutexLock lock(&mu_);
  const auto found = known_.find(waiting.contest_id);
  // From before a restart: as if it were live.
  if (found == known_.end()) return Priority::kContest;
  const absl::Time now = access_.Now();
  const bool live = now >= found->second.start && now < found->second.end;
  return live ? Priority::kContest : Priority::kPractice;
}

absl::Status Admission::Remember(const Contest& contest) const {
  GAVEL_ASSIGN_OR_RETURN(const absl::Time over, access_.OverAt(contest));
  absl::MutexLock lock(&mu_);
  known_[contest.id] = {contest.start, over};
  return absl::OkStatus();
}

}  // namespace gavel::judge
