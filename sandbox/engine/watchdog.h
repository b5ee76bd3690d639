// Holds a process to its CPU time from inside: at the limit it ends, wherever
// it is, in user code or in a builtin that never polls.
//
// Shape:   a real-time timer asks for the CPU clock when the limit could be
//          reached at the earliest, so that neither a thread nor the coarse
//          tick of the kernel's CPU timers is needed
// Units:   microseconds of CPU time of the process, which has one thread
// Threads: single-threaded; the handler runs on the thread it interrupts, on a
//          stack of its own
#ifndef GAVEL_SANDBOX_ENGINE_WATCHDOG_H_
#define GAVEL_SANDBOX_ENGINE_WATCHDOG_H_

#include <cstdint>

namespace gavel::sandbox {

// Installs the handler and its stack; children inherit both, so the zygote does
// it once. False with errno set.
bool InstallWatchdog();

// Starts the clock for this process. Timers are not inherited. False with errno
// set.
bool ArmWatchdog(int64_t cpu_limit_us);

// For a program that has compiled and only serves forks.
void DisarmWatchdog();

// CPU time of this process so far.
int64_t CpuTimeUs();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_WATCHDOG_H_
