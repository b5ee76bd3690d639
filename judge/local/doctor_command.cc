#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "cli/flags.h"
#include "judge/local/exit_status.h"
#include "judge/local/local_commands.h"
#include "judge/local/machine.h"
#include "judge/local/machine_checks.h"
#include "judge/local/mend.h"
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

struct Report {
  Machine machine;
  std::vector<sandbox::Wall> walls;
  std::vector<Check> checks;
};

int CountMissing(const Report& report) {
  const auto& kinds = sandbox::WallKinds();
  return static_cast<int>(std::count_if(
      kinds.begin(), kinds.end(), [&](const sandbox::WallKind& kind) {
        return !Find(report.walls, kind.name).stands;
      }));
}

int CountProblems(const Report& report) {
  return static_cast<int>(std::count_if(
      report.checks.begin(), report.checks.end(),
      [](const Check& check) { return check.grade == Grade::kProblem; }));
}

absl::string_view GradeName(Grade grade) {
  switch (grade) {
    case Grade::kGood:
      return "ok";
    case Grade::kWarning:
      return "warning";
    case Grade::kProblem:
      return "problem";
  }
  return "";
}

void PrintMend(absl::string_view mend) {
  if (!mend.empty()) absl::PrintF("%-18s         to mend: %s\n", "", mend);
}

void PrintText(const Report& report) {
  for (const sandbox::WallKind& kind : sandbox::WallKinds()) {
    const sandbox::Wall wall = Find(report.walls, kind.name);
    absl::PrintF(
        "%-18s %-7s %s%s\n", kind.name, wall.stands ? "on" : "OFF",
        wall.detail.empty() ? "" : absl::StrCat("(", wall.detail, ") "),
        kind.guards_against);
    if (!wall.stands) PrintMend(HowToMend(kind, report.machine));
  }
  absl::PrintF("\n");
  for (const Check& check : report.checks) {
    absl::PrintF("%-18s %-7s %s\n", check.name, GradeName(check.grade),
                 check.detail);
    PrintMend(check.mend);
  }
  const int missing = CountMissing(report);
  absl::PrintF("\n%s\n",
               missing == 0
                   ? "every wall stands"
                   : absl::StrFormat("%d of %d walls are missing", missing,
                                     sandbox::WallKinds().size()));
  if (const int problems = CountProblems(report); problems > 0) {
    absl::PrintF("problems for a server: %d\n", problems);
  }
}

void PrintJson(const Report& report) {
  nlohmann::json walls = nlohmann::json::array();
  for (const sandbox::WallKind& kind : sandbox::WallKinds()) {
    const sandbox::Wall wall = Find(report.walls, kind.name);
    walls.push_back({{"name", absl::StrCat(kind.name)},
                     {"stands", wall.stands},
                     {"detail", wall.detail},
                     {"guards_against", absl::StrCat(kind.guards_against)}});
    if (!wall.stands) walls.back()["mend"] = HowToMend(kind, report.machine);
  }
  nlohmann::json checks = nlohmann::json::array();
  for (const Check& check : report.checks) {
    checks.push_back({{"name", check.name},
                      {"grade", absl::StrCat(GradeName(check.grade))},
                      {"detail", check.detail}});
    if (!check.mend.empty()) checks.back()["mend"] = check.mend;
  }
  const nlohmann::json all = {{"walls", walls}, {"checks", checks}};
  absl::PrintF("%s\n", all.dump(2, ' ', false,
                                nlohmann::json::error_handler_t::replace));
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
      "how to get what is missing on this machine. Then looks at what a "
      "server\n"
      "needs: disk, files, ports, certificates, clocks.\n"
      "Exit status: 0 every wall stands and nothing is in a server's way, 1\n"
      "else, 70 no sandbox can be started or a required wall is missing, 64\n"
      "wrong command line.");
  MachineQuestions questions;
  flags
      .List("require-wall", "NAME", "as for `gavel serve`; again for more",
            &required)
      .Switch("jitless", "as for `gavel serve`", &jitless)
      .Text("data", "DIR", "look at a data directory, too", &questions.data)
      .Text("listen", "ADDR", "look whether the address is free",
            &questions.listen)
      .Text("tls-cert", "FILE", "look at a certificate",
            &questions.tls_certificate)
      .Text("tls-key", "FILE", "look at its key", &questions.tls_key)
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
  Report report{LookAtMachine(questions), (*sandbox)->walls(), {}};
  report.checks = CheckMachine(report.machine, absl::Now());
  json ? PrintJson(report) : PrintText(report);
  return CountMissing(report) + CountProblems(report) == 0 ? 0
                                                           : kExitNotAccepted;
}

}  // namespace gavel::judge
