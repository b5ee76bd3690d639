// How often a second something can be done by several at once.
//
// Errors:  those of what is done, the first of them
// Threads: blocks; one thread for each client
#ifndef GAVEL_BENCH_RUN_RATES_H_
#define GAVEL_BENCH_RUN_RATES_H_

#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace gavel::bench {

// One rate for each stretch, in which every client calls `once` that often.
absl::StatusOr<std::vector<double>> Rates(
    int clients, int stretches, int times,
    const std::function<absl::Status()>& once);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_RUN_RATES_H_
