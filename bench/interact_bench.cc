// What a round of an interaction costs: the same two programs as two runs in
// Gavel's sandbox and as two node processes, taken in turn, and beside them two
// bare processes. All of them talk over pipes.
//
// usage: interact_bench GAVEL_SANDBOX NODE
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
#include "bench/guessing.h"
#include "bench/one_run.h"
#include "bench/stats.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

constexpr int kGames = 5;

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

absl::StatusOr<OwnedFd> FileWith(const std::string& text) {
  OwnedFd file(memfd_create("program", MFD_CLOEXEC));
  if (write(file.get(), text.data(), text.size()) !=
      static_cast<ssize_t>(text.size())) {
    return absl::ErrnoToStatus(errno, "writing a program");
  }
  return file;
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

double Microseconds(const std::vector<absl::Duration>& games) {
  return absl::ToDoubleMicroseconds(Percentile(games, 50)) / kGuesses;
}

void Print(const char* name, const Samples& ours, const Samples& theirs) {
  std::printf("%-12s %8.2f us %8.2f us  %5.2f   %8.2f us %8.2f us  %5.2f\n",
              name, Microseconds(ours.wall), Microseconds(theirs.wall),
              Microseconds(ours.wall) / Microseconds(theirs.wall),
              Microseconds(ours.cpu), Microseconds(theirs.cpu),
              Microseconds(ours.cpu) / Microseconds(theirs.cpu));
}

absl::Status Measure(sandbox::Sandbox& sandbox, const std::string& node,
                     const GuessingIdiom& idiom, Samples& bare) {
  const std::string guesser_source = GuesserSource(idiom);
  const std::string interactor_source = InteractorSource(idiom);
  GAVEL_ASSIGN_OR_RETURN(const auto guesser,
                         LoadProgram(sandbox, guesser_source, GameLimits()));
  GAVEL_ASSIGN_OR_RETURN(const auto interactor,
                         LoadProgram(sandbox, interactor_source, GameLimits()));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd guesser_file, FileWith(guesser_source));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd interactor_file,
                         FileWith(interactor_source));
  Samples ours;
  Samples nodes;
  for (int game = 0; game < kGames; ++game) {
    GAVEL_RETURN_IF_ERROR(PlayInSandbox(sandbox, *guesser, *interactor, ours));
    GAVEL_RETURN_IF_ERROR(PlayAsProcesses(Node(node, guesser_file),
                                          Node(node, interactor_file), nodes));
    GAVEL_RETURN_IF_ERROR(PlayAsProcesses(Guess, AnswerGuesses, bare));
  }
  Print(idiom.name, ours, nodes);
  return absl::OkStatus();
}

absl::Status Main(const std::string& executable, const std::string& node) {
  GAVEL_ASSIGN_OR_RETURN(const auto sandbox,
                         sandbox::Supervisor::Start({executable}));
  std::printf(
      "interaction, %d rounds, cost of a round, medians of %d games\n"
      "%-12s %11s %11s  ratio   %11s %11s  ratio\n",
      kGuesses, kGames, "", "wall", "node", "CPU of both", "node");
  Samples bare;
  for (const GuessingIdiom& idiom : GuessingIdioms()) {
    GAVEL_RETURN_IF_ERROR(Measure(*sandbox, node, idiom, bare));
  }
  std::printf("two bare processes: %.2f us, CPU %.2f us\n",
              Microseconds(bare.wall), Microseconds(bare.cpu));
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: interact_bench GAVEL_SANDBOX NODE\n", stderr);
    return 64;
  }
  const absl::Status status = gavel::bench::Main(argv[1], argv[2]);
  if (status.ok()) return 0;
  std::fprintf(stderr, "interact_bench: %s\n",
               absl::StrCat(status.message()).c_str());
  return 1;
}
