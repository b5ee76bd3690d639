// The threads on which RPCs read and write the store, so that reactions never
// block.
//
// Shape:   a bounded queue in front of a fixed number of threads. Users take
//          turns, call by call, and none ever holds all threads
// Errors:  ResourceExhausted when the queue is full, naming its limit;
//          Unavailable after Stop
// Threads: thread-safe; Run and Post never wait
#ifndef GAVEL_JUDGE_SERVICE_WORKER_POOL_H_
#define GAVEL_JUDGE_SERVICE_WORKER_POOL_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "judge/engine/fair_queue.h"

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

  // Queues new work of that user, if there is room.
  absl::Status Run(const std::string& user, std::function<void()> work);
  // Queues what ends work that was admitted before, whose number is bounded by
  // whoever admitted it: never refused while the pool lives, and before all
  // that is new. After Stop it runs at once, on the caller's thread.
  void Post(std::function<void()> work);

  // Takes nothing new, runs what is queued and joins. Idempotent.
  void Stop();

 private:
  struct Job {
    FairQueue::Ticket ticket;
    std::function<void()> work;
  };

  void Work();
  // nullopt when stopped and drained.
  std::optional<Job> Next();
  void Add(Priority priority, const std::string& user,
           std::function<void()> work) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  bool HasNews() const ABSL_SHARED_LOCKS_REQUIRED(mu_);

  const size_t queue_limit_;
  absl::Mutex mu_;
  // Its costs are calls.
  FairQueue order_ ABSL_GUARDED_BY(mu_);
  std::unordered_map<FairQueue::Ticket, std::function<void()>> queue_
      ABSL_GUARDED_BY(mu_);
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_WORKER_POOL_H_
