// What attacks are made of.
//
// Errors:  as system calls
// Threads: single-threaded
#ifndef GAVEL_TESTS_REDTEAM_ACT_H_
#define GAVEL_TESTS_REDTEAM_ACT_H_

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "sandbox/wire.h"

namespace gavel::sandbox::redteam {

// Burns CPU time for ever.
[[noreturn]] void Spin();
// Waits for ever without CPU time.
[[noreturn]] void Wait();
// Takes away from the process what would end it from inside.
void BlockEverySignal();
void StopOwnTimer();

// A private page that may be written and executed; null if refused.
char* Map(size_t size, int flags = 0);
// Makes every page resident.
void Touch(char* memory, size_t size);

std::string ReadInput();
void Print(const std::string& text);

// One message to the zygote as it is; false with errno set.
bool SendBytes(const void* data, size_t size);
bool Greet(uint64_t run);
// A report that keeps every promise, save what the caller then breaks.
wire::Report MakeReport(wire::Claim claim, int exit_code = 0);
bool SendWhole(const wire::Report& report);

// What a program does for a run: a child of the zygote. 0 in the child.
pid_t ForkRun();

}  // namespace gavel::sandbox::redteam

#endif  // GAVEL_TESTS_REDTEAM_ACT_H_
