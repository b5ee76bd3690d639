// Bounds how long an orderly end may take.
//
// Shape:   from its making on, another SIGTERM or SIGINT, or the end of the
//          time, ends the process at once; nothing accepted is lost by that
// Threads: has one of its own; both signals must be blocked in every thread
#ifndef GAVEL_JUDGE_SERVICE_SHUTDOWN_WATCH_H_
#define GAVEL_JUDGE_SERVICE_SHUTDOWN_WATCH_H_

#include <atomic>
#include <thread>

#include "absl/time/time.h"

namespace gavel::judge {

// Blocks SIGTERM and SIGINT in this thread and all that it makes.
void BlockStopSignals();
// Waits for one of them, but no longer than `most`. Whether one came.
bool AwaitStopSignal(absl::Duration most);

class ShutdownWatch {
 public:
  explicit ShutdownWatch(absl::Duration most);
  // The end came in time.
  ~ShutdownWatch();
  ShutdownWatch(const ShutdownWatch&) = delete;
  ShutdownWatch& operator=(const ShutdownWatch&) = delete;

 private:
  void Watch(absl::Duration most);

  std::atomic<bool> ended_ = false;
  std::thread thread_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_SHUTDOWN_WATCH_H_
