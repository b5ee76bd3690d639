// What one test case costs, as the zygote's client sees it: a fresh jailed run,
// one at a time, several at a time and many alive at once. Beside it, in the
// same minutes: a node process for each test, isolated-vm with a fresh isolate
// for each, and fork and exit of a process as large as the sandbox's program.
//
// usage: run_bench [flags] GAVEL_SANDBOX NODE PROGRAM
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/fork_floor.h"
#include "bench/isolated_vm.h"
#include "bench/live_runs.h"
#include "bench/one_run.h"
#include "bench/other_process.h"
#include "bench/process_facts.h"
#include "bench/report.h"
#include "bench/run_rates.h"
#include "cli/flags.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

constexpr int kRunsPerRound = 100;
constexpr int kFloorsPerRound = 50;
constexpr int kNodesPerRound = 5;
// More than are ever alive, also with other sandboxes of the same user.
constexpr int kMostProcesses = 2000;
constexpr char kInput[] = "17 25\n";
constexpr char kOutput[] = "42\n";

struct Settings {
  std::string executable;
  std::string node;
  std::string program;
  std::string isolated_vm;
  std::string json_path;
  int64_t rounds = 20;
  int64_t live = 500;
};

using Times = std::vector<absl::Duration>;

struct Samples {
  Times empty;
  Times sum;
  Times with_files;
  // Of which the sandbox did not know that they come.
  Times alone;
  // For each run, of the run, the program, the zygote and this process.
  Times cpu;
  Times node;
  Times node_cpu;
  Times floor_small;
  Times floor_large;
  Times floor_jailed;
};

// Of a validator: the test case, small, and where it may write.
absl::StatusOr<sandbox::RunInput> ValidatorFiles() {
  GAVEL_ASSIGN_OR_RETURN(OwnedFd text, MemoryFile(kInput));
  const auto shared = std::make_shared<const OwnedFd>(std::move(text));
  sandbox::RunInput input;
  input.arguments = {"input.in", "answer.ans", "feedback/"};
  input.files = {{"input.in", shared}, {"answer.ans", shared}};
  input.writable = {"feedback"};
  GAVEL_ASSIGN_OR_RETURN(input.written, MemoryFile(""));
  return input;
}

// Whether the sandbox is told that another run comes, and forks it ahead.
enum class Follow { kNone, kAnother };

// From the call to its return. Returns the CPU time of the run's process.
absl::StatusOr<absl::Duration> TimeRun(sandbox::Program& program,
                                       sandbox::RunInput input,
                                       const std::string& expected,
                                       Follow follow, Times& times) {
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd output, MemoryFile(""));
  GAVEL_ASSIGN_OR_RETURN(input.standard_input, MemoryFile(kInput));
  input.standard_output = OwnedFd(dup(output.get()));
  input.another_follows = follow == Follow::kAnother;
  const absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const Execution execution,
                         program.Run(std::move(input)));
  times.push_back(absl::Now() - start);
  if (Contents(output) == expected) return execution.cpu_time;
  return absl::InternalError(
      absl::StrCat("a run went wrong: ", execution.message));
}

class Bench {
 public:
  Bench(sandbox::Supervisor& supervisor, Settings settings)
      : supervisor_(supervisor), settings_(std::move(settings)) {}

  absl::Status Load() {
    std::ifstream file(settings_.program);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    GAVEL_ASSIGN_OR_RETURN(sum_, LoadProgram(supervisor_, text, Limits()));
    GAVEL_ASSIGN_OR_RETURN(empty_, LoadProgram(supervisor_, "", Limits()));
    // Of what is forked ahead nothing is left after these.
    Times ignored;
    GAVEL_RETURN_IF_ERROR(
        TimeRun(*sum_, sandbox::RunInput(), kOutput, Follow::kNone, ignored)
            .status());
    GAVEL_RETURN_IF_ERROR(
        TimeRun(*empty_, sandbox::RunInput(), "", Follow::kNone, ignored)
            .status());
    processes_ = ChildrenOf(supervisor_.zygote_pid());
    processes_.push_back(supervisor_.zygote_pid());
    processes_.push_back(getpid());
    GAVEL_ASSIGN_OR_RETURN(const Memory memory, MemoryOf(processes_.front()));
    resident_ = memory.resident;
    return absl::OkStatus();
  }

  absl::Status Measure() {
    for (int64_t i = 0; i < settings_.rounds; ++i) {
      GAVEL_RETURN_IF_ERROR(TimeRuns());
      GAVEL_RETURN_IF_ERROR(TimeNodes());
      GAVEL_RETURN_IF_ERROR(TimeFloors());
    }
    GAVEL_ASSIGN_OR_RETURN(
        isolated_vm_,
        TimeIsolatedVm({settings_.node, settings_.isolated_vm,
                        settings_.program, kInput,
                        static_cast<int>(settings_.rounds) * 50}));
    AddOneAtATime();
    GAVEL_RETURN_IF_ERROR(AddRates());
    return AddLiveRuns();
  }

  const Report& report() const { return report_; }
  Bytes resident() const { return resident_; }

 private:
  absl::StatusOr<absl::Duration> CpuOfAll() const {
    absl::Duration all = absl::ZeroDuration();
    for (const pid_t pid : processes_) {
      GAVEL_ASSIGN_OR_RETURN(const absl::Duration time, CpuTimeOf(pid));
      all += time;
    }
    return all;
  }

  absl::Status TimeRuns() {
    GAVEL_ASSIGN_OR_RETURN(const absl::Duration before, CpuOfAll());
    absl::Duration of_runs = absl::ZeroDuration();
    for (int i = 0; i < kRunsPerRound; ++i) {
      GAVEL_ASSIGN_OR_RETURN(const absl::Duration cpu,
                             TimeRun(*sum_, sandbox::RunInput(), kOutput,
                                     Follow::kAnother, samples_.sum));
      of_runs += cpu;
    }
    GAVEL_ASSIGN_OR_RETURN(const absl::Duration after, CpuOfAll());
    samples_.cpu.push_back((after - before + of_runs) / kRunsPerRound);
    for (int i = 0; i < kRunsPerRound; ++i) {
      GAVEL_RETURN_IF_ERROR(TimeRun(*sum_, sandbox::RunInput(), kOutput,
                                    Follow::kNone, samples_.alone)
                                .status());
    }
    for (int i = 0; i < kRunsPerRound; ++i) {
      GAVEL_RETURN_IF_ERROR(TimeRun(*empty_, sandbox::RunInput(), "",
                                    Follow::kAnother, samples_.empty)
                                .status());
      GAVEL_ASSIGN_OR_RETURN(sandbox::RunInput files, ValidatorFiles());
      GAVEL_RETURN_IF_ERROR(TimeRun(*sum_, std::move(files), kOutput,
                                    Follow::kAnother, samples_.with_files)
                                .status());
    }
    return absl::OkStatus();
  }

  absl::Status TimeNodes() {
    for (int i = 0; i < kNodesPerRound; ++i) {
      GAVEL_ASSIGN_OR_RETURN(
          const OtherRun run,
          RunOther({settings_.node, settings_.program}, kInput));
      if (run.output != kOutput) return absl::InternalError("node went wrong");
      samples_.node.push_back(run.wall_time);
      samples_.node_cpu.push_back(run.cpu_time);
    }
    return absl::OkStatus();
  }

  absl::Status TimeFloor(Pages pages, bool jailed, Times& times) {
    GAVEL_ASSIGN_OR_RETURN(const auto floor, ForkFloor::Make(resident_, pages));
    for (int i = 0; i < kFloorsPerRound; ++i) {
      GAVEL_ASSIGN_OR_RETURN(const absl::Duration time, floor->Time(jailed));
      times.push_back(time);
    }
    return absl::OkStatus();
  }

  absl::Status TimeFloors() {
    GAVEL_RETURN_IF_ERROR(
        TimeFloor(Pages::kSmall, false, samples_.floor_small));
    GAVEL_RETURN_IF_ERROR(
        TimeFloor(Pages::kLarge, false, samples_.floor_large));
    return TimeFloor(Pages::kLarge, true, samples_.floor_jailed);
  }

  void AddOneAtATime() {
    const Baseline node{"node", Milliseconds(samples_.node)};
    const Baseline floor{"fork floor, huge pages, with the jail",
                         Milliseconds(samples_.floor_jailed),
                         {.at_most = 2}};
    std::vector<Baseline> peers = {node, floor};
    if (isolated_vm_) {
      peers.push_back(
          {"isolated-vm, no jail", Milliseconds(isolated_vm_->times)});
    }
    report_.Add({.name = "fresh jailed run, a+b",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.sum),
                 .baselines = peers,
                 .median = {.at_most = 0.6},
                 .p99 = {.at_most = 2}});
    report_.Add({.name = "fresh jailed run, empty program",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.empty),
                 .baselines = {floor},
                 .median = {.at_most = 0.6},
                 .p99 = {.at_most = 2}});
    report_.Add({.name = "fresh jailed run, a+b, not forked ahead",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.alone),
                 .baselines = {node, floor}});
    report_.Add({.name = "fresh jailed run with a validator's files",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.with_files),
                 .baselines = {node}});
    report_.Add({.name = "CPU time of all processes for a run, a+b",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.cpu),
                 .baselines = {{"node", Milliseconds(samples_.node_cpu)}}});
    AddPeers();
  }

  void AddPeers() {
    report_.Add({.name = "node, a process per test",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.node)});
    if (isolated_vm_) {
      report_.Add({.name = "isolated-vm, an isolate per test, no jail",
                   .unit = "ms",
                   .measured = Milliseconds(isolated_vm_->times)});
    } else {
      report_.AddNotMeasured("isolated-vm, an isolate per test, no jail",
                             "it is not installed here");
    }
    report_.Add({.name = "fork floor, 4 KiB pages",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.floor_small)});
    report_.Add({.name = "fork floor, huge pages",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.floor_large)});
    report_.Add({.name = "fork floor, huge pages, with the jail",
                 .unit = "ms",
                 .measured = Milliseconds(samples_.floor_jailed)});
  }

  // A rate of the sandbox with that many clients, beside its peers.
  absl::Status AddRate(int clients, Bound target) {
    const int stretches = static_cast<int>(settings_.rounds);
    GAVEL_ASSIGN_OR_RETURN(const std::vector<double> rates,
                           Rates(clients, stretches, 100, [&] {
                             Times ignored;
                             return TimeRun(*sum_, sandbox::RunInput(), kOutput,
                                            Follow::kAnother, ignored)
                                 .status();
                           }));
    GAVEL_ASSIGN_OR_RETURN(
        const std::vector<double> node_rates,
        Rates(clients, stretches / 4 + 1, 10, [&] {
          return RunOther({settings_.node, settings_.program}, kInput).status();
        }));
    std::vector<Baseline> peers = {{"node", Higher(node_rates)}};
    if (isolated_vm_) {
      peers.push_back({"isolated-vm, no jail, two processes",
                       Single(isolated_vm_->rate_of_two)});
    }
    report_.Add({.name = absl::StrCat("runs per second, ", clients, " clients"),
                 .unit = "1/s",
                 .measured = Higher(rates),
                 .baselines = peers,
                 .median = target});
    if (clients != 2) return absl::OkStatus();
    std::vector<double> per_core = rates;
    const auto cores = static_cast<double>(sysconf(_SC_NPROCESSORS_ONLN));
    for (double& rate : per_core) rate /= cores;
    report_.Add({.name = "runs per second and core, 2 clients",
                 .unit = "1/s",
                 .measured = Higher(std::move(per_core))});
    return absl::OkStatus();
  }

  absl::Status AddRates() {
    GAVEL_RETURN_IF_ERROR(AddRate(2, {.at_least = 2500}));
    return AddRate(4, {});
  }

  absl::Status AddLiveRuns() {
    if (settings_.live == 0) return absl::OkStatus();
    const int count = static_cast<int>(settings_.live);
    GAVEL_ASSIGN_OR_RETURN(const std::vector<Memory> memory,
                           MeasureLiveRuns(supervisor_, count));
    std::vector<double> proportional;
    std::vector<double> dirty;
    for (const Memory& run : memory) {
      proportional.push_back(static_cast<double>(run.proportional.count()) /
                             1e6);
      dirty.push_back(static_cast<double>(run.private_dirty.count()) / 1e6);
    }
    report_.Add({.name = absl::StrCat("proportional memory of each of ", count),
                 .unit = "MB",
                 .measured = Lower(proportional),
                 .median = {.at_most = 0.5}});
    report_.Add({.name = absl::StrCat("private memory of each of ", count),
                 .unit = "MB",
                 .measured = Lower(dirty)});
    return absl::OkStatus();
  }

  sandbox::Supervisor& supervisor_;
  const Settings settings_;
  std::unique_ptr<sandbox::Program> sum_;
  std::unique_ptr<sandbox::Program> empty_;
  // All that work for a run besides itself: programs, zygote and this one.
  std::vector<pid_t> processes_;
  Bytes resident_;
  Samples samples_;
  std::optional<IsolatedVm> isolated_vm_;
  Report report_;
};

absl::Status Main(const Settings& settings) {
  GAVEL_ASSIGN_OR_RETURN(
      const auto supervisor,
      sandbox::Supervisor::Start(
          {.executable = settings.executable, .processes = kMostProcesses}));
  Bench bench(*supervisor, settings);
  GAVEL_RETURN_IF_ERROR(bench.Load());
  GAVEL_RETURN_IF_ERROR(bench.Measure());
  bench.report().Print(absl::StrCat("one test case; the program's process has ",
                                    FormatBytes(bench.resident())));
  return bench.report().WriteJson(settings.json_path);
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("run_bench [flags] GAVEL_SANDBOX NODE PROGRAM",
                          "Measures what one test case costs.");
  flags
      .Number("rounds", "N", "of 100 runs each; default 20", 1, 10'000,
              &settings.rounds)
      .Number("live", "N", "runs alive at once, 0: none; default 500", 0, 500,
              &settings.live)
      .Text("isolated-vm", "DIR", "where that module is, if it is anywhere",
            &settings.isolated_vm)
      .Text("json", "FILE", "also write the figures there",
            &settings.json_path);
  std::vector<std::string> arguments;
  if (const std::optional<int> status =
          flags.ParseOrExit(std::vector<std::string>(argv + 1, argv + argc),
                            {3, 3}, &arguments)) {
    return *status;
  }
  settings.executable = arguments[0];
  settings.node = arguments[1];
  settings.program = arguments[2];
  const absl::Status status = gavel::bench::Main(settings);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}
