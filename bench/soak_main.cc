// A long soak of the sandbox: a line per batch, then what was promised and
// broken.
//
// usage: gavel-soak [--runs N] [--batch N] [--threads N] [GAVEL_SANDBOX]
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bench/soak.h"
#include "cli/flags.h"
#include "core/status_macros.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {
namespace {

void Print(const SoakSample& sample) {
  std::printf("%8ld %8.0f %10s %10s %6d %6d %6d %6d\n",
              static_cast<long>(sample.runs), sample.runs_per_second,
              FormatBytes(sample.zygote_memory).c_str(),
              FormatBytes(sample.own_memory).c_str(), sample.zygote_descriptors,
              sample.own_descriptors, sample.processes, sample.restarts);
  std::fflush(stdout);
}

absl::StatusOr<bool> Main(const std::string& executable,
                          const SoakOptions& options) {
  GAVEL_ASSIGN_OR_RETURN(const auto supervisor,
                         sandbox::Supervisor::Start({executable}));
  std::printf("%8s %8s %10s %10s %6s %6s %6s %6s\n", "runs", "runs/s", "zygote",
              "server", "z.fds", "s.fds", "procs", "starts");
  GAVEL_ASSIGN_OR_RETURN(const SoakResult result, Soak(*supervisor, options));
  std::printf("%ld runs, %ld of them hostile, %ld with a wrong verdict\n",
              static_cast<long>(result.runs),
              static_cast<long>(result.hostile_runs),
              static_cast<long>(result.surprises));
  const std::vector<std::string> complaints = SoakComplaints(result);
  for (const std::string& complaint : complaints) {
    std::printf("BROKEN: %s\n", complaint.c_str());
  }
  if (complaints.empty()) {
    std::printf(
        "verdicts as expected; memory within %s, descriptors and "
        "processes flat\n",
        FormatBytes(kSoakMemoryTolerance).c_str());
  }
  return complaints.empty();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::SoakOptions options;
  options.on_sample = gavel::bench::Print;
  int64_t threads = options.threads;
  gavel::cli::Flags flags("gavel-soak [flags] [GAVEL_SANDBOX]",
                          "Runs honest and hostile programs and looks for what "
                          "stays.");
  flags.Number("runs", "N", "how many runs", 1, 1'000'000'000, &options.runs)
      .Number("batch", "N", "runs between two lines", 10, 1'000'000,
              &options.runs_per_batch)
      .Number("threads", "N", "programs at a time", 1, 64, &threads);
  std::vector<std::string> arguments;
  if (const std::optional<int> status =
          flags.ParseOrExit(std::vector<std::string>(argv + 1, argv + argc),
                            {0, 1}, &arguments)) {
    return *status;
  }
  options.threads = static_cast<int>(threads);
  const absl::StatusOr<bool> kept = gavel::bench::Main(
      arguments.empty() ? gavel::sandbox::DefaultSandboxExecutable()
                        : arguments[0],
      options);
  if (kept.ok()) return *kept ? 0 : 1;
  std::fprintf(stderr, "%s\n", kept.status().ToString().c_str());
  return 1;
}
