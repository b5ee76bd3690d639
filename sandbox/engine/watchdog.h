// Holds a process to its CPU time from inside: first by interrupting V8, then,
// after a grace, by ending the process wherever it is.
//
// Shape:   a real-time timer asks for the CPU clock when the limit could be
//          reached at the earliest, so that neither a thread nor the coarse
//          tick of the kernel's CPU timers is needed
// Units:   microseconds of the process's own CPU clock
// Threads: single-threaded; the handler runs on the thread it interrupts, on a
//          stack of its own
#ifndef GAVEL_SANDBOX_ENGINE_WATCHDOG_H_
#define GAVEL_SANDBOX_ENGINE_WATCHDOG_H_

#include <cstdint>

namespace gavel::sandbox {

// Installs the handler and its stack; children inherit both, so the zygote does
// it once. `interrupt` must be async-signal-safe enough to run inside V8.
// False with errno set.
bool InstallWatchdog(void (*interrupt)());

// Starts the clock for this process: `interrupt` at the limit, the end after
// kGraceUs more. Timers are not inherited. False with errno set.
bool ArmWatchdog(int64_t cpu_limit_us);

// No more interrupts: for a program that has compiled and only serves forks.
void DisarmWatchdog();

// True once the limit was reached: check before every entry into V8, since
// user code may have swallowed the interrupt.
bool CpuTimeExceeded();

// Ends the process with the CPU limit's report.
[[noreturn]] void EndAtCpuLimit();

// CPU time of this process so far.
int64_t CpuTimeUs();

// How long code that does not poll may go on past the limit.
inline constexpr int64_t kGraceUs = 2000;

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_WATCHDOG_H_
