#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "bench/busy_machine.h"
#include "bench/kernels.h"
#include "bench/limits_bench.h"
#include "bench/one_run.h"
#include "bench/stats.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

struct KernelTimes {
  const Kernel* kernel = nullptr;
  std::string input;
  std::vector<absl::Duration> idle;
  std::vector<absl::Duration> busy;
  int64_t flip_runs = 0;
  int64_t flips = 0;
  // What was said of the last of them.
  std::string last_flip;
};

absl::Status Measure(sandbox::Sandbox& sandbox, const KernelTimes& measured,
                     int64_t runs, std::vector<absl::Duration>& times) {
  Limits limits;
  limits.cpu_time = absl::Seconds(30);
  GAVEL_ASSIGN_OR_RETURN(const std::string source, SourceOf(*measured.kernel));
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(sandbox, source, limits));
  for (int64_t i = 0; i < runs; ++i) {
    GAVEL_ASSIGN_OR_RETURN(const OneRun run, RunOnce(*program, measured.input));
    if (run.execution.verdict != Verdict::kAccepted) {
      return absl::InternalError(
          absl::StrCat(measured.kernel->name, ": ", run.execution.message));
    }
    times.push_back(run.execution.cpu_time);
  }
  return absl::OkStatus();
}

absl::Status CountFlips(sandbox::Sandbox& sandbox, KernelTimes& measured) {
  Limits limits;
  limits.cpu_time = Percentile(measured.idle, 50) / 4 * 5;
  GAVEL_ASSIGN_OR_RETURN(const std::string source, SourceOf(*measured.kernel));
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(sandbox, source, limits));
  for (int64_t i = 0; i < measured.flip_runs; ++i) {
    GAVEL_ASSIGN_OR_RETURN(const OneRun run, RunOnce(*program, measured.input));
    if (run.execution.verdict == Verdict::kAccepted) continue;
    ++measured.flips;
    measured.last_flip = run.execution.message;
  }
  return absl::OkStatus();
}

// Relative to what it takes at the median on an idle machine.
std::vector<double> OverIdle(const KernelTimes& measured,
                             const std::vector<absl::Duration>& times) {
  const absl::Duration idle = Percentile(measured.idle, 50);
  std::vector<double> ratios;
  for (const absl::Duration time : times) {
    ratios.push_back(absl::FDivDuration(time, idle));
  }
  return ratios;
}

void Append(std::vector<double>& all, const std::vector<double>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

void AddKernels(const std::vector<KernelTimes>& all, Report& report) {
  std::vector<double> idle;
  std::vector<double> busy;
  for (const KernelTimes& measured : all) {
    Append(idle, OverIdle(measured, measured.idle));
    Append(busy, OverIdle(measured, measured.busy));
  }
  report.Add({.name = "all kernels, idle",
              .unit = "×",
              .measured = Lower(std::move(idle))});
  report.Add({.name = "all kernels, saturated",
              .unit = "×",
              .measured = Lower(std::move(busy))});
  for (const KernelTimes& measured : all) {
    report.Add({.name = absl::StrCat(measured.kernel->name, ", saturated"),
                .unit = "ms",
                .measured = Milliseconds(measured.busy),
                .baselines = {{"idle", Milliseconds(measured.idle)}}});
  }
}

void AddFlips(const std::vector<KernelTimes>& all, Report& report) {
  int64_t flips = 0;
  int64_t runs = 0;
  for (const KernelTimes& measured : all) {
    flips += measured.flips;
    runs += measured.flip_runs;
    if (measured.flips == 0) continue;
    std::printf("%s: %ld of %ld not accepted, the last: %s\n",
                measured.kernel->name, static_cast<long>(measured.flips),
                static_cast<long>(measured.flip_runs),
                measured.last_flip.c_str());
  }
  report.Add({.name = absl::StrCat("not accepted of ", runs,
                                   ", saturated, needing 80 % of the limit"),
              .unit = "runs",
              .measured = Single(static_cast<double>(flips))});
}

absl::Status MeasureAll(sandbox::Sandbox& sandbox, int64_t runs,
                        std::vector<KernelTimes>& all) {
  for (KernelTimes& measured : all) {
    GAVEL_RETURN_IF_ERROR(Measure(sandbox, measured, runs, measured.idle));
  }
  const BusyMachine busy;
  if (busy.size() == 0) return absl::InternalError("making the machine busy");
  for (KernelTimes& measured : all) {
    GAVEL_RETURN_IF_ERROR(Measure(sandbox, measured, runs, measured.busy));
    GAVEL_RETURN_IF_ERROR(CountFlips(sandbox, measured));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status MeasureSpread(sandbox::Sandbox& sandbox, int64_t runs,
                           int64_t flip_runs, Report& report) {
  std::vector<KernelTimes> all;
  const auto count = static_cast<int64_t>(Kernels().size());
  for (const Kernel& kernel : Kernels()) {
    const auto number = static_cast<int64_t>(all.size());
    KernelTimes& measured = all.emplace_back();
    measured.kernel = &kernel;
    measured.input = InputOf(kernel);
    // Shares that add up.
    measured.flip_runs =
        flip_runs * (number + 1) / count - flip_runs * number / count;
  }
  GAVEL_RETURN_IF_ERROR(MeasureAll(sandbox, runs, all));
  AddKernels(all, report);
  if (flip_runs > 0) AddFlips(all, report);
  return absl::OkStatus();
}

}  // namespace gavel::bench
