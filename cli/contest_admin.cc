// Makes, changes and shows contests.

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/contest_client.h"
#include "cli/contest_commands.h"
#include "cli/contest_file.h"
#include "cli/contest_text.h"
#include "cli/json.h"
#include "cli/terminal.h"

namespace gavel::cli {
namespace {

using Stub = ContestClient::Stub;

constexpr int32_t kPage = 1000;

int Get(ContestClient& client, const std::string& id, v1::Contest* contest) {
  v1::GetContestRequest request;
  request.set_contest_id(id);
  v1::GetContestResponse response;
  const int exit = client.Call(&Stub::GetContest, request, &response);
  *contest = std::move(*response.mutable_contest());
  return exit;
}

void Show(const v1::Contest& contest, bool json) {
  Print(json ? ToJson(contest) : ContestText(contest));
}

bool AnyIsGiven(const ContestFlags& flags) {
  return !(flags.name.empty() && flags.start.empty() &&
           flags.duration.empty() && flags.freeze.empty() &&
           flags.window.empty() && flags.problems.empty() &&
           flags.rules.empty() && flags.judges.empty() &&
           flags.languages.empty() && flags.submission_limit == 0) ||
         flags.open || flags.virtual_participation;
}

}  // namespace

int CreateContestCommand(const std::vector<std::string>& args) {
  ContestFlags values;
  bool json = false;
  Flags flags("gavel contest create ID|FILE.json [flags]",
              "Makes a contest, for admins. A file says what `gavel contest "
              "status ID --json` prints;\nflags change what it says.");
  AddContestFlags(&values, &flags);
  ContestClient client(flags);
  flags.Switch("json", "print it as JSON", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  v1::CreateContestRequest request;
  if (IsContestFile(arguments[0])) {
    absl::StatusOr<v1::Contest> contest = ReadContest(arguments[0]);
    if (!contest.ok()) return Fail(contest.status().message());
    *request.mutable_contest() = *std::move(contest);
  } else {
    request.mutable_contest()->set_id(arguments[0]);
    request.mutable_contest()->set_name(arguments[0]);
  }
  const absl::Status status =
      ApplyContestFlags(values, absl::Now(), request.mutable_contest());
  if (!status.ok()) return Fail(status.message());
  if (auto exit = client.Open()) return *exit;
  v1::CreateContestResponse response;
  const int exit = client.Call(&Stub::CreateContest, request, &response);
  if (exit == kExitOk) Show(response.contest(), json);
  return exit;
}

int EditContestCommand(const std::vector<std::string>& args) {
  ContestFlags values;
  bool json = false;
  Flags flags("gavel contest edit ID|FILE.json [flags]",
              "Changes a contest, for its judges and admins: what the flags "
              "say, or all of it to what\na file says that `gavel contest "
              "status ID --json` printed and somebody edited.\n--problem "
              "replaces all problems.");
  AddContestFlags(&values, &flags);
  ContestClient client(flags);
  flags.Switch("json", "print it as JSON", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  const bool is_file = IsContestFile(arguments[0]);
  if (!is_file && !AnyIsGiven(values)) {
    return Fail("nothing to change: give flags or a file");
  }

  v1::UpdateContestRequest request;
  if (is_file) {
    absl::StatusOr<v1::Contest> contest = ReadContest(arguments[0]);
    if (!contest.ok()) return Fail(contest.status().message());
    *request.mutable_contest() = *std::move(contest);
  }
  if (auto exit = client.Open()) return *exit;
  if (!is_file) {
    const int exit = Get(client, arguments[0], request.mutable_contest());
    if (exit != kExitOk) return exit;
  }
  const absl::Status status =
      ApplyContestFlags(values, absl::Now(), request.mutable_contest());
  if (!status.ok()) return Fail(status.message());
  v1::UpdateContestResponse response;
  const int exit = client.Call(&Stub::UpdateContest, request, &response);
  if (exit == kExitOk) Show(response.contest(), json);
  return exit;
}

int ContestStatusCommand(const std::vector<std::string>& args) {
  bool json = false;
  Flags flags("gavel contest status ID [flags]",
              "Shows a contest: when, by which rules, with which problems.");
  ContestClient client(flags);
  flags.Switch("json", "as JSON, to edit and to give to create or edit", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::Contest contest;
  const int exit = Get(client, arguments[0], &contest);
  if (exit == kExitOk) Show(contest, json);
  return exit;
}

int ListContestsCommand(const std::vector<std::string>& args) {
  bool json = false;
  Flags flags("gavel contest list [flags]",
              "Lists the contests that you may see, latest start first.");
  ContestClient client(flags);
  flags.Switch("json", "as a JSON array", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  std::vector<v1::Contest> contests;
  v1::ListContestsRequest request;
  request.set_page_size(kPage);
  do {
    v1::ListContestsResponse response;
    const int exit = client.Call(&Stub::ListContests, request, &response);
    if (exit != kExitOk) return exit;
    for (v1::Contest& contest : *response.mutable_contests()) {
      contests.push_back(std::move(contest));
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  Print(json ? ListToJson(contests) : ContestTable(contests));
  return kExitOk;
}

int ThawCommand(const std::vector<std::string>& args) {
  Flags flags("gavel contest thaw ID [flags]",
              "Ends the freeze: everybody sees the final standings. For "
              "judges, after the end.");
  ContestClient client(flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::ThawContestRequest request;
  request.set_contest_id(arguments[0]);
  v1::ThawContestResponse response;
  const int exit = client.Call(&Stub::ThawContest, request, &response);
  if (exit == kExitOk) {
    Print(absl::StrCat("thawed ", TimeText(response.contest().thaw_time()),
                       "\n"));
  }
  return exit;
}

}  // namespace gavel::cli
