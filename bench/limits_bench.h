// How exact the CPU limit is, in three tables.
//
// Shape:   each function adds its figures to the report and prints what is said
//          of verdicts that flipped
// Units:   milliseconds of CPU time as the kernel reports it
// Errors:  the sandbox's; Internal if a program does not do what it is here for
// Threads: block
#ifndef GAVEL_BENCH_LIMITS_BENCH_H_
#define GAVEL_BENCH_LIMITS_BENCH_H_

#include <cstdint>

#include "absl/status/status.h"
#include "bench/report.h"
#include "sandbox/sandbox.h"

namespace gavel::bench {

// How far past the limit programs get that never end.
absl::Status MeasureOvershoot(sandbox::Sandbox& sandbox, int64_t runs,
                              Report& report);

// What the kernels take on an idle machine and on a saturated one, `runs` each.
// Then `flip_runs` runs under limits of which the idle median is four fifths,
// on a saturated machine: how many are not accepted.
absl::Status MeasureSpread(sandbox::Sandbox& sandbox, int64_t runs,
                           int64_t flip_runs, Report& report);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_LIMITS_BENCH_H_
