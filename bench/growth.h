// What growth_bench measures: whether cost grows as it should.
//
// Errors:  those of what is measured
#ifndef GAVEL_BENCH_GROWTH_H_
#define GAVEL_BENCH_GROWTH_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "bench/report.h"

namespace gavel::bench {

struct GrowthSettings {
  // Where gavel and gavel-sandbox are.
  std::string bin;
  // Where files go. Stores that were filled before are used again.
  std::string directory;
  // Submissions of the largest store, and that wait in the longest queue of a
  // server.
  int64_t most_submissions = 1'000'000;
  int64_t most_waiting = 10'000;
};

// Submissions of 1 to 1000 tests.
absl::Status MeasureTests(const GrowthSettings& settings, Report& report);
// Programs that read or write 1 kB to 100 MB.
absl::Status MeasureInputs(const GrowthSettings& settings, Report& report);
absl::Status MeasureOutputs(const GrowthSettings& settings, Report& report);
// Queues in which 10 to 10,000 submissions wait: the queue by itself, and a
// server's.
absl::Status MeasureQueues(const GrowthSettings& settings, Report& report);
absl::Status MeasureServer(const GrowthSettings& settings, Report& report);
// Calls of stores that hold 1000, 30,000 and a million submissions.
absl::Status MeasureStores(const GrowthSettings& settings, Report& report);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_GROWTH_H_
