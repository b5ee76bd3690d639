// Resource limits of programs and runs: the kernel's own nets behind the
// engine.
//
// Shape:   a program's hard limits bind all its runs; a run lowers them further
// Units:   bytes and microseconds
// Errors:  false with errno set
// Threads: async-signal-safe
#ifndef GAVEL_SANDBOX_JAIL_RLIMITS_H_
#define GAVEL_SANDBOX_JAIL_RLIMITS_H_

#include <cstdint>

#include "sandbox/wire.h"

namespace gavel::sandbox {

// What a process may hold beyond its memory limit: the young generation, code,
// and buffers of the engine.
inline constexpr int64_t kMemorySlack = int64_t{64} << 20;
// What native code may use of the stack below V8's limit.
inline constexpr int64_t kStackSlack = int64_t{1} << 20;
// The largest stack a problem may ask for, with its slack: the room that the
// address space must have below the zygote's stack.
inline constexpr int64_t kLargestStack = int64_t{260} << 20;

// `data_bytes` is the private writable memory that the template already has.
bool LimitProgramResources(const wire::ProgramLimits& limits,
                           int64_t data_bytes);
bool LimitRunResources(const wire::ProgramLimits& limits, int64_t data_bytes);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_JAIL_RLIMITS_H_
