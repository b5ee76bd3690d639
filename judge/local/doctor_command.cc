#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/flags.h"
#include "judge/local/exit_status.h"
#include "judge/local/local_commands.h"
#include "nlohmann/json.hpp"
#include "sandbox/supervisor.h"

namespace gavel::judge {
namespace {

// The wall of that kind, or one that does not stand.
sandbox::Wall Find(const std::vector<sandbox::Wall>& walls,
                   absl::string_view name) {
  for (const sandbox::Wall& wall : walls) {
    if (wall.name == name) return wall;
  }
  return {absl::StrCat(name), false, "the sandbox does not say"};
}

void PrintWall(const sandbox::WallKind& kind, const sandbox::Wall& wall) {
  absl::PrintF("%-18s %-4s %s%s\n", kind.name, wall.stands ? "on" : "OFF",
               wall.detail.empty() ? "" : absl::StrCat("(", wall.detail, ") "),
               kind.guards_against);
  if (!wall.stands) absl::PrintF("%-18s      to mend: %s\n", "", kind.mend);
}

nlohmann::json Json(const sandbox::WallKind& kind, const sandbox::Wall& wall) {
  nlohmann::json entry = {
      {"name", absl::StrCat(kind.name)},
      {"stands", wall.stands},
      {"detail", wall.detail},
      {"guards_against", absl::StrCat(kind.guards_against)}};
  if (!wall.stands) entry["mend"] = absl::StrCat(kind.mend);
  return entry;
}

int Report(const std::vector<sandbox::Wall>& walls, bool json) {
  int missing = 0;
  nlohmann::json entries = nlohmann::json::array();
  for (const sandbox::WallKind& kind : sandbox::WallKinds()) {
    const sandbox::Wall wall = Find(walls, kind.name);
    if (!wall.stands) ++missing;
    if (json) {
      entries.push_back(Json(kind, wall));
    } else {
      PrintWall(kind, wall);
    }
  }
  if (json) {
    absl::PrintF("%s\n", nlohmann::json{{"walls", entries}}.dump(2));
  } else if (missing == 0) {
    absl::PrintF("every wall stands\n");
  } else {
    absl::PrintF("%d of %d walls are missing\n", missing,
                 sandbox::WallKinds().size());
  }
  return missing == 0 ? 0 : kExitNotAccepted;
}

}  // namespace

int DoctorCommand(const std::vector<std::string>& args) {
  bool json = false;
  bool jitless = false;
  std::vector<std::string> required;
  cli::Flags flags(
      "gavel doctor [flags]",
      "Starts a sandbox as this user on this machine, judges an empty program\n"
      "in it, and says which of its walls stand, what each guards against and\n"
      "how to get what is missing.\n"
      "Exit status: 0 every wall stands, 1 some do not, 70 no sandbox can be\n"
      "started or a required wall is missing, 64 wrong command line.");
  flags
      .List("require-wall", "NAME", "as for `gavel serve`; again for more",
            &required)
      .Switch("jitless", "as for `gavel serve`", &jitless)
      .Switch("json", "print one object", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {0, 0}, &arguments)) return *exit;
  const auto sandbox = sandbox::Supervisor::Start(
      {.executable = sandbox::DefaultSandboxExecutable(),
       .required_walls = required,
       .jitless = jitless});
  if (!sandbox.ok()) {
    absl::FPrintF(stderr, "gavel doctor: %s\n", sandbox.status().message());
    return absl::IsInvalidArgument(sandbox.status()) ? cli::kExitUsage
                                                     : kExitJudgeError;
  }
  return Report((*sandbox)->walls(), json);
}

}  // namespace gavel::judge
