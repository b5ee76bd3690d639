// Who takes part.

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

}  // namespace

int RegisterCommand(const std::vector<std::string>& args) {
  std::string user;
  std::string team;
  std::string extra;
  bool out_of_competition = false;
  bool in_competition = false;
  bool json = false;
  Flags flags("gavel contest register ID [flags]",
              "Registers you for a contest, or as a judge anybody. Again, by "
              "judges, it changes what flags say.");
  ContestClient client(flags);
  flags
      .Text("team", "NAME", "what standings show; default the user's name",
            &team)
      .Text("user", "USER", "for judges: somebody else", &user)
      .Text("extra-time", "D", "for judges: 30m more than the others have",
            &extra)
      .Switch("out-of-competition", "for judges: shown without a rank",
              &out_of_competition)
      .Switch("in-competition", "for judges: with a rank again",
              &in_competition)
      .Switch("json", "print it as JSON", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  if (out_of_competition && in_competition) {
    return Fail("--out-of-competition and --in-competition exclude each other");
  }
  v1::RegisterRequest request;
  request.set_contest_id(arguments[0]);
  v1::Registration& registration = *request.mutable_registration();
  registration.set_user_id(user);
  registration.set_team_name(team);
  if (out_of_competition || in_competition) {
    registration.set_out_of_competition(out_of_competition);
  }
  if (!extra.empty()) {
    const absl::StatusOr<absl::Duration> time = ParseDuration(extra);
    if (!time.ok()) {
      return Fail(absl::StrCat("--extra-time: ", time.status().message()));
    }
    *registration.mutable_extra_time() = ToDuration(*time);
  }
  if (auto exit = client.Open()) return *exit;
  v1::RegisterResponse response;
  const int exit = client.Call(&Stub::Register, request, &response);
  if (exit != kExitOk) return exit;
  Print(json ? ToJson(response.registration())
             : RegistrationTable({response.registration()}));
  return kExitOk;
}

int UnregisterCommand(const std::vector<std::string>& args) {
  Flags flags("gavel contest unregister ID USER [flags]",
              "Takes a registration away, as long as its user has submitted "
              "nothing. For judges.");
  ContestClient client(flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {2, 2}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::UnregisterRequest request;
  request.set_contest_id(arguments[0]);
  request.set_user_id(arguments[1]);
  v1::UnregisterResponse response;
  return client.Call(&Stub::Unregister, request, &response);
}

int ContestantsCommand(const std::vector<std::string>& args) {
  bool json = false;
  Flags flags("gavel contest contestants ID [flags]",
              "Lists who takes part. For judges.");
  ContestClient client(flags);
  flags.Switch("json", "as a JSON array", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::ListRegistrationsRequest request;
  request.set_contest_id(arguments[0]);
  v1::ListRegistrationsResponse response;
  const int exit = client.Call(&Stub::ListRegistrations, request, &response);
  if (exit != kExitOk) return exit;
  const std::vector<v1::Registration> all(response.registrations().begin(),
                                          response.registrations().end());
  Print(json ? ListToJson(all) : RegistrationTable(all));
  return kExitOk;
}

int BeginCommand(const std::vector<std::string>& args) {
  Flags flags("gavel contest begin ID [flags]",
              "Begins your own time in a contest that gives each a window, or "
              "virtually after its end.");
  ContestClient client(flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::BeginContestRequest request;
  request.set_contest_id(arguments[0]);
  v1::BeginContestResponse response;
  const int exit = client.Call(&Stub::BeginContest, request, &response);
  if (exit != kExitOk) return exit;
  Print(absl::StrCat("begun ", TimeText(response.registration().begin_time()),
                     ", ends ", TimeText(response.end_time()), "\n"));
  return kExitOk;
}

}  // namespace gavel::cli
