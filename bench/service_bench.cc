// The whole service, from submit to durable verdict over gRPC, on a server of
// its own: one submission at a time and where its time goes; 100 tests against
// the same 100 runs without a service; and how many tests a second it keeps up
// for how much memory.
//
// usage: service_bench [flags] BIN_DIRECTORY
#include "bench/service_bench.h"

#include <string>

#include "absl/status/status.h"
#include "bench/bench_main.h"
#include "bench/journey.h"
#include "bench/own_server.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

constexpr int kWarmUps = 50;

absl::Status Measure(const ServiceSettings& settings, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const auto server,
                         OwnServer::Start(settings.bin, {1, 10, 100}, {}));
  const auto stub = Connect(server->address());
  for (int i = 0; i < kWarmUps; ++i) SubmitAndAwait(*stub, SumSubmission(10));
  report.set_title("the whole service, from submit to verdict");
  GAVEL_RETURN_IF_ERROR(MeasureIdle(*server, settings, report));
  GAVEL_RETURN_IF_ERROR(MeasureHundred(*server, settings, report));
  return MeasureSustained(*server, settings, report);
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::ServiceSettings settings;
  gavel::cli::Flags flags("service_bench [flags] BIN_DIRECTORY",
                          "Measures the whole service of the gavel there.");
  flags
      .Number("samples", "N", "of one test on an idle server; default 300", 1,
              1'000'000, &settings.samples)
      .Number("rounds", "N", "of 100 tests, and 100 runs alone; default 30", 1,
              100'000, &settings.rounds)
      .Number("clients", "N", "of sustained load; default 16", 1, 1000,
              &settings.clients)
      .Number("seconds", "N", "of sustained load; default 20", 2, 86'400,
              &settings.seconds)
      .Number("users", "N", "who submit in turn; default 100", 1, 100'000,
              &settings.users);
  return gavel::bench::BenchMain(
      flags, argc, argv, {1, 1}, [&](const auto& arguments, auto& report) {
        settings.bin = arguments[0];
        return gavel::bench::Measure(settings, report);
      });
}
