// How exact the CPU limit is, in three tables.
//
// Shape:   each function prints its table and returns the same numbers
// Units:   milliseconds of CPU time as the kernel reports it
// Errors:  the sandbox's; Internal if a program does not do what it is here for
// Threads: block
#ifndef GAVEL_BENCH_LIMITS_BENCH_H_
#define GAVEL_BENCH_LIMITS_BENCH_H_

#include <cstdint>
#include <nlohmann/json.hpp>

#include "absl/status/statusor.h"
#include "sandbox/sandbox.h"

namespace gavel::bench {

// How far past the limit programs get that never end.
absl::StatusOr<nlohmann::ordered_json> MeasureOvershoot(
    sandbox::Sandbox& sandbox, int64_t runs);

// What the kernels take on an idle machine and on a saturated one, `runs` each.
// Then `flip_runs` runs under limits of which the idle median is four fifths,
// on a saturated machine: how many are not accepted.
absl::StatusOr<nlohmann::ordered_json> MeasureSpread(sandbox::Sandbox& sandbox,
                                                     int64_t runs,
                                                     int64_t flip_runs);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_LIMITS_BENCH_H_
