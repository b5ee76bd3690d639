// The clocks that limits are measured by.
//
// Units:   microseconds
// Threads: no shared state
#ifndef GAVEL_SANDBOX_ZYGOTE_CLOCKS_H_
#define GAVEL_SANDBOX_ZYGOTE_CLOCKS_H_

#include <sys/time.h>
#include <sys/types.h>
#include <time.h>

#include <cstdint>

namespace gavel::sandbox {

inline int64_t Us(const timespec& time) {
  return time.tv_sec * 1'000'000 + time.tv_nsec / 1000;
}

inline int64_t Us(const timeval& time) {
  return time.tv_sec * 1'000'000 + time.tv_usec;
}

// From any point that stays the same.
inline int64_t NowUs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return Us(now);
}

// What all threads of the process have used; 0 if there is no such process.
inline int64_t CpuUs(pid_t pid) {
  clockid_t clock = 0;
  timespec used{};
  if (clock_getcpuclockid(pid, &clock) != 0 ||
      clock_gettime(clock, &used) != 0) {
    return 0;
  }
  return Us(used);
}

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_CLOCKS_H_
