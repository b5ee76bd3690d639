// How a sandboxed process ends: it reports and exits, nothing is cleaned up.
//
// Errors:  none to report to: whatever cannot be sent is left to the kernel's
//          word
// Threads: async-signal-safe throughout; called from handlers, allocators and
//          V8 callbacks
#ifndef GAVEL_SANDBOX_ENGINE_REPORT_H_
#define GAVEL_SANDBOX_ENGINE_REPORT_H_

#include <cstddef>
#include <cstdint>

#include "sandbox/wire.h"

namespace gavel::sandbox {

// The socket to the zygote, the same number in every program and run.
inline constexpr int kControlFd = 3;

struct Position {
  int32_t line = 0;
  int32_t column = 0;
};

// Sends the report. text may be null.
void SendReport(wire::Claim claim, int exit_code, Position position,
                const char* text, size_t text_size);

// Flushes what was printed, sends the report and exits with exit_code.
[[noreturn]] void EndProcess(wire::Claim claim, int exit_code,
                             Position position, const char* text,
                             size_t text_size);

// True from EndProcess on: a limit that is reached meanwhile has nothing to
// add.
bool IsEnding();

// EndProcess for a limit, without position. text is zero-terminated.
[[noreturn]] void EndAtLimit(wire::Claim claim, const char* text);

// Says that this program or run is set up. Exits if it cannot be said.
void SayHello(uint64_t id);

// A program that serves cannot fork, with `error`, and tries again.
void SayTroubled(uint64_t program, int error);

// Instead of SayHello: a step between fork and user code failed, with errno.
[[noreturn]] void FailSetup(uint64_t id, const char* stage);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_REPORT_H_
