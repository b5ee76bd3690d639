// What each wall costs a run.
//
// usage: walls_bench [--runs N] [--json FILE] GAVEL_SANDBOX
#include "bench/walls_bench.h"

#include <unistd.h>

#include <cstdio>
#include <string>
#include <utility>

#include "bench/bench_main.h"
#include "bench/zygote_kind.h"
#include "core/status_macros.h"

namespace gavel::bench {

void AddWalls(const std::vector<WallTimes>& all, Report& report) {
  const Baseline without{all[0].name, Microseconds(all[0].times)};
  for (const WallTimes& wall : all) {
    Figure figure{
        .name = wall.name, .unit = "us", .measured = Microseconds(wall.times)};
    if (wall.name != all[0].name) figure.baselines = {without};
    report.Add(std::move(figure));
  }
}

namespace {

absl::Status Measure(absl::StatusOr<OwnedFd> socket,
                     const std::string& executable, int64_t runs,
                     Report& report) {
  GAVEL_RETURN_IF_ERROR(socket.status());
  report.set_title("cost of the walls, wall time");
  GAVEL_RETURN_IF_ERROR(MeasureWallsOfZygote(executable, runs, report));
  return MeasureWallsOfRun(*std::move(socket), runs, report);
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::BindEverything(argv);
  absl::StatusOr<gavel::OwnedFd> socket = gavel::bench::TakeControlSocket();
  int64_t runs = 1000;
  gavel::cli::Flags flags("walls_bench [flags] GAVEL_SANDBOX",
                          "Measures what each wall of the sandbox costs.");
  flags.Number("runs", "N", "processes of each kind", 10, 1'000'000, &runs);
  const int status = gavel::bench::BenchMain(
      flags, argc, argv, {1, 1}, [&](const auto& arguments, auto& report) {
        return gavel::bench::Measure(std::move(socket), arguments[0], runs,
                                     report);
      });
  std::fflush(stdout);
  // As the zygote ends, see zygote/unused_libraries.h.
  _exit(status);
}
