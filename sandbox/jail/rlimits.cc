#include "sandbox/jail/rlimits.h"

#include <sys/resource.h>

#include <algorithm>

namespace gavel::sandbox {
namespace {

bool Set(__rlimit_resource resource, int64_t soft, int64_t hard) {
  const rlimit limit{static_cast<rlim_t>(soft), static_cast<rlim_t>(hard)};
  return setrlimit(resource, &limit) == 0;
}

int64_t WholeSeconds(int64_t us) { return us / 1'000'000 + 1; }

}  // namespace

bool LimitProgramResources(const wire::ProgramLimits& limits,
                           int64_t data_bytes) {
  const int64_t memory =
      std::max(limits.memory_bytes, limits.compile_memory_bytes);
  const int64_t data = data_bytes + memory + kMemorySlack;
  const int64_t stack = limits.stack_bytes + kStackSlack;
  // Compiling, and forking for a long list of test cases; a run's own clock
  // starts at zero, and the hard limit leaves room for it.
  const int64_t cpu = WholeSeconds(limits.compile_us) + 120;
  return Set(RLIMIT_DATA, data, data) && Set(RLIMIT_STACK, stack, stack) &&
         Set(RLIMIT_CPU, cpu, cpu + WholeSeconds(limits.cpu_us) + 1) &&
         Set(RLIMIT_FSIZE, limits.output_bytes, limits.output_bytes) &&
         Set(RLIMIT_NOFILE, 48, 48) && Set(RLIMIT_MEMLOCK, 0, 0) &&
         Set(RLIMIT_MSGQUEUE, 0, 0) && Set(RLIMIT_SIGPENDING, 64, 64);
}

bool LimitRunResources(const wire::ProgramLimits& limits, int64_t data_bytes) {
  const int64_t data = data_bytes + limits.memory_bytes + kMemorySlack;
  const int64_t cpu = WholeSeconds(limits.cpu_us) + 1;
  // The soft limit's signal says why; the hard one's could be anybody's.
  return Set(RLIMIT_DATA, data, data) && Set(RLIMIT_CPU, cpu, cpu + 1);
}

}  // namespace gavel::sandbox
