#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/json.h"
#include "cli/rejudging_text.h"
#include "cli/terminal.h"
#include "gavel/v1/rejudging_service.grpc.pb.h"

namespace gavel::cli {
namespace {

constexpr int kPage = 1000;
// Between two looks at the progress, for people.
constexpr absl::Duration kLookEvery = absl::Milliseconds(300);
constexpr absl::string_view kEraseLine = "\r\x1b[K";

struct Request {
  Endpoint endpoint = DefaultEndpoint();
  std::string argument;
  std::string reason;
  std::string problem;
  std::string contest;
  std::string user;
  std::string verdict;
  std::string language;
  std::string from;
  std::string until;
  std::vector<std::string> ids;
  int64_t version = 0;
  bool all = false;
  bool leave_out = false;
  bool wait = false;
  bool json = false;
  std::shared_ptr<grpc::Channel> channel;

  std::unique_ptr<v1::RejudgingService::Stub> Stub() const {
    return v1::RejudgingService::NewStub(channel);
  }
};

// An error ends a command with its exit status.
int FailFlag(absl::string_view message) {
  Fail(message);
  return kExitUsage;
}

bool ParseTime(const std::string& text, google::protobuf::Timestamp* out) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) return false;
  out->set_seconds(absl::ToUnixSeconds(time));
  out->set_nanos(static_cast<int32_t>(
      (time - absl::FromUnixSeconds(out->seconds())) / absl::Nanoseconds(1)));
  return true;
}

bool ParseVerdict(const std::string& code, v1::Verdict* out) {
  for (int i = v1::Verdict_MIN + 1; i <= v1::Verdict_MAX; ++i) {
    if (!absl::EqualsIgnoreCase(code, VerdictCode(i))) continue;
    *out = static_cast<v1::Verdict>(i);
    return true;
  }
  return false;
}

grpc::Status Get(const Request& request, const std::string& id,
                 v1::GetRejudgingResponse* response) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::GetRejudgingRequest get;
  get.set_rejudging_id(id);
  return request.Stub()->GetRejudging(&context, get, response);
}

// Shows a set, with --wait once it is judged.
int ShowSet(const Request& request, const std::string& id) {
  v1::GetRejudgingResponse response;
  for (;;) {
    const grpc::Status status = Get(request, id, &response);
    if (!status.ok()) return Fail(request.endpoint.server, status);
    const v1::Rejudging& set = response.rejudging();
    const bool live = StdoutIsTerminal() && !request.json;
    if (live) Print(std::string(kEraseLine));
    if (!request.wait || set.state() != v1::REJUDGING_STATE_OPEN ||
        set.judged_count() == set.submission_count()) {
      break;
    }
    if (live) {
      Print(
          absl::StrCat("▸ ", set.judged_count(), "/", set.submission_count()));
    }
    absl::SleepFor(kLookEvery);
  }
  Print(request.json ? ToJson(response) : FormatEffects(response));
  return kExitOk;
}

int Show(const Request& request) { return ShowSet(request, request.argument); }

int Create(const Request& request) {
  v1::CreateRejudgingRequest create;
  create.set_reason(request.reason);
  create.set_problem_id(request.problem);
  create.set_contest_id(request.contest);
  create.set_user_id(request.user);
  create.set_language(request.language);
  create.set_problem_version(static_cast<int32_t>(request.version));
  for (const std::string& id : request.ids) create.add_submission_ids(id);
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  if (!request.verdict.empty() && !ParseVerdict(request.verdict, &verdict)) {
    return FailFlag(absl::StrCat("--verdict ", request.verdict,
                                 " is no verdict such as AC or WA"));
  }
  create.set_verdict(verdict);
  for (const auto& [text, field] :
       {std::pair(request.from, create.mutable_from_time()),
        std::pair(request.until, create.mutable_until_time())}) {
    if (!text.empty() && !ParseTime(text, field)) {
      return FailFlag(
          absl::StrCat("time ", text, " is none such as 2026-01-31T12:00:00Z"));
    }
  }
  if (request.from.empty()) create.clear_from_time();
  if (request.until.empty()) create.clear_until_time();

  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::CreateRejudgingResponse response;
  const grpc::Status status =
      request.Stub()->CreateRejudging(&context, create, &response);
  if (!status.ok()) return Fail(request.endpoint.server, status);
  if (request.json && !request.wait) {
    Print(ToJson(response));
    return kExitOk;
  }
  if (!request.json) Print(FormatRejudging(response.rejudging()));
  if (!request.json && response.left_out_count() > 0) {
    Print(absl::StrCat(response.left_out_count(),
                       " wait for a verdict and are left out: ",
                       Escape(absl::StrJoin(response.left_out(), ", ")), "\n"));
  }
  return request.wait ? ShowSet(request, response.rejudging().id()) : kExitOk;
}

int List(const Request& request) {
  std::vector<v1::Rejudging> sets;
  v1::ListRejudgingsRequest list;
  list.set_page_size(kPage);
  do {
    grpc::ClientContext context;
    SetDeadline(kCallDeadline, &context);
    v1::ListRejudgingsResponse response;
    const grpc::Status status =
        request.Stub()->ListRejudgings(&context, list, &response);
    if (!status.ok()) return Fail(request.endpoint.server, status);
    sets.insert(sets.end(), response.rejudgings().begin(),
                response.rejudgings().end());
    list.set_page_token(response.next_page_token());
  } while (!list.page_token().empty());
  Print(request.json ? ListToJson(sets) : FormatRejudgings(sets));
  return kExitOk;
}

int Diff(const Request& request) {
  std::vector<v1::RejudgingChange> changes;
  v1::GetRejudgingDiffRequest diff;
  diff.set_rejudging_id(request.argument);
  diff.set_only_changed(!request.all);
  diff.set_page_size(kPage);
  do {
    grpc::ClientContext context;
    SetDeadline(kCallDeadline, &context);
    v1::GetRejudgingDiffResponse response;
    const grpc::Status status =
        request.Stub()->GetRejudgingDiff(&context, diff, &response);
    if (!status.ok()) return Fail(request.endpoint.server, status);
    changes.insert(changes.end(), response.changes().begin(),
                   response.changes().end());
    diff.set_page_token(response.next_page_token());
  } while (!diff.page_token().empty());
  if (request.json) {
    Print(ListToJson(changes));
    return kExitOk;
  }
  Print(FormatChanges(changes) + "\n");
  return ShowSet(request, request.argument);
}

int Apply(const Request& request) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::ApplyRejudgingRequest apply;
  apply.set_rejudging_id(request.argument);
  apply.set_leave_out_outdated(request.leave_out);
  v1::ApplyRejudgingResponse response;
  const grpc::Status status =
      request.Stub()->ApplyRejudging(&context, apply, &response);
  if (!status.ok()) return Fail(request.endpoint.server, status);
  Print(request.json ? ToJson(response)
                     : FormatRejudging(response.rejudging()));
  return kExitOk;
}

int Cancel(const Request& request) {
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::CancelRejudgingRequest cancel;
  cancel.set_rejudging_id(request.argument);
  v1::CancelRejudgingResponse response;
  const grpc::Status status =
      request.Stub()->CancelRejudging(&context, cancel, &response);
  if (!status.ok()) return Fail(request.endpoint.server, status);
  Print(request.json ? ToJson(response)
                     : FormatRejudging(response.rejudging()));
  return kExitOk;
}

struct Verb {
  absl::string_view name;
  size_t arguments;
  int (*run)(const Request& request);
};

constexpr std::array<Verb, 6> kVerbs = {{{"create", 0, Create},
                                         {"show", 1, Show},
                                         {"list", 0, List},
                                         {"diff", 1, Diff},
                                         {"apply", 1, Apply},
                                         {"cancel", 1, Cancel}}};

// Null for no such verb or too few or many arguments, and then says so.
const Verb* FindVerb(const std::vector<std::string>& arguments) {
  std::string names;
  for (const Verb& verb : kVerbs) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", verb.name);
    if (verb.name != arguments[0]) continue;
    if (arguments.size() == verb.arguments + 1) return &verb;
    Fail(absl::StrCat("rejudging ", verb.name, " takes ",
                      verb.arguments == 0 ? "no argument" : "the id of a set"));
    return nullptr;
  }
  Fail(absl::StrCat("rejudging ", arguments[0], " is none of ", names));
  return nullptr;
}

Flags MakeFlags(Request& request) {
  Flags flags(
      "gavel rejudging create | list | show ID | diff ID | apply ID | cancel "
      "ID  [flags]",
      "Judges submissions again as a set, beside their verdicts; shows what "
      "would change; then\nmakes the new verdicts count, or none of them.");
  flags.Text("problem", "P", "create: only for this problem", &request.problem)
      .Text("contest", "C", "create: only of this contest", &request.contest)
      .Text("user", "U", "create: only of this user", &request.user)
      .Text("verdict", "V", "create: only with this verdict: AC, WA, ...",
            &request.verdict)
      .Text("language", "L", "create: only in this language", &request.language)
      .Text("from", "TIME", "create: only accepted then or later",
            &request.from)
      .Text("until", "TIME", "create: only accepted before then",
            &request.until)
      .List("id", "ID", "create: this submission; again for more", &request.ids)
      .Number("version", "N", "create: of the problem; default the newest", 1,
              INT32_MAX, &request.version)
      .Text("reason", "TEXT", "create: for people", &request.reason)
      .Switch("wait", "create, show: until all are judged", &request.wait)
      .Switch("all", "diff: with those that stay as they are", &request.all)
      .Switch("leave-out",
              "apply: without those that were judged again meanwhile",
              &request.leave_out)
      .Switch("json", "as JSON", &request.json);
  AddEndpointFlags(&request.endpoint, &flags);
  return flags;
}

}  // namespace

int RejudgingCommand(const std::vector<std::string>& args) {
  Request request;
  std::vector<std::string> arguments;
  if (auto exit = MakeFlags(request).ParseOrExit(args, {1, 2}, &arguments)) {
    return *exit;
  }
  const Verb* verb = FindVerb(arguments);
  if (verb == nullptr) return kExitUsage;
  if (arguments.size() > 1) request.argument = arguments[1];

  absl::StatusOr<std::shared_ptr<grpc::Channel>> channel =
      Connect(request.endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  request.channel = *std::move(channel);
  return verb->run(request);
}

}  // namespace gavel::cli
