// The life of a program process and of the runs forked from it.
//
// Shape:   everything here runs in a child of the zygote, from its first
//          instruction to its exit
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ZYGOTE_PROGRAM_H_
#define GAVEL_SANDBOX_ZYGOTE_PROGRAM_H_

#include <sched.h>

#include <cstdint>

#include "sandbox/engine/runtime.h"
#include "sandbox/jail/seccomp.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {

// Exit status of a program process that the machine refused a fork.
inline constexpr int kExitCannotFork = 75;

// What the zygote prepares once for all its children.
struct Template {
  Runtime* runtime = nullptr;
  const Filter* program_filter = nullptr;
  const Filter* run_filter = nullptr;
  // Of a run that was given files or may write some.
  const Filter* file_filter = nullptr;
  // /dev/null, opened while there still was a file system.
  int null_fd = -1;
  // The zygote's private writable memory, as RLIMIT_DATA counts it.
  int64_t data_bytes = 0;
  // Those that the server was given for all of them.
  cpu_set_t processors{};
};

// Compiles the source and serves RunRequests on the control socket until it is
// closed. `sources` came with the request: the source and, if there are any,
// its files. All descriptors are above kControlFd.
[[noreturn]] void ServeProgram(const Template& shared,
                               const wire::LoadRequest& request,
                               const wire::Received& sources, int control_fd);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_PROGRAM_H_
