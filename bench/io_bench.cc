// Reading and writing: the same program on the same input, each time in a fresh
// run of Gavel's sandbox and in a fresh node, taken in turn. Input and output
// are memory files for both, and what is printed must be the same.
//
// usage: io_bench [--rounds N] [--only PART] [--json FILE] GAVEL_SANDBOX NODE
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "bench/bench_main.h"
#include "bench/io_idioms.h"
#include "bench/one_run.h"
#include "bench/other_process.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

Limits BenchLimits() {
  Limits limits;
  limits.cpu_time = absl::Seconds(60);
  limits.memory = MiB(256);
  limits.output = MiB(256);
  return limits;
}

// With a file for what goes to stderr, as RunOther has it.
absl::StatusOr<OneRun> RunInSandbox(sandbox::Program& program,
                                    const std::string& input) {
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd output, MemoryFile(""));
  sandbox::RunInput streams;
  GAVEL_ASSIGN_OR_RETURN(streams.standard_input, MemoryFile(input));
  streams.standard_output = OwnedFd(dup(output.get()));
  GAVEL_ASSIGN_OR_RETURN(streams.standard_error, MemoryFile(""));
  OneRun run;
  GAVEL_ASSIGN_OR_RETURN(run.execution, program.Run(std::move(streams)));
  run.output = Contents(output);
  return run;
}

struct Settings {
  std::string executable;
  std::string node;
  int64_t rounds = 5;
  std::string part;
};

class Bench {
 public:
  Bench(sandbox::Supervisor& supervisor, const Settings& settings,
        Report& report)
      : supervisor_(supervisor), settings_(settings), report_(report) {}

  absl::Status Measure(const IoIdiom& idiom);
  void AddSummary();

 private:
  absl::Status Round(sandbox::Program& program, const OwnedFd& source);

  sandbox::Supervisor& supervisor_;
  const Settings& settings_;
  // Of the idiom that was measured last, and which that is.
  std::string input_;
  std::optional<IoInput> kind_;
  std::vector<absl::Duration> ours_;
  std::vector<absl::Duration> nodes_;
  std::vector<double> ratios_;
  Report& report_;
};

absl::Status Bench::Measure(const IoIdiom& idiom) {
  ours_.clear();
  nodes_.clear();
  if (kind_ != idiom.input) input_ = MakeIoInput(idiom.input);
  kind_ = idiom.input;
  GAVEL_ASSIGN_OR_RETURN(const auto program,
                         LoadProgram(supervisor_, idiom.source, BenchLimits()));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd source, MemoryFile(idiom.source));
  for (int64_t i = 0; i < settings_.rounds; ++i) {
    const absl::Status status = Round(*program, source);
    if (status.ok()) continue;
    report_.AddNotMeasured(idiom.name, absl::StrCat(status.message()));
    return absl::OkStatus();
  }
  const Measured node = Milliseconds(nodes_);
  const Measured cpu = Milliseconds(ours_);
  ratios_.push_back(cpu.median / node.median);
  report_.Add({.name = idiom.name,
               .unit = "ms",
               .measured = cpu,
               .baselines = {{"node", node}}});
  return absl::OkStatus();
}

absl::Status Bench::Round(sandbox::Program& program, const OwnedFd& source) {
  GAVEL_ASSIGN_OR_RETURN(const OneRun ours, RunInSandbox(program, input_));
  if (ours.execution.verdict != Verdict::kAccepted) {
    return absl::InternalError(ours.execution.message);
  }
  GAVEL_ASSIGN_OR_RETURN(
      const OtherRun nodes,
      RunOther(
          {settings_.node, "--preserve-symlinks", "--preserve-symlinks-main",
           absl::StrCat("/proc/", getpid(), "/fd/", source.get())},
          input_));
  ours_.push_back(ours.execution.cpu_time);
  nodes_.push_back(nodes.cpu_time);
  if (ours.output == nodes.output) return absl::OkStatus();
  return absl::InternalError("printed something else than node");
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

absl::Status Measure(const Settings& settings, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({settings.executable}));
  Bench bench(*supervisor, settings, report);
  for (const IoIdiom& idiom : IoIdioms()) {
    if (!absl::StrContains(idiom.name, settings.part)) continue;
    GAVEL_RETURN_IF_ERROR(bench.Measure(idiom));
  }
  bench.AddSummary();
  report.set_title("CPU time of reading and writing");
  return absl::OkStatus();
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
      .Text("only", "PART", "of names", &settings.part);
  return gavel::bench::BenchMain(
      flags, argc, argv, {2, 2}, [&](const auto& arguments, auto& report) {
        settings.executable = arguments[0];
        settings.node = arguments[1];
        return gavel::bench::Measure(settings, report);
      });
}
