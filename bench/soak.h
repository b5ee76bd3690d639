// Runs many programs for a long time, one run in five hostile, and watches what
// the sandbox keeps of them.
//
// Shape:   each program is loaded, run several times and dropped; between
//          batches, when nothing runs, everything that could leak is counted
// Errors:  Soak: what keeps it from measuring. What it finds is in the result
// Threads: Soak starts its own and blocks
#ifndef GAVEL_BENCH_SOAK_H_
#define GAVEL_BENCH_SOAK_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/bytes.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {

// What there is when nothing runs.
struct SoakSample {
  int64_t runs = 0;
  double runs_per_second = 0;
  // Resident, of the zygote and of this process.
  Bytes zygote_memory;
  Bytes own_memory;
  // Open descriptors; -1 where an ordinary user may not look.
  int zygote_descriptors = -1;
  int own_descriptors = -1;
  // Programs and runs that are left.
  int processes = 0;
  int restarts = 0;
};

struct SoakOptions {
  // Rounded up to whole batches.
  int64_t runs = 100'000;
  int64_t runs_per_batch = 1000;
  int threads = 2;
  // Called after every batch.
  std::function<void(const SoakSample&)> on_sample;
};

struct SoakResult {
  // The first is from before the first run.
  std::vector<SoakSample> samples;
  int64_t runs = 0;
  int64_t hostile_runs = 0;
  int64_t surprises = 0;
  // The first of them: "wasm trap: RTE exception expected, ...".
  std::vector<std::string> first_surprises;
};

absl::StatusOr<SoakResult> Soak(sandbox::Supervisor& supervisor,
                                const SoakOptions& options);

// One line per promise that was broken; empty if all is well. A tenth of the
// samples is warm-up; of the rest, the second half may have at most this much
// more memory than the first, and no more of anything else.
inline constexpr Bytes kSoakMemoryTolerance = MiB(1);
std::vector<std::string> SoakComplaints(const SoakResult& result);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_SOAK_H_
