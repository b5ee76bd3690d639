// Follows a process and all that it makes, and counts their system calls.
//
// Errors:  Attach: Unavailable where this machine does not let it be traced
// Threads: of the thread that attached, which has no other children; Turn
// blocks
//          until one of the processes stops or the descriptor is readable
#ifndef GAVEL_TESTS_GUARD_TRACER_H_
#define GAVEL_TESTS_GUARD_TRACER_H_

#include <sys/types.h>

#include <cstdint>
#include <map>

#include "absl/status/status.h"
#include "core/owned_fd.h"

namespace gavel::guard {

struct Traced {
  // Who made it; 0 for the first.
  pid_t maker = 0;
  // Of the system that were begun.
  int64_t calls = 0;
  bool exited = false;
  // Once it has exited: page faults that needed no disk.
  int64_t faults = 0;
};

class Tracer {
 public:
  Tracer() = default;
  // Ends all that still live.
  ~Tracer();
  Tracer(const Tracer&) = delete;
  Tracer& operator=(const Tracer&) = delete;

  // Before the process makes any other.
  absl::Status Attach(pid_t pid);
  // Lets go on whatever has stopped; waits until something has, or until
  // `fd` is readable.
  absl::Status Turn(int fd);

  const std::map<pid_t, Traced>& processes() const { return processes_; }

 private:
  void OnStop(pid_t pid, int status);

  OwnedFd signals_;
  std::map<pid_t, Traced> processes_;
};

}  // namespace gavel::guard

#endif  // GAVEL_TESTS_GUARD_TRACER_H_
