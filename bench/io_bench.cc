// Reading and writing: the same program on the same input, each time in a fresh
// run of Gavel's sandbox and in a fresh node, taken in turn. Input and output
// are memory files for both, and what is printed must be the same.
//
// usage: io_bench [--rounds N] [--only PART] [--json FILE] GAVEL_SANDBOX NODE
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
#include <map>
#include <optional>
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
#include "bench/report.h"
#include "cli/flags.h"
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
  Bench(sandbox::Supervisor& supervisor, std::string node, int64_t rounds)
      : supervisor_(supervisor), node_(std::move(node)), rounds_(rounds) {}

  absl::Status Measure(const IoIdiom& idiom);
  void AddSummary();
  const Report& report() const { return report_; }

 private:
  absl::Status Round(const IoIdiom& idiom, sandbox::Program& program);
  void Add(const IoIdiom& idiom);

  sandbox::Supervisor& supervisor_;
  const std::string node_;
  const int64_t rounds_;
  std::map<IoInput, OwnedFd> inputs_;
  Samples ours_;
  Samples nodes_;
  std::vector<double> ratios_;
  Report report_;
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
  for (int64_t i = 0; i < rounds_; ++i) {
    const absl::Status status = Round(idiom, *program);
    if (status.ok()) continue;
    report_.AddNotMeasured(idiom.name, absl::StrCat(status.message()));
    return absl::OkStatus();
  }
  Add(idiom);
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

void Bench::Add(const IoIdiom& idiom) {
  const Measured cpu = Milliseconds(ours_.cpu);
  const Measured node = Milliseconds(nodes_.cpu);
  ratios_.push_back(cpu.median / node.median);
  report_.Add({.name = idiom.name,
               .unit = "ms",
               .measured = cpu,
               .baselines = {{"node", node}}});
}

void Bench::AddSummary() {
  if (ratios_.empty()) return;
  double logarithms = 0;
  for (const double ratio : ratios_) logarithms += std::log(ratio);
  report_.Add({.name = "all, geometric mean of the ratios",
               .unit = "×",
               .measured = Single(std::exp(
                   logarithms / static_cast<double>(ratios_.size())))});
}

struct Settings {
  std::string executable;
  std::string node;
  int64_t rounds = 5;
  std::string part;
  std::string json_path;
};

absl::Status Main(const Settings& settings) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({settings.executable}));
  Bench bench(*supervisor, settings.node, settings.rounds);
  for (const IoIdiom& idiom : IoIdioms()) {
    if (!absl::StrContains(idiom.name, settings.part)) continue;
    GAVEL_RETURN_IF_ERROR(bench.Measure(idiom));
  }
  bench.AddSummary();
  bench.report().Print("CPU time of reading and writing");
  return bench.report().WriteJson(settings.json_path);
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("io_bench [flags] GAVEL_SANDBOX NODE",
                          "Measures reading and writing against node.");
  flags
      .Number("rounds", "N", "of each idiom in both; default 5", 1, 10'000,
              &settings.rounds)
      .Text("only", "PART", "of names", &settings.part)
      .Text("json", "FILE", "also write the figures there",
            &settings.json_path);
  std::vector<std::string> arguments;
  if (const std::optional<int> status =
          flags.ParseOrExit(std::vector<std::string>(argv + 1, argv + argc),
                            {2, 2}, &arguments)) {
    return *status;
  }
  settings.executable = arguments[0];
  settings.node = arguments[1];
  const absl::Status status = gavel::bench::Main(settings);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", absl::StrCat(status.message()).c_str());
  return 1;
}
