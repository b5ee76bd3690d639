// What one test case costs, as the zygote's client sees it: a fresh jailed run,
// one at a time, several at a time and many alive at once. Beside it, in the
// same minutes: a node process for each test, isolated-vm with a fresh isolate
// for each, and fork and exit of a process as large as the sandbox's program.
//
// usage: run_bench [flags] GAVEL_SANDBOX NODE PROGRAM
#include <unistd.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "bench/bench_main.h"
#include "bench/isolated_vm.h"
#include "bench/live_runs.h"
#include "bench/run_rates.h"
#include "bench/run_samples.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

// More than are ever alive, also with other sandboxes of the same user.
constexpr int kMostProcesses = 2000;

struct Settings {
  std::string executable;
  std::string node;
  std::string program;
  std::string isolated_vm;
  int64_t rounds = 20;
  int64_t live = 500;
};

class Bench {
 public:
  Bench(sandbox::Supervisor& supervisor, RunSampler& sampler,
        const Settings& settings, Report& report)
      : supervisor_(supervisor),
        sampler_(sampler),
        settings_(settings),
        report_(report) {}

  absl::Status Measure() {
    for (int64_t i = 0; i < settings_.rounds; ++i) {
      GAVEL_RETURN_IF_ERROR(sampler_.Round());
    }
    GAVEL_ASSIGN_OR_RETURN(
        isolated_vm_,
        TimeIsolatedVm({settings_.node, settings_.isolated_vm,
                        settings_.program, kRunInput,
                        static_cast<int>(settings_.rounds) * 50}));
    AddOneAtATime();
    GAVEL_RETURN_IF_ERROR(AddRates());
    return AddLiveRuns();
  }

 private:
  const RunSamples& samples() const { return sampler_.samples(); }

  void AddOneAtATime() {
    const Baseline node{"node", Milliseconds(samples().node)};
    const Baseline floor{"fork floor, huge pages, with the jail",
                         Milliseconds(samples().floor_jailed),
                         {.at_most = 2}};
    std::vector<Baseline> peers = {node, floor};
    if (isolated_vm_) {
      peers.push_back(
          {"isolated-vm, no jail", Milliseconds(isolated_vm_->times)});
    }
    report_.Add({.name = "fresh jailed run, a+b",
                 .unit = "ms",
                 .measured = Milliseconds(samples().sum),
                 .baselines = peers,
                 .median = {.at_most = 0.6},
                 .p99 = {.at_most = 2}});
    report_.Add({.name = "fresh jailed run, empty program",
                 .unit = "ms",
                 .measured = Milliseconds(samples().empty),
                 .baselines = {floor},
                 .median = {.at_most = 0.6},
                 .p99 = {.at_most = 2}});
    report_.Add({.name = "fresh jailed run, a+b, not forked ahead",
                 .unit = "ms",
                 .measured = Milliseconds(samples().alone),
                 .baselines = {node, floor}});
    report_.Add({.name = "fresh jailed run with a validator's files",
                 .unit = "ms",
                 .measured = Milliseconds(samples().with_files),
                 .baselines = {node}});
    report_.Add({.name = "CPU time of all processes for a run, a+b",
                 .unit = "ms",
                 .measured = Milliseconds(samples().cpu),
                 .baselines = {{"node", Milliseconds(samples().node_cpu)}}});
    AddPeers();
  }

  void AddPeers() {
    report_.Add({.name = "node, a process per test",
                 .unit = "ms",
                 .measured = Milliseconds(samples().node)});
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
                 .measured = Milliseconds(samples().floor_small)});
    report_.Add({.name = "fork floor, huge pages",
                 .unit = "ms",
                 .measured = Milliseconds(samples().floor_large)});
    report_.Add({.name = "fork floor, huge pages, with the jail",
                 .unit = "ms",
                 .measured = Milliseconds(samples().floor_jailed)});
  }

  // A rate of the sandbox with that many clients, beside its peers.
  absl::Status AddRate(int clients, Bound target) {
    const int stretches = static_cast<int>(settings_.rounds);
    GAVEL_ASSIGN_OR_RETURN(
        const std::vector<double> rates,
        Rates(clients, stretches, 100, [&] { return sampler_.RunOnce(); }));
    GAVEL_ASSIGN_OR_RETURN(const std::vector<double> node_rates,
                           Rates(clients, stretches / 4 + 1, 10,
                                 [&] { return sampler_.RunNodeOnce(); }));
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
  RunSampler& sampler_;
  const Settings& settings_;
  std::optional<IsolatedVm> isolated_vm_;
  Report& report_;
};

absl::Status Measure(const Settings& settings, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(
      const auto supervisor,
      sandbox::Supervisor::Start(
          {.executable = settings.executable, .processes = kMostProcesses}));
  GAVEL_ASSIGN_OR_RETURN(
      const auto sampler,
      RunSampler::Load(*supervisor, settings.node, settings.program));
  report.set_title(absl::StrCat("one test case; the program's process has ",
                                FormatBytes(sampler->resident())));
  return Bench(*supervisor, *sampler, settings, report).Measure();
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
            &settings.isolated_vm);
  return gavel::bench::BenchMain(
      flags, argc, argv, {3, 3}, [&](const auto& arguments, auto& report) {
        settings.executable = arguments[0];
        settings.node = arguments[1];
        settings.program = arguments[2];
        return gavel::bench::Measure(settings, report);
      });
}
