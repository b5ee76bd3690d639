// Starts the zygote executable in namespaces of its own.
//
// Errors:  Internal with the step and the system's error
// Threads: safe in a process with threads: the child only makes system calls
//          until it is another program
#ifndef GAVEL_SANDBOX_SPAWN_H_
#define GAVEL_SANDBOX_SPAWN_H_

#include <sys/types.h>

#include <string>

#include "absl/status/statusor.h"
#include "core/owned_fd.h"

namespace gavel::sandbox {

struct Spawned {
  pid_t pid = 0;
  // Our end of its control socket.
  OwnedFd socket;
};

struct SpawnOptions {
  std::string executable;
  // That programs and runs may be, all together.
  int processes = 512;
  bool jitless = false;
};

// As many namespaces as the machine permits; the child is told which.
absl::StatusOr<Spawned> SpawnZygote(const SpawnOptions& options);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_SPAWN_H_
