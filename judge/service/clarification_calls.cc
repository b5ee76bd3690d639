#include "judge/service/clarification_calls.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "judge/service/convert.h"
#include "judge/service/convert_contest.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostText = 4096;
constexpr int kMostOpenQuestions = 10;

absl::Status CheckText(const char* field, const std::string& text) {
  if (!absl::StripAsciiWhitespace(text).empty() && text.size() <= kMostText &&
      FindInvalidUtf8(text) == absl::string_view::npos) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      field, " is blank or not 1 to ", kMostText, " bytes of UTF-8"));
}

absl::Status CheckLabel(const Contest& contest, const std::string& label) {
  if (label.empty() ||
      std::any_of(contest.problems.begin(), contest.problems.end(),
                  [&](const ContestProblem& problem) {
                    return problem.label == label;
                  })) {
    return absl::OkStatus();
  }
  return absl::NotFoundError(absl::StrCat(
      "contest ", contest.id, " has no problem ", convert::Quoted(label)));
}

}  // namespace

absl::Status ClarificationCalls::CheckMayAsk(const SeenContest& seen) {
  const std::string contest = absl::StrCat("contest ", seen.contest.id);
  if (!seen.registration.has_value()) {
    return absl::FailedPreconditionError(
        absl::StrCat("you are not registered in ", contest));
  }
  const Window window = WindowOf(seen.contest, *seen.registration);
  const absl::Time now = access_.Now();
  if (now >= window.start && now < window.end) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(contest, now < window.start ? " has not begun for you"
                                               : " has ended for you"));
}

absl::Status ClarificationCalls::Ask(const Caller& caller,
                                     const v1::AskClarificationRequest& request,
                                     v1::AskClarificationResponse* response) {
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         access_.Find(caller, request.contest_id()));
  GAVEL_RETURN_IF_ERROR(CheckMayAsk(seen));
  GAVEL_RETURN_IF_ERROR(CheckLabel(seen.contest, request.problem()));
  GAVEL_RETURN_IF_ERROR(CheckText("question", request.question()));
  Clarification question;
  question.contest_id = seen.contest.id;
  question.from = caller.user_id;
  question.problem = request.problem();
  question.question = request.question();
  {
    absl::MutexLock lock(&mu_);
    GAVEL_ASSIGN_OR_RETURN(const std::vector<Clarification> all,
                           contests_.ListClarifications(seen.contest.id));
    const auto open =
        std::count_if(all.begin(), all.end(), [&](const Clarification& each) {
          return each.from == caller.user_id &&
                 each.answered == absl::InfiniteFuture();
        });
    if (open >= kMostOpenQuestions) {
      return absl::ResourceExhaustedError(
          absl::StrCat(open, " of your questions wait for an answer; the most ",
                       "is ", kMostOpenQuestions));
    }
    GAVEL_ASSIGN_OR_RETURN(question, contests_.AddClarification(question));
  }
  watches_.Publish(question);
  ToProto(question, caller.user_id, seen.as_judge,
          response->mutable_clarification());
  return absl::OkStatus();
}

absl::Status ClarificationCalls::Answer(
    const Caller& caller, const v1::AnswerClarificationRequest& request,
    v1::AnswerClarificationResponse* response) {
  GAVEL_RETURN_IF_ERROR(
      access_.FindToJudge(caller, request.contest_id()).status());
  GAVEL_RETURN_IF_ERROR(CheckText("answer", request.answer()));
  int64_t id = 0;
  if (!absl::SimpleAtoi(request.clarification_id(), &id)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "clarification_id ", convert::Quoted(request.clarification_id()),
        " is no number"));
  }
  GAVEL_ASSIGN_OR_RETURN(
      const Clarification answered,
      contests_.AnswerClarification(request.contest_id(), id, request.answer(),
                                    caller.user_id, request.to_all()));
  watches_.Publish(answered);
  ToProto(answered, caller.user_id, true, response->mutable_clarification());
  return absl::OkStatus();
}

absl::Status ClarificationCalls::Announce(const Caller& caller,
                                          const v1::AnnounceRequest& request,
                                          v1::AnnounceResponse* response) {
  GAVEL_ASSIGN_OR_RETURN(const SeenContest seen,
                         access_.FindToJudge(caller, request.contest_id()));
  GAVEL_RETURN_IF_ERROR(CheckLabel(seen.contest, request.problem()));
  GAVEL_RETURN_IF_ERROR(CheckText("text", request.text()));
  Clarification announcement;
  announcement.contest_id = seen.contest.id;
  announcement.problem = request.problem();
  announcement.answer = request.text();
  announcement.answered_by = caller.user_id;
  announcement.to_all = true;
  GAVEL_ASSIGN_OR_RETURN(announcement,
                         contests_.AddClarification(announcement));
  watches_.Publish(announcement);
  ToProto(announcement, caller.user_id, true,
          response->mutable_clarification());
  return absl::OkStatus();
}

absl::Status ClarificationCalls::List(
    const Caller& caller, const v1::ListClarificationsRequest& request,
    v1::ListClarificationsResponse* response) {
  GAVEL_ASSIGN_OR_RETURN(const ClarificationReader reader,
                         ReaderOf(access_, caller, request.contest_id()));
  GAVEL_ASSIGN_OR_RETURN(const std::vector<Clarification> all,
                         contests_.ListClarifications(request.contest_id()));
  for (const Clarification& each : all) {
    if (!Shows(each, reader, access_.Now())) continue;
    ToProto(each, reader.user_id, reader.as_judge,
            response->add_clarifications());
  }
  return absl::OkStatus();
}

}  // namespace gavel::judge
