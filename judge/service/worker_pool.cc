#include "judge/service/worker_pool.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "core/retry.h"

namespace gavel::judge {
namespace {

// Until a full queue may have a place.
constexpr absl::Duration kFullDelay = absl::Seconds(1);

}  // namespace

WorkerPool::WorkerPool(const WorkerPoolOptions& options)
    : queue_limit_(options.queue_limit) {
  for (int i = 0; i < options.threads; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

WorkerPool::~WorkerPool() { Stop(); }

absl::Status WorkerPool::Run(std::function<void()> work) {
  absl::MutexLock lock(&mu_);
  if (stopped_) return absl::UnavailableError("the server is shutting down");
  if (queue_.size() >= queue_limit_) {
    return RetryAfter(
        absl::ResourceExhaustedError(absl::StrCat(
            "the server has ", queue_limit_, " calls waiting already")),
        kFullDelay);
  }
  queue_.push_back(std::move(work));
  changed_.Signal();
  return absl::OkStatus();
}

void WorkerPool::Post(std::function<void()> work) {
  {
    absl::MutexLock lock(&mu_);
    if (!stopped_) {
      queue_.push_back(std::move(work));
      changed_.Signal();
      return;
    }
  }
  work();
}

void WorkerPool::Stop() {
  {
    absl::MutexLock lock(&mu_);
    stopped_ = true;
    changed_.SignalAll();
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::Work() {
  while (std::function<void()> work = Next()) work();
}

std::function<void()> WorkerPool::Next() {
  absl::MutexLock lock(&mu_);
  while (queue_.empty() && !stopped_) changed_.Wait(&mu_);
  if (queue_.empty()) return nullptr;
  std::function<void()> work = std::move(queue_.front());
  queue_.pop_front();
  return work;
}

}  // namespace gavel::judge
