// How exact the CPU limit is: overshoot of programs that never end, spread of
// what programs take, and verdicts that flip because the machine is busy.
//
// usage: limits_bench [--overshoot-runs N] [--spread-runs N] [--flip-runs N]
//                     [--json FILE] [GAVEL_SANDBOX]
#include "bench/limits_bench.h"

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "cli/flags.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

struct Options {
  std::string executable = sandbox::DefaultSandboxExecutable();
  std::string json_path;
  int64_t overshoot_runs = 200;
  int64_t spread_runs = 50;
  int64_t flip_runs = 1000;
};

absl::Status Main(const Options& options) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({options.executable}));
  Report report;
  if (options.overshoot_runs > 0) {
    GAVEL_RETURN_IF_ERROR(
        MeasureOvershoot(*supervisor, options.overshoot_runs, report));
  }
  if (options.spread_runs > 0) {
    GAVEL_RETURN_IF_ERROR(MeasureSpread(*supervisor, options.spread_runs,
                                        options.flip_runs, report));
  }
  report.Print(
      "CPU time past a limit of 100 ms; spread of CPU time, idle and with two "
      "busy processes for each core");
  return report.WriteJson(options.json_path);
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Options options;
  gavel::cli::Flags flags("limits_bench [flags] [GAVEL_SANDBOX]",
                          "Measures how exact the CPU limit is.");
  flags
      .Number("overshoot-runs", "N", "runs of each endless program, 0: none", 0,
              1'000'000, &options.overshoot_runs)
      .Number("spread-runs", "N", "runs of each kernel, 0: none", 0, 1'000'000,
              &options.spread_runs)
      .Number("flip-runs", "N", "runs near the limit, over all kernels", 0,
              1'000'000, &options.flip_runs)
      .Text("json", "FILE", "also write the numbers there", &options.json_path);
  std::vector<std::string> arguments;
  if (const std::optional<int> status =
          flags.ParseOrExit(std::vector<std::string>(argv + 1, argv + argc),
                            {0, 1}, &arguments)) {
    return *status;
  }
  if (!arguments.empty()) options.executable = arguments[0];
  const absl::Status status = gavel::bench::Main(options);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}
