// The threads on which RPCs read and write the store, so that reactions never
// block.
//
// Shape:   a first-in first-out queue in front of a fixed number of threads
// Errors:  ResourceExhausted when the queue is full, naming its limit;
//          Unavailable after Stop
// Threads: thread-safe; Run and Post never wait
#ifndef GAVEL_JUDGE_SERVICE_WORKER_POOL_H_
#define GAVEL_JUDGE_SERVICE_WORKER_POOL_H_

#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

namespace gavel::judge {

struct WorkerPoolOptions {
  int threads = 4;
  // Work that waits; what runs does not count.
  size_t queue_limit = 1000;
};

class WorkerPool {
 public:
  explicit WorkerPool(const WorkerPoolOptions& options);
  // Stops.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Queues new work, if there is room.
  absl::Status Run(std::function<void()> work);
  // Queues what ends work that was admitted before, whose number is bounded by
  // whoever admitted it: never refused while the pool lives. After Stop it runs
  // at once, on the caller's thread.
  void Post(std::function<void()> work);

  // Takes nothing new, runs what is queued and joins. Idempotent.
  void Stop();

 private:
  void Work();
  // Next work; empty when stopped and drained.
  std::function<void()> Next();

  const size_t queue_limit_;
  absl::Mutex mu_;
  absl::CondVar changed_;
  std::deque<std::function<void()>> queue_ ABSL_GUARDED_BY(mu_);
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_WORKER_POOL_H_
