// Reading and writing: the same program on the same input, each time in a fresh
// run of Gavel's sandbox and in a fresh node, taken in turn. Input and output
// are memory files for both, and what is printed must be the same.
//
// usage: io_bench GAVEL_SANDBOX NODE [ROUNDS [PART OF A NAME]]
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/io_idioms.h"
#include "bench/one_run.h"
#include "bench/stats.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

struct Samples {
  std::vector<absl::Duration> cpu;
  std::vector<absl::Duration> wall;
  int64_t memory = 0;
};

OwnedFd EmptyFile() { return OwnedFd(memfd_create("bench", MFD_CLOEXEC)); }

absl::StatusOr<OwnedFd> FileWith(const std::string& text) {
  OwnedFd fd = EmptyFile();
  for (size_t done = 0; done < text.size();) {
    const ssize_t count =
        write(fd.get(), text.data() + done, text.size() - done);
    if (count < 0) return absl::ErrnoToStatus(errno, "writing a memory file");
    done += static_cast<size_t>(count);
  }
  return fd;
}

// With an offset of its own, at the beginning.
OwnedFd OpenAgain(const OwnedFd& file) {
  return OwnedFd(
      open(absl::StrCat("/proc/self/fd/", file.get()).c_str(), O_RDONLY));
}

// A view of all that is in a file.
class Mapped {
 public:
  explicit Mapped(const OwnedFd& file) {
    struct stat status {};
    if (fstat(file.get(), &status) != 0 || status.st_size == 0) return;
    void* data = mmap(nullptr, static_cast<size_t>(status.st_size), PROT_READ,
                      MAP_SHARED, file.get(), 0);
    if (data == MAP_FAILED) return;
    text_ = {static_cast<const char*>(data),
             static_cast<size_t>(status.st_size)};
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped() {
    if (!text_.empty()) munmap(const_cast<char*>(text_.data()), text_.size());
  }
  absl::string_view text() const { return text_; }

 private:
  absl::string_view text_;
};

Limits BenchLimits() {
  Limits limits;
  limits.cpu_time = absl::Seconds(60);
  limits.memory = MiB(256);
  limits.output = MiB(256);
  return limits;
}

absl::Status RunInSandbox(sandbox::Program& program, const OwnedFd& input,
                          const OwnedFd& output, Samples& samples) {
  sandbox::RunInput streams;
  streams.standard_input = OpenAgain(input);
  streams.standard_output = OwnedFd(dup(output.get()));
  streams.standard_error = EmptyFile();
  const absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const Execution execution,
                         program.Run(std::move(streams)));
  samples.wall.push_back(absl::Now() - start);
  samples.cpu.push_back(execution.cpu_time);
  samples.memory = std::max(samples.memory, execution.memory.count());
  if (execution.verdict == Verdict::kAccepted) return absl::OkStatus();
  return absl::InternalError(execution.message);
}

absl::Status RunNode(const std::string& node, const OwnedFd& source,
                     const OwnedFd& input, const OwnedFd& output,
                     Samples& samples) {
  const OwnedFd own_input = OpenAgain(input);
  const OwnedFd errors = EmptyFile();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, own_input.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.get(), STDERR_FILENO);
  const std::string path =
      absl::StrCat("/proc/", getpid(), "/fd/", source.get());
  std::array<char*, 5> arguments = {
      const_cast<char*>(node.c_str()), const_cast<char*>("--preserve-symlinks"),
      const_cast<char*>("--preserve-symlinks-main"),
      const_cast<char*>(path.c_str()), nullptr};
  std::array<char*, 1> environment = {nullptr};
  const absl::Time start = absl::Now();
  pid_t pid = 0;
  const int error = posix_spawn(&pid, node.c_str(), &actions, nullptr,
                                arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return absl::ErrnoToStatus(error, "starting node");
  int status = 0;
  rusage usage{};
  wait4(pid, &status, 0, &usage);
  samples.wall.push_back(absl::Now() - start);
  samples.cpu.push_back(absl::DurationFromTimeval(usage.ru_utime) +
                        absl::DurationFromTimeval(usage.ru_stime));
  samples.memory = std::max(samples.memory, int64_t{usage.ru_maxrss} * 1024);
  if (status == 0) return absl::OkStatus();
  return absl::InternalError(absl::StrCat("node ended with ", status));
}

class Bench {
 public:
  Bench(sandbox::Supervisor& supervisor, std::string node, int rounds)
      : supervisor_(supervisor), node_(std::move(node)), rounds_(rounds) {}

  absl::Status Measure(const IoIdiom& idiom);
  void PrintSummary() const;

 private:
  absl::Status Round(const IoIdiom& idiom, sandbox::Program& program);
  void Print(const IoIdiom& idiom);

  sandbox::Supervisor& supervisor_;
  const std::string node_;
  const int rounds_;
  std::map<IoInput, OwnedFd> inputs_;
  Samples ours_;
  Samples nodes_;
  std::vector<double> ratios_;
};

absl::Status Bench::Measure(const IoIdiom& idiom) {
  ours_ = {};
  nodes_ = {};
  if (inputs_.count(idiom.input) == 0) {
    inputs_.clear();
    GAVEL_ASSIGN_OR_RETURN(inputs_[idiom.input],
                           FileWith(MakeIoInput(idiom.input)));
  }
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(supervisor_, idiom.source, BenchLimits()));
  for (int i = 0; i < rounds_; ++i) {
    const absl::Status status = Round(idiom, *program);
    if (status.ok()) continue;
    std::printf("%-32s %s\n", idiom.name,
                absl::StrCat(status.message()).c_str());
    return absl::OkStatus();
  }
  Print(idiom);
  return absl::OkStatus();
}

absl::Status Bench::Round(const IoIdiom& idiom, sandbox::Program& program) {
  const OwnedFd ours = EmptyFile();
  const OwnedFd nodes = EmptyFile();
  const OwnedFd& input = inputs_[idiom.input];
  GAVEL_RETURN_IF_ERROR(RunInSandbox(program, input, ours, ours_));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd source, FileWith(idiom.source));
  GAVEL_RETURN_IF_ERROR(RunNode(node_, source, input, nodes, nodes_));
  if (Mapped(ours).text() == Mapped(nodes).text()) return absl::OkStatus();
  return absl::InternalError("printed something else than node");
}

void Bench::Print(const IoIdiom& idiom) {
  const absl::Duration cpu = Percentile(ours_.cpu, 50);
  const absl::Duration node_cpu = Percentile(nodes_.cpu, 50);
  const absl::Duration wall = Percentile(ours_.wall, 50);
  const absl::Duration node_wall = Percentile(nodes_.wall, 50);
  ratios_.push_back(absl::FDivDuration(cpu, node_cpu));
  std::printf("%-32s %8.0f %8.0f %6.2f  %8.0f %8.0f %6.2f  %6ld\n", idiom.name,
              absl::ToDoubleMilliseconds(cpu),
              absl::ToDoubleMilliseconds(node_cpu), ratios_.back(),
              absl::ToDoubleMilliseconds(wall),
              absl::ToDoubleMilliseconds(node_wall),
              absl::FDivDuration(wall, node_wall), ours_.memory / 1'000'000);
  std::fflush(stdout);
}

void Bench::PrintSummary() const {
  if (ratios_.empty()) return;
  double logarithms = 0;
  for (const double ratio : ratios_) logarithms += std::log(ratio);
  std::printf("CPU, gavel/node: geometric mean %.2f, worst %.2f\n",
              std::exp(logarithms / static_cast<double>(ratios_.size())),
              *std::max_element(ratios_.begin(), ratios_.end()));
}

absl::Status Main(const std::string& executable, const std::string& node,
                  int rounds, const std::string& part) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({executable}));
  Bench bench(*supervisor, node, rounds);
  std::printf("%-32s %8s %8s %6s  %8s %8s %6s  %6s\n",
              "reading and writing, medians", "CPU ms", "node", "ratio",
              "wall ms", "node", "ratio", "MB");
  for (const IoIdiom& idiom : IoIdioms()) {
    if (!absl::StrContains(idiom.name, part)) continue;
    GAVEL_RETURN_IF_ERROR(bench.Measure(idiom));
  }
  bench.PrintSummary();
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  if (argc < 3 || argc > 5) {
    std::fprintf(stderr,
                 "usage: %s GAVEL_SANDBOX NODE [ROUNDS [PART OF A NAME]]\n",
                 argv[0]);
    return 64;
  }
  const int rounds = argc > 3 ? std::max(1, std::atoi(argv[3])) : 5;
  const absl::Status status =
      gavel::bench::Main(argv[1], argv[2], rounds, argc > 4 ? argv[4] : "");
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", absl::StrCat(status.message()).c_str());
  return 1;
}
