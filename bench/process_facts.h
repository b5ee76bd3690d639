// What the kernel knows of processes, from /proc.
//
// Errors:  Internal if a process is gone or the kernel does not say
// Threads: stateless
#ifndef GAVEL_BENCH_PROCESS_FACTS_H_
#define GAVEL_BENCH_PROCESS_FACTS_H_

#include <sys/types.h>

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/bytes.h"

namespace gavel::bench {

struct Memory {
  Bytes resident;
  // Its share of what it shares, and all of what it does not.
  Bytes proportional;
  Bytes private_dirty;
};
absl::StatusOr<Memory> MemoryOf(pid_t pid);

std::vector<pid_t> ChildrenOf(pid_t pid);

// Of a process with one thread, in nanoseconds, without its children.
absl::StatusOr<absl::Duration> CpuTimeOf(pid_t pid);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_PROCESS_FACTS_H_
