#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "cli/explain.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/json.h"
#include "cli/progress.h"
#include "cli/source_file.h"
#include "cli/terminal.h"
#include "gavel/v1/submission_service.grpc.pb.h"

namespace gavel::cli {
namespace {

constexpr int64_t kMostPage = 1000;

using Channel = std::shared_ptr<grpc::Channel>;

grpc::Status Get(const Channel& channel, const std::string& id,
                 bool judge_details, v1::Submission* submission) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::GetSubmissionRequest request;
  request.set_submission_id(id);
  request.set_judge_details(judge_details);
  v1::GetSubmissionResponse response;
  grpc::Status status = v1::SubmissionService::NewStub(channel)->GetSubmission(
      &context, request, &response);
  *submission = std::move(*response.mutable_submission());
  return status;
}

int ExitStatusOf(const v1::Submission& submission) {
  return submission.judgement().verdict() == v1::VERDICT_ACCEPTED
             ? kExitOk
             : kExitNotAccepted;
}

// Shows the judging, or with `json` only its result.
int Await(const Channel& channel, const std::string& server,
          const std::string& id, bool json) {
  Progress progress({.terminal = StdoutIsTerminal(), .style = StdoutStyle()},
                    Print);
  grpc::Status status = WatchUntilJudged(
      channel, id, {},
      [&](const v1::WatchSubmissionResponse& event) {
        if (!json) progress.Show(event);
      },
      [&] {
        if (!json) progress.Remark("the server is gone, trying again");
      });
  if (!json) progress.Remark("");
  if (!status.ok()) return Fail(server, status);
  v1::Submission submission;
  status = Get(channel, id, false, &submission);
  if (!status.ok()) return Fail(server, status);
  if (json) Print(ToJson(submission));
  return ExitStatusOf(submission);
}

std::string StateText(const v1::Submission& submission, Style style) {
  if (submission.state() == v1::SUBMISSION_STATE_PENDING) return "pending\n";
  std::string text;
  for (const v1::TestRun& run : submission.judgement().runs()) {
    absl::StrAppend(&text, FormatRun(run, style));
  }
  absl::StrAppend(&text, FormatVerdict(submission.judgement(), style));
  absl::StrAppend(&text, FormatProvenance(submission.judgement()));
  if (submission.pending_version() > 0) {
    absl::StrAppend(&text, "waits for another verdict, on version ",
                    submission.pending_version(), "\n");
  }
  return text;
}

// Pages through until there are `limit`.
grpc::Status List(const Channel& channel, v1::ListSubmissionsRequest request,
                  int64_t limit, std::vector<v1::Submission>* submissions) {
  const auto stub = v1::SubmissionService::NewStub(channel);
  do {
    const int64_t missing = limit - static_cast<int64_t>(submissions->size());
    request.set_page_size(static_cast<int32_t>(std::min(missing, kMostPage)));
    grpc::ClientContext context;
    SetDeadline(kCallDeadline, &context);
    v1::ListSubmissionsResponse response;
    grpc::Status status = stub->ListSubmissions(&context, request, &response);
    if (!status.ok()) return status;
    for (v1::Submission& submission : *response.mutable_submissions()) {
      submissions->push_back(std::move(submission));
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty() &&
           static_cast<int64_t>(submissions->size()) < limit);
  return grpc::Status::OK;
}

std::string ListText(const std::vector<v1::Submission>& submissions) {
  std::vector<std::vector<std::string>> rows = {
      {"ID", "USER", "PROBLEM", "LANGUAGE", "VERDICT", "SUBMITTED"}};
  for (const v1::Submission& submission : submissions) {
    const absl::Time created =
        absl::FromUnixSeconds(submission.create_time().seconds());
    rows.push_back({submission.id(), submission.user_id(),
                    submission.problem_id(), submission.language(),
                    VerdictCode(submission.judgement().verdict()),
                    absl::FormatTime("%Y-%m-%d %H:%M:%S", created,
                                     absl::LocalTimeZone())});
  }
  return FormatTable(rows);
}

}  // namespace

int SubmitCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  std::string language;
  v1::SubmitRequest request;
  bool json = false;
  bool no_wait = false;
  Flags flags("gavel submit PROBLEM FILE [flags]",
              "Submits a program and shows its judging. Exit status: 0 "
              "accepted, 1 any other\nverdict, 2 error.");
  flags.Text("language", "L", "instead of what the file's name says", &language)
      .Text("contest", "ID",
            "in that contest, where PROBLEM may be a label; else practice",
            request.mutable_contest_id())
      .Text("on-behalf-of", "USER", "for services and admins: whose it is",
            request.mutable_on_behalf_of())
      .Text("key", "KEY",
            "sending it again with the same key makes no second submission",
            request.mutable_idempotency_key())
      .Switch("json", "print the judged submission as JSON", &json)
      .Switch("no-wait", "do not wait for the verdict", &no_wait);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {2, 2}, &arguments)) return *exit;

  request.set_problem_id(arguments[0]);
  if (language.empty()) {
    request.set_file_name(arguments[1].substr(arguments[1].rfind('/') + 1));
  } else {
    request.set_language(language);
  }
  absl::StatusOr<std::string> source = ReadSource(arguments[1]);
  if (!source.ok()) return Fail(source.status().message());
  request.set_source(*std::move(source));

  const absl::StatusOr<Channel> channel = Connect(endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::SubmitResponse response;
  const grpc::Status status = v1::SubmissionService::NewStub(*channel)->Submit(
      &context, request, &response);
  if (!status.ok()) return Fail(endpoint.server, status);
  const v1::Submission& submission = response.submission();
  if (!json) Print(FormatHeading(submission) + "\n");
  if (!no_wait) return Await(*channel, endpoint.server, submission.id(), json);
  if (json) Print(ToJson(submission));
  return kExitOk;
}

int StatusCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  bool json = false;
  bool judge = false;
  Flags flags("gavel status ID [flags]",
              "Shows a submission with its judgement.");
  flags
      .Switch("judge",
              "with messages for judges, transcripts, and what produced it",
              &judge)
      .Switch("json", "as JSON", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  const absl::StatusOr<Channel> channel = Connect(endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  v1::Submission submission;
  const grpc::Status status = Get(*channel, arguments[0], judge, &submission);
  if (!status.ok()) return Fail(endpoint.server, status);
  if (json) {
    Print(ToJson(submission));
  } else {
    Print(absl::StrCat(FormatHeading(submission), "\n",
                       StateText(submission, StdoutStyle())));
  }
  return kExitOk;
}

int RejudgeCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  int64_t version = 0;
  bool json = false;
  bool no_wait = false;
  Flags flags("gavel rejudge ID [flags]",
              "Judges a submission that has a verdict again and shows it. Its "
              "verdict counts\nuntil there is the new one. Exit status: 0 "
              "accepted, 1 any other verdict, 2 error.");
  flags
      .Number("version", "N", "of the problem; default the newest", 1,
              INT32_MAX, &version)
      .Switch("json", "print the judged submission as JSON", &json)
      .Switch("no-wait", "do not wait for the verdict", &no_wait);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  const absl::StatusOr<Channel> channel = Connect(endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::RejudgeRequest request;
  request.set_submission_id(arguments[0]);
  request.set_problem_version(static_cast<int32_t>(version));
  v1::RejudgeResponse response;
  const grpc::Status status = v1::SubmissionService::NewStub(*channel)->Rejudge(
      &context, request, &response);
  if (!status.ok()) return Fail(endpoint.server, status);
  if (!json) {
    Print(absl::StrCat("submission ", Escape(arguments[0]),
                       " again, on version ", response.problem_version(),
                       "\n"));
  }
  if (!no_wait) return Await(*channel, endpoint.server, arguments[0], json);
  if (json) Print(ToJson(response));
  return kExitOk;
}

int ListCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  std::string problem;
  std::string user;
  std::string contest;
  std::string verdict;
  std::string language;
  int64_t limit = 20;
  bool json = false;
  Flags flags("gavel list [flags]", "Lists submissions, newest first.");
  flags.Text("problem", "P", "only for this problem", &problem)
      .Text("user", "ID", "only of this user", &user)
      .Text("contest", "ID", "only of this contest", &contest)
      .Text("verdict", "V", "only with this verdict: AC, WA, ...", &verdict)
      .Text("language", "L", "only in this language", &language)
      .Number("limit", "N", "at most so many; default 20", 1, 1'000'000, &limit)
      .Switch("json", "as a JSON array", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;

  v1::ListSubmissionsRequest request;
  request.set_problem_id(problem);
  request.set_user_id(user);
  request.set_language(language);
  if (!verdict.empty()) {
    const int number = VerdictByCode(verdict);
    if (number == 0) {
      Fail(absl::StrCat("verdict ", Escape(verdict), " is unknown"));
      return kExitUsage;
    }
    request.set_verdict(static_cast<v1::Verdict>(number));
  }
  const absl::StatusOr<Channel> channel = Connect(endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  std::vector<v1::Submission> submissions;
  const grpc::Status status =
      List(*channel, std::move(request), limit, &submissions);
  if (!status.ok()) return Fail(endpoint.server, status);
  if (json) {
    Print(ListToJson(submissions));
  } else {
    Print(ListText(submissions));
  }
  return kExitOk;
}

}  // namespace gavel::cli
