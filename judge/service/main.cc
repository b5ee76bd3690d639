// The gavel executable: a table of subcommands.

#include <grpc/support/log.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/synchronization/mutex.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "judge/local/local_commands.h"
#include "judge/service/serve_command.h"

namespace gavel {
namespace {

struct Command {
  const char* name;
  const char* summary;
  int (*run)(const std::vector<std::string>& args);
};

// One of two words comes before that of its first word alone.
constexpr Command kCommands[] = {
    {"serve", "run a judge", judge::ServeCommand},
    {"submit", "submit a program and watch its judging", cli::SubmitCommand},
    {"batch", "submit many programs and collect their verdicts",
     cli::BatchCommand},
    {"status", "show a submission", cli::StatusCommand},
    {"rejudge", "judge a submission again", cli::RejudgeCommand},
    {"rejudging", "judge many submissions again, then apply it or not",
     cli::RejudgingCommand},
    {"replay", "judge a submission again and say what differs",
     cli::ReplayCommand},
    {"list", "list submissions", cli::ListCommand},
    {"contest", "make, run, watch and export contests", cli::ContestCommand},
    {"problem stub", "print what solutions to a function problem start from",
     judge::StubCommand},
    {"problem new", "write a small package to begin with", judge::NewCommand},
    {"problem verify", "verify a package, or a server's problem",
     judge::VerifyCommand},
    {"problem", "upload, list, show and fetch problems", cli::ProblemCommand},
    {"user create", "make a user", cli::CreateUserCommand},
    {"user update", "change a user", cli::UpdateUserCommand},
    {"user list", "list users", cli::ListUsersCommand},
    {"token create", "make a token", cli::CreateTokenCommand},
    {"token list", "list tokens", cli::ListTokensCommand},
    {"token revoke", "revoke a token", cli::RevokeTokenCommand},
    {"whoami", "say whose token it is", cli::WhoAmICommand},
    {"judge", "judge a file against a package, without a server",
     judge::JudgeCommand},
    {"run", "run a file in the sandbox, without a server", judge::RunCommand},
    {"doctor", "say which walls of the sandbox stand on this machine",
     judge::DoctorCommand},
    {"backup", "copy the data of a server, which may be running",
     judge::BackupCommand},
    {"restore", "make a data directory of a backup", judge::RestoreCommand},
    {"check", "say whether stored data is sound", judge::CheckCommand},
};

std::string Overview() {
  std::string text = "usage: gavel COMMAND [arguments]\n\n";
  for (const Command& command : kCommands) {
    absl::StrAppendFormat(&text, "  %-14s %s\n", command.name, command.summary);
  }
  absl::StrAppendFormat(&text, "  %-14s %s\n", "help",
                        "explain a command: gavel help COMMAND");
  return text;
}

int UnknownCommand(const std::string& name) {
  std::vector<std::string> names = {"help"};
  for (const Command& command : kCommands) names.emplace_back(command.name);
  const std::string closest = cli::ClosestWord(name, names);
  absl::FPrintF(stderr, "gavel: unknown command %s; %s\n", name,
                closest.empty()
                    ? "`gavel help` lists them"
                    : absl::StrCat("did you mean `gavel ", closest, "`?"));
  return cli::kExitUsage;
}

// The command of that name, or of two words, the second of which is taken from
// the arguments; null if there is none.
const Command* TakeCommand(const std::string& name,
                           std::vector<std::string>& rest) {
  for (const Command& command : kCommands) {
    if (name == command.name) return &command;
    if (!rest.empty() && absl::StrCat(name, " ", rest[0]) == command.name) {
      rest.erase(rest.begin());
      return &command;
    }
  }
  return nullptr;
}

// gRPC's own log lines are for its developers; errors reach us as statuses.
void QuietGrpc() {
  if (std::getenv("GRPC_VERBOSITY") != nullptr) return;
  gpr_set_log_function([](gpr_log_func_args* /*args*/) {});
}

// Each file that a program of a package is given is a descriptor, and the usual
// limit is 1024. No part of gavel uses select().
void AllowManyDescriptors() {
  rlimit limit = {};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Debian's Abseil looks for deadlocks at every lock, as builds for debugging
// should and others need not.
void TrustLocks() {
#ifdef NDEBUG
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
#endif
}

int Main(const std::vector<std::string>& args) {
  if (args.empty()) {
    absl::FPrintF(stderr, "%s", Overview());
    return cli::kExitUsage;
  }
  std::string name = args[0];
  std::vector<std::string> rest(args.begin() + 1, args.end());
  if (name == "--version") {
    absl::PrintF("gavel %s\n", GAVEL_VERSION);
    return 0;
  }
  if (name == "--help" || name == "-h" || (name == "help" && rest.empty())) {
    absl::PrintF("%s", Overview());
    return 0;
  }
  if (name == "help") {
    name = rest[0];
    rest.erase(rest.begin());
    rest.emplace_back("--help");
  }
  if (const Command* command = TakeCommand(name, rest)) {
    return command->run(rest);
  }
  return UnknownCommand(name);
}

}  // namespace
}  // namespace gavel

int main(int argc, char** argv) {
  gavel::QuietGrpc();
  gavel::AllowManyDescriptors();
  gavel::TrustLocks();
  return gavel::Main(std::vector<std::string>(argv + 1, argv + argc));
}
