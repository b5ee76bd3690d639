// How exact the CPU limit is: overshoot of programs that never end, spread of
// what programs take, and verdicts that flip because the machine is busy.
//
// usage: limits_bench [--overshoot-runs N] [--spread-runs N] [--flip-runs N]
//                     [--json FILE] GAVEL_SANDBOX
#include "bench/limits_bench.h"

#include <string>

#include "absl/status/status.h"
#include "bench/bench_main.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

struct Settings {
  int64_t overshoot_runs = 200;
  int64_t spread_runs = 50;
  int64_t flip_runs = 1000;
};

absl::Status Measure(const std::string& executable, const Settings& settings,
                     Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({executable}));
  if (settings.overshoot_runs > 0) {
    GAVEL_RETURN_IF_ERROR(
        MeasureOvershoot(*supervisor, settings.overshoot_runs, report));
  }
  if (settings.spread_runs > 0) {
    GAVEL_RETURN_IF_ERROR(MeasureSpread(*supervisor, settings.spread_runs,
                                        settings.flip_runs, report));
  }
  report.set_title(
      "CPU time past a limit of 100 ms; spread of CPU time, idle and with two "
      "busy processes for each core");
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("limits_bench [flags] GAVEL_SANDBOX",
                          "Measures how exact the CPU limit is.");
  flags
      .Number("overshoot-runs", "N", "runs of each endless program, 0: none", 0,
              1'000'000, &settings.overshoot_runs)
      .Number("spread-runs", "N", "runs of each kernel, 0: none", 0, 1'000'000,
              &settings.spread_runs)
      .Number("flip-runs", "N", "runs near the limit, over all kernels", 0,
              1'000'000, &settings.flip_runs);
  return gavel::bench::BenchMain(
      flags, argc, argv, {1, 1}, [&](const auto& arguments, auto& report) {
        return gavel::bench::Measure(arguments[0], settings, report);
      });
}
