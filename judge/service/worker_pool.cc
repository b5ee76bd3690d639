#include "judge/service/worker_pool.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/check.h"
#include "core/retry.h"

namespace gavel::judge {
namespace {

// Until a full queue may have a place.
constexpr absl::Duration kFullDelay = absl::Seconds(1);

// Of the two kinds of work, as classes of the queue.
constexpr Priority kEndsOther = Priority::kContest;
constexpr Priority kNew = Priority::kPractice;

}  // namespace

WorkerPool::WorkerPool(const WorkerPoolOptions& options)
    : queue_limit_(options.queue_limit),
      order_(std::max(1, options.threads - 1)) {
  for (int i = 0; i < options.threads; ++i) {
    threads_.emplace_back([this] { Work(); });
  }
}

WorkerPool::~WorkerPool() { Stop(); }

absl::Status WorkerPool::Run(const std::string& user,
                             std::function<void()> work) {
  absl::MutexLock lock(&mu_);
  if (stopped_) return absl::UnavailableError("the server is shutting down");
  if (queue_.size() >= queue_limit_) {
    return RetryAfter(
        absl::ResourceExhaustedError(absl::StrCat(
            "the server has ", queue_limit_, " calls waiting already")),
        kFullDelay);
  }
  Add(kNew, user, std::move(work));
  return absl::OkStatus();
}

void WorkerPool::Post(std::function<void()> work) {
  {
    absl::MutexLock lock(&mu_);
    if (!stopped_) {
      Add(kEndsOther, "", std::move(work));
      return;
    }
  }
  work();
}

void WorkerPool::Stop() {
  {
    absl::MutexLock lock(&mu_);
    stopped_ = true;
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void WorkerPool::Add(Priority priority, const std::string& user,
                     std::function<void()> work) {
  queue_.emplace(order_.Add(priority, user), std::move(work));
}

void WorkerPool::Work() {
  while (std::optional<Job> job = Next()) {
    job->work();
    // What it held goes before its turn is over.
    job->work = nullptr;
    absl::MutexLock lock(&mu_);
    order_.Finish(job->ticket, FairQueue::kLeastCost);
  }
}

std::optional<WorkerPool::Job> WorkerPool::Next() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &WorkerPool::HasNews));
  const std::optional<FairQueue::Turn> turn = order_.Take(kNew);
  if (!turn.has_value()) return std::nullopt;
  auto node = queue_.extract(turn->ticket);
  GAVEL_CHECK(!node.empty());
  return Job{turn->ticket, std::move(node.mapped())};
}

bool WorkerPool::HasNews() const {
  return order_.HasTurn(kNew) || (stopped_ && queue_.empty());
}

}  // namespace gavel::judge
