#include "judge/engine/work_queue.h"

#include <algorithm>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/check.h"
#include "core/retry.h"
#include "core/status_macros.h"
#include "judge/engine/fair_queue.h"

namespace gavel::judge {
namespace {

// Until a full queue may have a place.
constexpr absl::Duration kFullDelay = absl::Seconds(5);

absl::Status ShuttingDown() {
  return absl::UnavailableError("the judge is shutting down");
}

absl::Status CheckOptions(const WorkQueueOptions& options) {
  if (options.slots >= 1 && options.limit >= 1 && options.reserved >= 0 &&
      options.reserved < options.slots && options.most_per_user >= 0) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "starting the judge: needs at least one slot, fewer reserved ones and "
      "room for one submission, got ",
      options.slots, " slots, ", options.reserved, " of them reserved, ",
      options.most_per_user, " at most for one user, and room for ",
      options.limit));
}

int MostPerUser(const WorkQueueOptions& options) {
  if (options.most_per_user > 0) return options.most_per_user;
  return std::max(1, options.slots - 1);
}

}  // namespace

class WorkQueue::Impl {
 public:
  Impl(const WorkQueueOptions& options, const Clock& clock)
      : options_(options), clock_(clock), order_(MostPerUser(options)) {}

  absl::Status Start() ABSL_LOCKS_EXCLUDED(threads_mu_, mu_);
  absl::Status TakeRoom() ABSL_LOCKS_EXCLUDED(mu_);
  void ReturnRoom() ABSL_LOCKS_EXCLUDED(mu_);
  int Add(Work work, bool has_room) ABSL_LOCKS_EXCLUDED(mu_);
  int InFlight(const std::string& user) const ABSL_LOCKS_EXCLUDED(mu_);
  WorkQueueStats Stats() const ABSL_LOCKS_EXCLUDED(mu_);
  void Shutdown() ABSL_LOCKS_EXCLUDED(threads_mu_, mu_);

 private:
  struct Waiting {
    Work work;
    absl::Time since;
  };
  struct Job {
    FairQueue::Ticket ticket;
    Work work;
  };

  absl::Status MarkStarted() ABSL_LOCKS_EXCLUDED(mu_);
  void RunInSlots() ABSL_LOCKS_EXCLUDED(mu_);
  // nullopt after Shutdown.
  std::optional<Job> AwaitTurn() ABSL_LOCKS_EXCLUDED(mu_);
  bool HasNewsForSlot() const ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return stopping_ ||
           (RunningLocked() < static_cast<size_t>(options_.slots) &&
            order_.HasTurn(LowestLocked()));
  }
  size_t RunningLocked() const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  // The lowest class that may begin now.
  Priority LowestLocked() const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  size_t WaitingLocked() const ABSL_SHARED_LOCKS_REQUIRED(mu_);

  const WorkQueueOptions options_;
  const Clock& clock_;

  absl::Mutex threads_mu_;
  std::vector<std::thread> threads_ ABSL_GUARDED_BY(threads_mu_);

  mutable absl::Mutex mu_ ABSL_ACQUIRED_AFTER(threads_mu_);
  bool started_ ABSL_GUARDED_BY(mu_) = false;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  size_t rooms_ ABSL_GUARDED_BY(mu_) = 0;
  FairQueue order_ ABSL_GUARDED_BY(mu_);
  // By class and ticket: the first is the oldest.
  std::array<std::map<FairQueue::Ticket, Waiting>, kPriorities> waiting_
      ABSL_GUARDED_BY(mu_);
};

absl::Status WorkQueue::Impl::Start() {
  GAVEL_RETURN_IF_ERROR(CheckOptions(options_));
  absl::MutexLock threads_lock(&threads_mu_);
  GAVEL_RETURN_IF_ERROR(MarkStarted());
  // One in each slot, and one for what each has left.
  for (int i = 0; i < 2 * options_.slots; ++i) {
    threads_.emplace_back([this] { RunInSlots(); });
  }
  return absl::OkStatus();
}

absl::Status WorkQueue::Impl::MarkStarted() {
  absl::MutexLock lock(&mu_);
  if (stopping_) return ShuttingDown();
  if (started_) {
    return absl::FailedPreconditionError(
        "starting the judging slots: they have started");
  }
  started_ = true;
  return absl::OkStatus();
}

absl::Status WorkQueue::Impl::TakeRoom() {
  absl::MutexLock lock(&mu_);
  if (stopping_) return ShuttingDown();
  if (WaitingLocked() + rooms_ >= static_cast<size_t>(options_.limit)) {
    return RetryAfter(absl::ResourceExhaustedError(absl::StrCat(
                          "the queue is full: its limit is ", options_.limit)),
                      kFullDelay);
  }
  ++rooms_;
  return absl::OkStatus();
}

void WorkQueue::Impl::ReturnRoom() {
  absl::MutexLock lock(&mu_);
  --rooms_;
}

int WorkQueue::Impl::Add(Work work, bool has_room) {
  {
    absl::MutexLock lock(&mu_);
    if (has_room) --rooms_;
    if (!stopping_) {
      const Priority priority = work.priority;
      const size_t ahead = order_.Ahead(priority, work.user);
      const FairQueue::Ticket ticket = order_.Add(priority, work.user);
      waiting_[static_cast<size_t>(priority)].emplace(
          ticket, Waiting{std::move(work), clock_.Now()});
      return static_cast<int>(ahead);
    }
  }
  if (work.drop) work.drop();
  return 0;
}

int WorkQueue::Impl::InFlight(const std::string& user) const {
  absl::MutexLock lock(&mu_);
  return static_cast<int>(order_.InFlight(Priority::kContest, user) +
                          order_.InFlight(Priority::kPractice, user));
}

WorkQueueStats WorkQueue::Impl::Stats() const {
  WorkQueueStats stats{.slots = options_.slots, .limit = options_.limit};
  absl::MutexLock lock(&mu_);
  const absl::Time now = clock_.Now();
  for (size_t i = 0; i < kPriorities; ++i) {
    const Priority priority = static_cast<Priority>(i);
    stats.classes[i].waiting = waiting_[i].size();
    stats.classes[i].running = order_.running(priority);
    if (waiting_[i].empty()) continue;
    stats.classes[i].oldest =
        std::max(absl::ZeroDuration(), now - waiting_[i].begin()->second.since);
  }
  return stats;
}

void WorkQueue::Impl::Shutdown() {
  std::vector<Work> dropped;
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
    for (auto& of_class : waiting_) {
      for (auto& [ticket, waiting] : of_class) {
        dropped.push_back(std::move(waiting.work));
      }
      of_class.clear();
    }
  }
  for (const Work& work : dropped) {
    if (work.drop) work.drop();
  }
  absl::MutexLock lock(&threads_mu_);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void WorkQueue::Impl::RunInSlots() {
  while (const std::optional<Job> job = AwaitTurn()) {
    const Done done = job->work.run();
    {
      absl::MutexLock lock(&mu_);
      order_.Finish(job->ticket, done.cost);
    }
    if (done.rest) done.rest();
  }
}

std::optional<WorkQueue::Impl::Job> WorkQueue::Impl::AwaitTurn() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &Impl::HasNewsForSlot));
  if (stopping_) return std::nullopt;
  const FairQueue::Turn turn = *order_.Take(LowestLocked());
  auto node = waiting_[static_cast<size_t>(turn.priority)].extract(turn.ticket);
  GAVEL_CHECK(!node.empty());
  return Job{turn.ticket, std::move(node.mapped().work)};
}

Priority WorkQueue::Impl::LowestLocked() const {
  const size_t others =
      order_.running(Priority::kPractice) + order_.running(Priority::kRejudge);
  return others < static_cast<size_t>(options_.slots - options_.reserved)
             ? Priority::kRejudge
             : Priority::kContest;
}

size_t WorkQueue::Impl::RunningLocked() const {
  return order_.running(Priority::kContest) +
         order_.running(Priority::kPractice) +
         order_.running(Priority::kRejudge);
}

size_t WorkQueue::Impl::WaitingLocked() const {
  size_t count = 0;
  for (const auto& of_class : waiting_) count += of_class.size();
  return count;
}

WorkQueue::Room::Room(Room&& other) noexcept
    : queue_(std::exchange(other.queue_, nullptr)) {}

WorkQueue::Room::~Room() {
  if (queue_ != nullptr) queue_->impl_->ReturnRoom();
}

WorkQueue::WorkQueue(const WorkQueueOptions& options, const Clock& clock)
    : impl_(std::make_unique<Impl>(options, clock)) {}

WorkQueue::~WorkQueue() { Shutdown(); }

absl::Status WorkQueue::Start() { return impl_->Start(); }

absl::StatusOr<WorkQueue::Room> WorkQueue::Reserve() {
  GAVEL_RETURN_IF_ERROR(impl_->TakeRoom());
  return Room(this);
}

int WorkQueue::Add(Room room, Work work) {
  room.queue_ = nullptr;
  return impl_->Add(std::move(work), /*has_room=*/true);
}

int WorkQueue::AddOverLimit(Work work) {
  return impl_->Add(std::move(work), /*has_room=*/false);
}

int WorkQueue::InFlight(const std::string& user) const {
  return impl_->InFlight(user);
}

WorkQueueStats WorkQueue::Stats() const { return impl_->Stats(); }

void WorkQueue::Shutdown() { impl_->Shutdown(); }

}  // namespace gavel::judge
