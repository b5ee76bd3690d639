// CPU time of ten programs that compute, in the sandbox and in node processes,
// taken in turn; the same file in both, with equal output.
//
// Node's time has its start in it, as a judge pays it for every test case. So
// that nobody takes that for fast code, the time less that of a node process
// with an empty program is a baseline, too.
//
// usage: kernels_bench [--runs N] [--only NAME] [--json FILE] GAVEL_SANDBOX
// NODE
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "bench/bench_main.h"
#include "bench/kernels.h"
#include "bench/one_run.h"
#include "bench/other_process.h"
#include "bench/stats.h"
#include "core/limits.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

constexpr double kMostOfNode = 1.05;

struct Settings {
  std::string executable;
  std::string node;
  std::string only;
  int64_t runs = 9;
};

struct Times {
  std::vector<absl::Duration> gavel;
  std::vector<absl::Duration> node;
};

Limits RoomyLimits() {
  Limits limits;
  limits.cpu_time = absl::Seconds(30);
  return limits;
}

absl::StatusOr<Times> Measure(sandbox::Sandbox& sandbox, const Kernel& kernel,
                              const Settings& settings) {
  const std::string input = InputOf(kernel);
  GAVEL_ASSIGN_OR_RETURN(const std::string source, SourceOf(kernel));
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(sandbox, source, RoomyLimits()));
  Times times;
  for (int64_t i = 0; i < settings.runs; ++i) {
    GAVEL_ASSIGN_OR_RETURN(const OneRun run, RunOnce(*program, input));
    GAVEL_ASSIGN_OR_RETURN(const OtherRun other,
                           RunOther({settings.node, PathOf(kernel)}, input));
    if (run.execution.verdict != Verdict::kAccepted ||
        run.output != other.output) {
      return absl::InternalError(absl::StrCat(
          kernel.name, " is not the same in both: ", run.execution.message));
    }
    times.gavel.push_back(run.execution.cpu_time);
    times.node.push_back(other.cpu_time);
  }
  return times;
}

absl::StatusOr<absl::Duration> StartOfNode(const Settings& settings) {
  std::vector<absl::Duration> times;
  for (int64_t i = 0; i < settings.runs; ++i) {
    GAVEL_ASSIGN_OR_RETURN(const OtherRun run,
                           RunOther({settings.node, "/dev/null"}, ""));
    times.push_back(run.cpu_time);
  }
  return Percentile(times, 50);
}

absl::Status Measure(const Settings& settings, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({settings.executable}));
  GAVEL_ASSIGN_OR_RETURN(const absl::Duration start, StartOfNode(settings));
  for (const Kernel& kernel : Kernels()) {
    if (!settings.only.empty() && settings.only != kernel.name) continue;
    GAVEL_ASSIGN_OR_RETURN(const Times times,
                           Measure(*supervisor, kernel, settings));
    std::vector<absl::Duration> started = times.node;
    for (absl::Duration& time : started) time -= start;
    report.Add({.name = kernel.name,
                .unit = "ms",
                .measured = Milliseconds(times.gavel),
                .baselines = {{.name = "node",
                               .measured = Milliseconds(times.node),
                               .ratio = {.at_most = kMostOfNode}},
                              {.name = "node less its start",
                               .measured = Milliseconds(started)}}});
  }
  report.set_title(absl::StrCat("CPU time of programs that compute, ",
                                settings.runs, " runs each in turn"));
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("kernels_bench [flags] GAVEL_SANDBOX NODE",
                          "Measures programs that compute against node.");
  flags
      .Number("runs", "N", "runs of each in both; default 9", 1, 10'000,
              &settings.runs)
      .Text("only", "NAME", "of one kernel", &settings.only);
  return gavel::bench::BenchMain(
      flags, argc, argv, {2, 2}, [&](const auto& arguments, auto& report) {
        settings.executable = arguments[0];
        settings.node = arguments[1];
        return gavel::bench::Measure(settings, report);
      });
}
