// What the soak runs.
//
// Threads: constant tables
#ifndef GAVEL_BENCH_SOAK_PROGRAMS_H_
#define GAVEL_BENCH_SOAK_PROGRAMS_H_

#include "absl/types/span.h"
#include "core/limits.h"
#include "core/verdict.h"

namespace gavel::bench {

// Each reads n and prints the sum of 1 to n.
absl::Span<const char* const> HonestPrograms();

struct HostileProgram {
  const char* name;
  const char* source;
  Verdict verdict;
  Reason reason;
};
absl::Span<const HostileProgram> HostilePrograms();

// Small, so that what runs into a limit is there soon.
Limits LimitsFor(const HostileProgram& program);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_SOAK_PROGRAMS_H_
