// Many runs of one program that are alive at once and wait for input.
//
// Errors:  the sandbox's; Internal if not all of them come to wait
// Threads: blocks
#ifndef GAVEL_BENCH_LIVE_RUNS_H_
#define GAVEL_BENCH_LIVE_RUNS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "bench/process_facts.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {

// What each of `count` of them holds while all are there.
absl::StatusOr<std::vector<Memory>> MeasureLiveRuns(
    sandbox::Supervisor& supervisor, int count);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_LIVE_RUNS_H_
