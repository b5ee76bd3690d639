// The parts of service_bench, on a server that has the problems sum-1, sum-10
// and sum-100.
//
// Errors:  those of what is measured; Internal for a verdict that is not AC
// Threads: block
#ifndef GAVEL_BENCH_SERVICE_BENCH_H_
#define GAVEL_BENCH_SERVICE_BENCH_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "bench/own_server.h"
#include "bench/report.h"

namespace gavel::bench {

struct ServiceSettings {
  // Where gavel and gavel-sandbox are.
  std::string bin;
  int64_t samples = 300;
  int64_t rounds = 30;
  int64_t clients = 16;
  int64_t seconds = 20;
  int64_t users = 100;
};

// One submission at a time, with 1, 10 and 100 tests, and where its time goes.
absl::Status MeasureIdle(const OwnServer& server,
                         const ServiceSettings& settings, Report& report);
// 100 tests, in turn with 100 runs that no service has to do with.
absl::Status MeasureHundred(const OwnServer& server,
                            const ServiceSettings& settings, Report& report);
// Clients that submit ten tests again whenever they have a verdict.
absl::Status MeasureSustained(const OwnServer& server,
                              const ServiceSettings& settings, Report& report);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_SERVICE_BENCH_H_
