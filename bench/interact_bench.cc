// What a round of an interaction costs: the same two programs as two runs in
// Gavel's sandbox and as two node processes, taken in turn, and beside them two
// bare processes. All of them talk over pipes.
//
// usage: interact_bench [--games N] [--json FILE] GAVEL_SANDBOX NODE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/bench_main.h"
#include "bench/guessing.h"
#include "bench/one_run.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

struct Samples {
  std::vector<absl::Duration> wall;
  // Of both sides.
  std::vector<absl::Duration> cpu;
};

Limits GameLimits() {
  Limits limits;
  limits.cpu_time = absl::Seconds(60);
  limits.memory = MiB(256);
  return limits;
}

absl::Status PlayInSandbox(sandbox::Sandbox& sandbox, sandbox::Program& guesser,
                           sandbox::Program& interactor, Samples& samples) {
  const absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const sandbox::Interaction played,
                         sandbox.Interact(guesser, {}, interactor, {}));
  samples.wall.push_back(absl::Now() - start);
  samples.cpu.push_back(played.submission.cpu_time +
                        played.interactor.cpu_time);
  if (played.interactor.exit_code == 42 &&
      played.submission.verdict == Verdict::kAccepted) {
    return absl::OkStatus();
  }
  return absl::InternalError(
      absl::StrCat("playing in the sandbox: ", played.submission.message, ", ",
                   played.interactor.message));
}

// What a child process does once its streams are in place.
using Player = std::function<void()>;

absl::StatusOr<pid_t> StartPlayer(const OwnedFd& input, const OwnedFd& output,
                                  const Player& player) {
  const pid_t pid = fork();
  if (pid < 0) return absl::ErrnoToStatus(errno, "starting a player");
  if (pid == 0) {
    if (dup2(input.get(), STDIN_FILENO) < 0 ||
        dup2(output.get(), STDOUT_FILENO) < 0) {
      _exit(1);
    }
    player();
    _exit(1);
  }
  return pid;
}

// Its exit status; adds its CPU time.
int AwaitPlayer(pid_t pid, absl::Duration& cpu) {
  int status = 0;
  rusage usage{};
  wait4(pid, &status, 0, &usage);
  cpu += absl::DurationFromTimeval(usage.ru_utime) +
         absl::DurationFromTimeval(usage.ru_stime);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

absl::Status PlayAsProcesses(const Player& guesser, const Player& interactor,
                             Samples& samples) {
  std::array<int, 2> questions{-1, -1};
  std::array<int, 2> answers{-1, -1};
  if (pipe2(questions.data(), O_CLOEXEC) != 0 ||
      pipe2(answers.data(), O_CLOEXEC) != 0) {
    return absl::ErrnoToStatus(errno, "making pipes");
  }
  std::array<OwnedFd, 4> ends = {OwnedFd(questions[0]), OwnedFd(questions[1]),
                                 OwnedFd(answers[0]), OwnedFd(answers[1])};
  const absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const pid_t first,
                         StartPlayer(ends[2], ends[1], guesser));
  GAVEL_ASSIGN_OR_RETURN(const pid_t second,
                         StartPlayer(ends[0], ends[3], interactor));
  for (OwnedFd& end : ends) end.Reset();
  absl::Duration cpu = absl::ZeroDuration();
  const int guesser_exit = AwaitPlayer(first, cpu);
  const int interactor_exit = AwaitPlayer(second, cpu);
  samples.wall.push_back(absl::Now() - start);
  samples.cpu.push_back(cpu);
  if (guesser_exit == 0 && interactor_exit == 42) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(
      "two processes ended with ", guesser_exit, " and ", interactor_exit));
}

Player Node(const std::string& node, const OwnedFd& source) {
  return
      [&node, path = absl::StrCat("/proc/", getpid(), "/fd/", source.get())] {
        // Empty: some variables make node far slower, which would flatter us.
        std::array<char*, 1> environment = {nullptr};
        execle(node.c_str(), node.c_str(), "--preserve-symlinks",
               "--preserve-symlinks-main", path.c_str(), nullptr,
               environment.data());
      };
}

// Of games: what each round took.
Measured PerRound(std::vector<absl::Duration> games) {
  for (absl::Duration& game : games) game /= kGuesses;
  return Microseconds(games);
}

void Add(const std::string& name, const Samples& ours, const Samples& theirs,
         Report& report) {
  report.Add({.name = name,
              .unit = "us",
              .measured = PerRound(ours.wall),
              .baselines = {{"two nodes", PerRound(theirs.wall)}}});
  report.Add({.name = absl::StrCat(name, ", CPU time of both"),
              .unit = "us",
              .measured = PerRound(ours.cpu),
              .baselines = {{"two nodes", PerRound(theirs.cpu)}}});
}

struct Settings {
  std::string executable;
  std::string node;
  int64_t games = 5;
};

absl::Status MeasureIdiom(sandbox::Sandbox& sandbox, const Settings& settings,
                          const GuessingIdiom& idiom, Samples& bare,
                          Report& report) {
  const std::string& node = settings.node;
  const std::string guesser_source = GuesserSource(idiom);
  const std::string interactor_source = InteractorSource(idiom);
  GAVEL_ASSIGN_OR_RETURN(const auto guesser,
                         LoadProgram(sandbox, guesser_source, GameLimits()));
  GAVEL_ASSIGN_OR_RETURN(const auto interactor,
                         LoadProgram(sandbox, interactor_source, GameLimits()));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd guesser_file,
                         MemoryFile(guesser_source));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd interactor_file,
                         MemoryFile(interactor_source));
  Samples ours;
  Samples nodes;
  for (int64_t game = 0; game < settings.games; ++game) {
    GAVEL_RETURN_IF_ERROR(PlayInSandbox(sandbox, *guesser, *interactor, ours));
    GAVEL_RETURN_IF_ERROR(PlayAsProcesses(Node(node, guesser_file),
                                          Node(node, interactor_file), nodes));
    GAVEL_RETURN_IF_ERROR(PlayAsProcesses(Guess, AnswerGuesses, bare));
  }
  Add(idiom.name, ours, nodes, report);
  return absl::OkStatus();
}

absl::Status Measure(const Settings& settings, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const auto sandbox,
                         sandbox::Supervisor::Start({settings.executable}));
  Samples bare;
  for (const GuessingIdiom& idiom : GuessingIdioms()) {
    GAVEL_RETURN_IF_ERROR(
        MeasureIdiom(*sandbox, settings, idiom, bare, report));
  }
  report.Add({.name = "two bare processes",
              .unit = "us",
              .measured = PerRound(bare.wall)});
  report.Add({.name = "two bare processes, CPU time of both",
              .unit = "us",
              .measured = PerRound(bare.cpu)});
  report.set_title(absl::StrCat("a round of an interaction, in games of ",
                                kGuesses, " rounds"));
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("interact_bench [flags] GAVEL_SANDBOX NODE",
                          "Measures a round between two programs.");
  flags.Number("games", "N", "with each idiom; default 5", 1, 1000,
               &settings.games);
  return gavel::bench::BenchMain(
      flags, argc, argv, {2, 2}, [&](const auto& arguments, auto& report) {
        settings.executable = arguments[0];
        settings.node = arguments[1];
        return gavel::bench::Measure(settings, report);
      });
}
