// Questions, answers and announcements.

#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/contest_client.h"
#include "cli/contest_commands.h"
#include "cli/contest_text.h"
#include "cli/json.h"
#include "cli/terminal.h"

namespace gavel::cli {
namespace {

using Stub = ContestClient::Stub;

int WatchAll(ContestClient& client, const std::string& contest_id, bool json) {
  v1::WatchClarificationsRequest request;
  request.set_contest_id(contest_id);
  return client
      .Watch<v1::WatchClarificationsRequest, v1::WatchClarificationsResponse>(
          &Stub::WatchClarifications, request,
          [json](const v1::WatchClarificationsResponse& event) {
            Print(json ? ToJson(event.clarification())
                       : ClarificationText(event.clarification()));
          });
}

}  // namespace

int ClarificationsCommand(const std::vector<std::string>& args) {
  bool watch = false;
  bool json = false;
  Flags flags("gavel contest clarifications ID [flags]",
              "Lists announcements, answers to all and your own questions, "
              "oldest first; for judges all.");
  ContestClient client(flags);
  flags.Switch("watch", "wait for more", &watch)
      .Switch("json", "as a JSON array; with --watch one after another", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  if (watch) return WatchAll(client, arguments[0], json);
  v1::ListClarificationsRequest request;
  request.set_contest_id(arguments[0]);
  v1::ListClarificationsResponse response;
  const int exit = client.Call(&Stub::ListClarifications, request, &response);
  if (exit != kExitOk) return exit;
  if (json) {
    Print(ListToJson(response.clarifications()));
    return kExitOk;
  }
  for (const v1::Clarification& one : response.clarifications()) {
    Print(ClarificationText(one));
  }
  return kExitOk;
}

int AskCommand(const std::vector<std::string>& args) {
  std::string problem;
  Flags flags("gavel contest ask ID QUESTION [flags]", "Asks the judges.");
  ContestClient client(flags);
  flags.Text("problem", "LABEL", "which it is about", &problem);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {2, 2}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::AskClarificationRequest request;
  request.set_contest_id(arguments[0]);
  request.set_problem(problem);
  request.set_question(arguments[1]);
  v1::AskClarificationResponse response;
  const int exit = client.Call(&Stub::AskClarification, request, &response);
  if (exit == kExitOk) Print(ClarificationText(response.clarification()));
  return exit;
}

int AnswerCommand(const std::vector<std::string>& args) {
  bool to_all = false;
  Flags flags("gavel contest answer ID QUESTION-ID ANSWER [flags]",
              "Answers a question, to who asked it. For judges.");
  ContestClient client(flags);
  flags.Switch("all", "tell everybody", &to_all);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {3, 3}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::AnswerClarificationRequest request;
  request.set_contest_id(arguments[0]);
  request.set_clarification_id(arguments[1]);
  request.set_answer(arguments[2]);
  request.set_to_all(to_all);
  v1::AnswerClarificationResponse response;
  const int exit = client.Call(&Stub::AnswerClarification, request, &response);
  if (exit == kExitOk) Print(ClarificationText(response.clarification()));
  return exit;
}

int AnnounceCommand(const std::vector<std::string>& args) {
  std::string problem;
  Flags flags("gavel contest announce ID TEXT [flags]",
              "Tells all contestants something. For judges.");
  ContestClient client(flags);
  flags.Text("problem", "LABEL", "which it is about", &problem);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {2, 2}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::AnnounceRequest request;
  request.set_contest_id(arguments[0]);
  request.set_problem(problem);
  request.set_text(arguments[1]);
  v1::AnnounceResponse response;
  const int exit = client.Call(&Stub::Announce, request, &response);
  if (exit == kExitOk) Print(ClarificationText(response.clarification()));
  return exit;
}

}  // namespace gavel::cli
