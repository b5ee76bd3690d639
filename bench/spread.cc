#include <cstdio>
#include <memory>
#include <optional>
#include <string>
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

struct Measured {
  const Kernel* kernel = nullptr;
  std::string input;
  std::vector<absl::Duration> idle;
  std::vector<absl::Duration> busy;
  int64_t flip_runs = 0;
  int64_t flips = 0;
  // What was said of the last of them.
  std::string last_flip;
};

absl::Status Measure(sandbox::Sandbox& sandbox, const Measured& measured,
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

absl::Status CountFlips(sandbox::Sandbox& sandbox, Measured& measured) {
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

nlohmann::ordered_json Print(const Measured& measured) {
  const absl::Duration idle = Percentile(measured.idle, 50);
  const double idle_p99 =
      absl::FDivDuration(Percentile(measured.idle, 99), idle);
  const double busy = absl::FDivDuration(Percentile(measured.busy, 50), idle);
  const double busy_p99 =
      absl::FDivDuration(Percentile(measured.busy, 99), idle);
  std::printf("  %-20s %10.1f %8.3f %8.3f %8.3f %6ld of %ld\n",
              measured.kernel->name, absl::ToDoubleMilliseconds(idle), idle_p99,
              busy, busy_p99, static_cast<long>(measured.flips),
              static_cast<long>(measured.flip_runs));
  if (measured.flips > 0) std::printf("    %s\n", measured.last_flip.c_str());
  return {{"kernel", measured.kernel->name},
          {"idle_median_ms", absl::ToDoubleMilliseconds(idle)},
          {"idle_p99", idle_p99},
          {"saturated_median", busy},
          {"saturated_p99", busy_p99},
          {"flip_runs", measured.flip_runs},
          {"flips", measured.flips}};
}

absl::Status MeasureAll(sandbox::Sandbox& sandbox, int64_t runs,
                        std::vector<Measured>& all) {
  for (Measured& measured : all) {
    GAVEL_RETURN_IF_ERROR(Measure(sandbox, measured, runs, measured.idle));
  }
  const BusyMachine busy;
  if (busy.size() == 0) return absl::InternalError("making the machine busy");
  for (Measured& measured : all) {
    GAVEL_RETURN_IF_ERROR(Measure(sandbox, measured, runs, measured.busy));
    GAVEL_RETURN_IF_ERROR(CountFlips(sandbox, measured));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<nlohmann::ordered_json> MeasureSpread(sandbox::Sandbox& sandbox,
                                                     int64_t runs,
                                                     int64_t flip_runs) {
  std::vector<Measured> all;
  const auto count = static_cast<int64_t>(Kernels().size());
  for (const Kernel& kernel : Kernels()) {
    const auto number = static_cast<int64_t>(all.size());
    Measured& measured = all.emplace_back();
    measured.kernel = &kernel;
    measured.input = InputOf(kernel);
    // Shares that add up.
    measured.flip_runs =
        flip_runs * (number + 1) / count - flip_runs * number / count;
  }
  GAVEL_RETURN_IF_ERROR(MeasureAll(sandbox, runs, all));
  std::printf(
      "CPU time idle and saturated (two busy processes for each core), %ld "
      "runs\neach, relative to the idle median; and runs that are not accepted "
      "when the\nidle median is 80 %% of the limit, saturated\n"
      "  %-20s %10s %8s %8s %8s %6s\n",
      static_cast<long>(runs), "", "idle ms", "idle p99", "median", "p99",
      "not AC");
  auto rows = nlohmann::ordered_json::array();
  int64_t flips = 0;
  for (const Measured& measured : all) {
    rows.push_back(Print(measured));
    flips += measured.flips;
  }
  std::printf("  %ld of %ld verdicts flipped\n", static_cast<long>(flips),
              static_cast<long>(flip_runs));
  return nlohmann::ordered_json{{"runs", runs},
                                {"kernels", rows},
                                {"flip_runs", flip_runs},
                                {"flips", flips}};
}

}  // namespace gavel::bench
