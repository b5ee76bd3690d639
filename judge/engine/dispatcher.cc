#include "judge/engine/dispatcher.h"

#include <algorithm>
#include <deque>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/bytes.h"
#include "core/check.h"
#include "core/log.h"
#include "core/status_macros.h"
#include "judge/engine/feed.h"

namespace gavel::judge {
namespace {

// Between two attempts on a store that is busy or full.
constexpr absl::Duration kFirstPause = absl::Milliseconds(20);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

bool IsTemporary(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status);
}

std::string Name(SubmissionId id) { return absl::StrCat("submission ", id); }

absl::Status CheckSource(const std::string& source, const Limits& limits) {
  const Bytes size(static_cast<int64_t>(source.size()));
  if (size <= limits.source) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("source is ", size.count(), " bytes, the limit is ",
                   limits.source.count(), " bytes"));
}

absl::Status ShuttingDown() {
  return absl::UnavailableError("the judge is shutting down");
}

// A judging that could not even begin.
Judgement Fault(const absl::Status& status, absl::Time now) {
  Judgement judgement;
  judgement.message = status.ToString();
  judgement.compilation.verdict = judgement.verdict;
  judgement.compilation.reason = judgement.reason;
  judgement.compilation.message = judgement.message;
  judgement.started = now;
  judgement.finished = now;
  return judgement;
}

// Everything that a watcher sees once the judging has begun.
void Replay(const Judgement& judgement, const EventSink& sink) {
  sink(Compiling{judgement.test_count});
  sink(Compiled{judgement.compilation});
  for (size_t i = 0; i < judgement.runs.size(); ++i) {
    sink(RunFinished{static_cast<int>(i), judgement.runs[i]});
  }
  for (size_t i = 0; i < judgement.skipped.size(); ++i) {
    sink(TestSkipped{static_cast<int>(i), judgement.skipped[i]});
  }
  sink(Judged{judgement});
}

}  // namespace

class Dispatcher::Impl {
 public:
  Impl(const DispatcherOptions& options, storage::Store& store,
       sandbox::Sandbox& sandbox, const Clock& clock)
      : options_(options),
        store_(store),
        sandbox_(sandbox),
        clock_(clock),
        observer_(options.observer != nullptr ? *options.observer
                                              : no_observer_) {}

  absl::Status Start() ABSL_LOCKS_EXCLUDED(threads_mu_, accepting_, mu_);
  absl::StatusOr<Submission> Submit(const Submission& submission)
      ABSL_LOCKS_EXCLUDED(accepting_, mu_);
  absl::StatusOr<int32_t> Rejudge(SubmissionId id,
                                  std::optional<int32_t> version)
      ABSL_LOCKS_EXCLUDED(accepting_, mu_);
  absl::StatusOr<WatchId> Watch(SubmissionId id, const EventSink& sink)
      ABSL_LOCKS_EXCLUDED(accepting_, mu_);
  void Unwatch(WatchId watch) ABSL_LOCKS_EXCLUDED(mu_);
  WorkQueueStats QueueStats() const ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status QueueOneOff(OneOff one_off, OneOffDone done)
      ABSL_LOCKS_EXCLUDED(mu_);
  void Shutdown() ABSL_LOCKS_EXCLUDED(threads_mu_, mu_);

 private:
  struct OneOffJob {
    OneOff one_off;
    OneOffDone done;
  };
  // Sources of submissions wait in the store, not in memory.
  using Job = std::variant<SubmissionId, OneOffJob>;

  struct Task {
    storage::SubmissionRecord record;
    Problem problem;
  };

  // What a slot has found out about a submission.
  struct Finding {
    const storage::SubmissionRecord& record;
    Judgement judgement;
    absl::Duration waited;
  };

  struct Subscription {
    WatchId watch = 0;
    std::shared_ptr<Feed> feed;
  };

  absl::StatusOr<Submission> Accept(Submission submission)
      ABSL_LOCKS_EXCLUDED(accepting_, mu_);
  absl::Status QueueUnjudged() ABSL_LOCKS_EXCLUDED(accepting_, mu_);
  absl::Status ReserveRoom() ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status CheckRoomLocked() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void EnqueueLocked(SubmissionId id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  std::optional<Subscription> Subscribe(SubmissionId id, const EventSink& sink)
      ABSL_LOCKS_EXCLUDED(mu_);

  void RunSlot() ABSL_LOCKS_EXCLUDED(mu_);
  std::optional<Job> TakeJob() ABSL_LOCKS_EXCLUDED(mu_);
  bool HasNewsForSlot() const ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return stopping_ || !queue_.empty();
  }

  void JudgeQueued(SubmissionId id) ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status LoadTask(SubmissionId id, Task& task);
  Judgement Judge(const Task& task, Feed& feed);
  // Tells Judged once the judgement is durable.
  void Conclude(const Finding& finding, Feed& feed) ABSL_LOCKS_EXCLUDED(mu_);
  void ConcludeFromStore(SubmissionId id, Feed& feed) ABSL_LOCKS_EXCLUDED(mu_);
  // Tells Abandoned; whoever watches from now on hears it as well.
  void Abandon(SubmissionId id, const absl::Status& why, Feed& feed)
      ABSL_LOCKS_EXCLUDED(mu_);
  std::shared_ptr<Feed> FeedOf(SubmissionId id) ABSL_LOCKS_EXCLUDED(mu_);
  // The submission may be in the queue again, with another feed, or have been
  // judged again already.
  void Forget(SubmissionId id, const Feed& feed) ABSL_LOCKS_EXCLUDED(mu_);

  // Calls the store until it is neither busy nor full, or until Shutdown.
  absl::Status Patiently(const std::string& what,
                         const std::function<absl::Status()>& call)
      ABSL_LOCKS_EXCLUDED(mu_);

  const DispatcherOptions options_;
  storage::Store& store_;
  sandbox::Sandbox& sandbox_;
  const Clock& clock_;
  NoObserver no_observer_;
  Observer& observer_;

  absl::Mutex threads_mu_;
  std::vector<std::thread> threads_ ABSL_GUARDED_BY(threads_mu_);

  // Held shared from before the store has a submission waiting until it is in
  // live_.
  // Whoever holds it exclusively sees no submission in between.
  absl::Mutex accepting_ ABSL_ACQUIRED_AFTER(threads_mu_);

  mutable absl::Mutex mu_ ABSL_ACQUIRED_AFTER(accepting_);
  bool started_ ABSL_GUARDED_BY(mu_) = false;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::deque<Job> queue_ ABSL_GUARDED_BY(mu_);
  // Slots that have work.
  size_t busy_ ABSL_GUARDED_BY(mu_) = 0;
  // Places in the queue for submissions that are being stored.
  size_t reserved_ ABSL_GUARDED_BY(mu_) = 0;
  // Submissions without a durable judgement, queued or being judged.
  std::unordered_map<SubmissionId, std::shared_ptr<Feed>> live_
      ABSL_GUARDED_BY(mu_);
  std::unordered_map<WatchId, std::shared_ptr<Feed>> watches_
      ABSL_GUARDED_BY(mu_);
  WatchId next_watch_ ABSL_GUARDED_BY(mu_) = 1;
};

absl::Status Dispatcher::Impl::Start() {
  if (options_.slots < 1 || options_.queue_limit < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("starting the judge: needs at least one slot and room for "
                     "one submission, got ",
                     options_.slots, " and ", options_.queue_limit));
  }
  absl::MutexLock threads_lock(&threads_mu_);
  GAVEL_RETURN_IF_ERROR(QueueUnjudged());
  for (int i = 0; i < options_.slots; ++i) {
    threads_.emplace_back([this] { RunSlot(); });
  }
  return absl::OkStatus();
}

absl::Status Dispatcher::Impl::QueueUnjudged() {
  absl::WriterMutexLock accepting(&accepting_);
  GAVEL_ASSIGN_OR_RETURN(const std::vector<storage::Waiting> unjudged,
                         store_.UnjudgedSubmissions());
  absl::MutexLock lock(&mu_);
  if (stopping_) return ShuttingDown();
  if (started_) {
    return absl::FailedPreconditionError("starting the judge: it has started");
  }
  started_ = true;
  for (const storage::Waiting& waiting : unjudged) {
    if (!live_.contains(waiting.id)) EnqueueLocked(waiting.id);
  }
  return absl::OkStatus();
}

absl::StatusOr<Submission> Dispatcher::Impl::Submit(
    const Submission& submission) {
  const absl::Time began = clock_.Now();
  absl::StatusOr<Submission> stored = Accept(submission);
  observer_.OnSubmit(stored.ok() ? *stored : submission, stored.status(),
                     clock_.Now() - began);
  return stored;
}

absl::StatusOr<Submission> Dispatcher::Impl::Accept(Submission submission) {
  GAVEL_ASSIGN_OR_RETURN(
      const Problem problem,
      store_.GetProblem(submission.problem_id, std::nullopt));
  GAVEL_RETURN_IF_ERROR(CheckSource(submission.source, problem.limits));
  submission.problem_version = problem.version;

  // Room before the durable write: what is stored has been accepted.
  GAVEL_RETURN_IF_ERROR(ReserveRoom());
  absl::ReaderMutexLock accepting(&accepting_);
  absl::StatusOr<Submission> stored = store_.AddSubmission(submission);
  observer_.OnStoreAnswer(stored.status());
  absl::MutexLock lock(&mu_);
  --reserved_;
  if (stored.ok()) EnqueueLocked(stored->id);
  return stored;
}

absl::StatusOr<int32_t> Dispatcher::Impl::Rejudge(
    SubmissionId id, std::optional<int32_t> version) {
  GAVEL_ASSIGN_OR_RETURN(const storage::SubmissionRecord record,
                         store_.GetSubmission(id));
  GAVEL_ASSIGN_OR_RETURN(
      const Problem problem,
      store_.GetProblem(record.submission.problem_id, version));
  GAVEL_RETURN_IF_ERROR(ReserveRoom());
  absl::ReaderMutexLock accepting(&accepting_);
  const absl::Status stored = store_.Rejudge(id, problem.version);
  absl::MutexLock lock(&mu_);
  --reserved_;
  GAVEL_RETURN_IF_ERROR(stored);
  EnqueueLocked(id);
  return problem.version;
}

absl::Status Dispatcher::Impl::ReserveRoom() {
  absl::MutexLock lock(&mu_);
  GAVEL_RETURN_IF_ERROR(CheckRoomLocked());
  ++reserved_;
  return absl::OkStatus();
}

absl::Status Dispatcher::Impl::CheckRoomLocked() const {
  if (stopping_) return ShuttingDown();
  if (queue_.size() + reserved_ < static_cast<size_t>(options_.queue_limit)) {
    return absl::OkStatus();
  }
  return absl::ResourceExhaustedError(
      absl::StrCat("the queue is full: its limit is ", options_.queue_limit));
}

void Dispatcher::Impl::EnqueueLocked(SubmissionId id) {
  auto feed = std::make_shared<Feed>(clock_.Now());
  feed->Publish(Queued{static_cast<int>(queue_.size())});
  live_[id] = std::move(feed);
  queue_.emplace_back(id);
}

absl::StatusOr<Dispatcher::WatchId> Dispatcher::Impl::Watch(
    SubmissionId id, const EventSink& sink) {
  std::optional<Subscription> live = Subscribe(id, sink);
  std::optional<Judgement> judgement;
  if (!live) {
    // Judged, unknown, or stored a moment ago and about to be queued.
    absl::WriterMutexLock accepting(&accepting_);
    live = Subscribe(id, sink);
    if (!live) {
      GAVEL_ASSIGN_OR_RETURN(storage::SubmissionRecord record,
                             store_.GetSubmission(id));
      if (!record.pending_version) judgement = std::move(record.judgement);
    }
  }
  if (live) {
    live->feed->CatchUp(live->watch);
    return live->watch;
  }
  if (!judgement) {
    return absl::UnavailableError(
        absl::StrCat("watching ", Name(id), ": the judge has not started"));
  }
  sink(Queued{0});
  Replay(*judgement, sink);
  absl::MutexLock lock(&mu_);
  return next_watch_++;
}

std::optional<Dispatcher::Impl::Subscription> Dispatcher::Impl::Subscribe(
    SubmissionId id, const EventSink& sink) {
  absl::MutexLock lock(&mu_);
  const auto found = live_.find(id);
  if (found == live_.end()) return std::nullopt;
  const Subscription subscription{next_watch_++, found->second};
  watches_[subscription.watch] = subscription.feed;
  subscription.feed->Add(subscription.watch, sink);
  return subscription;
}

void Dispatcher::Impl::Unwatch(WatchId watch) {
  std::shared_ptr<Feed> feed;
  {
    absl::MutexLock lock(&mu_);
    const auto found = watches_.find(watch);
    if (found == watches_.end()) return;
    feed = std::move(found->second);
    watches_.erase(found);
  }
  feed->Remove(watch);
}

WorkQueueStats Dispatcher::Impl::QueueStats() const {
  absl::MutexLock lock(&mu_);
  WorkQueueStats stats;
  auto& all = stats.classes[static_cast<size_t>(Priority::kPractice)];
  all.waiting = queue_.size();
  all.running = busy_;
  stats.slots = options_.slots;
  stats.limit = options_.queue_limit;
  return stats;
}

absl::Status Dispatcher::Impl::QueueOneOff(OneOff one_off, OneOffDone done) {
  absl::MutexLock lock(&mu_);
  GAVEL_RETURN_IF_ERROR(CheckRoomLocked());
  queue_.emplace_back(OneOffJob{std::move(one_off), std::move(done)});
  return absl::OkStatus();
}

void Dispatcher::Impl::Shutdown() {
  std::deque<Job> dropped;
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
    dropped.swap(queue_);
  }
  for (const Job& job : dropped) {
    const auto* one_off = std::get_if<OneOffJob>(&job);
    if (one_off != nullptr) one_off->done(ShuttingDown());
  }
  absl::MutexLock lock(&threads_mu_);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Dispatcher::Impl::RunSlot() {
  while (std::optional<Job> job = TakeJob()) {
    if (const auto* id = std::get_if<SubmissionId>(&*job)) {
      JudgeQueued(*id);
    } else {
      const OneOffJob& one_off = std::get<OneOffJob>(*job);
      one_off.done(judge::RunOneOff(one_off.one_off, sandbox_));
    }
    absl::MutexLock lock(&mu_);
    --busy_;
  }
}

std::optional<Dispatcher::Impl::Job> Dispatcher::Impl::TakeJob() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &Impl::HasNewsForSlot));
  if (stopping_) return std::nullopt;
  Job job = std::move(queue_.front());
  queue_.pop_front();
  ++busy_;
  return job;
}

void Dispatcher::Impl::JudgeQueued(SubmissionId id) {
  const std::shared_ptr<Feed> feed = FeedOf(id);
  const auto publish = [&feed](const Event& event) { feed->Publish(event); };
  const absl::Duration waited = clock_.Now() - feed->queued();
  Task task;
  task.record.submission.id = id;
  const absl::Status loaded = Patiently(absl::StrCat("loading ", Name(id)),
                                        [&] { return LoadTask(id, task); });
  if (IsTemporary(loaded)) return;
  if (!loaded.ok()) {
    const Judgement fault = Fault(loaded, clock_.Now());
    publish(Compiling{});
    publish(Compiled{fault.compilation});
    return Conclude({task.record, fault, waited}, *feed);
  }
  if (!task.record.pending_version && task.record.judgement) {
    Replay(*task.record.judgement, publish);
    return Forget(id, *feed);
  }
  Conclude({task.record, Judge(task, *feed), waited}, *feed);
}

absl::Status Dispatcher::Impl::LoadTask(SubmissionId id, Task& task) {
  GAVEL_ASSIGN_OR_RETURN(task.record, store_.GetSubmission(id));
  const Submission& submission = task.record.submission;
  GAVEL_ASSIGN_OR_RETURN(task.problem,
                         store_.GetProblem(submission.problem_id,
                                           task.record.pending_version.value_or(
                                               submission.problem_version)));
  return absl::OkStatus();
}

Judgement Dispatcher::Impl::Judge(const Task& task, Feed& feed) {
  feed.Publish(Compiling{static_cast<int>(task.problem.tests.size())});
  int runs = 0;
  int skipped = 0;
  return JudgeSubmission(
      task.record.submission, task.problem, sandbox_, clock_, options_.judging,
      {.on_compiled =
           [&](const Execution& compilation) {
             feed.Publish(Compiled{compilation});
           },
       .on_run =
           [&](const TestRun& run) {
             feed.Publish(RunFinished{runs++, run});
           },
       .on_skipped =
           [&](const SkippedTest& test) {
             feed.Publish(TestSkipped{skipped++, test});
           },
       .on_checked =
           [&](absl::Duration took) { observer_.OnTestChecked(took); }});
}

void Dispatcher::Impl::Conclude(const Finding& finding, Feed& feed) {
  const Judgement& judgement = finding.judgement;
  const SubmissionId id = finding.record.submission.id;
  if (judgement.verdict == Verdict::kJudgeError) {
    Log(Severity::kError, "judging",
        absl::StrCat(Name(id), ": ", judgement.message));
  }
  const absl::Time began = clock_.Now();
  const absl::Status stored =
      Patiently(absl::StrCat("storing the judgement of ", Name(id)),
                [&] { return store_.AddJudgement(id, judgement); });
  if (stored.ok()) {
    const absl::Time now = clock_.Now();
    observer_.OnJudged({.submission = finding.record.submission,
                        .judgement = judgement,
                        .again = finding.record.judgement.has_value(),
                        .waited = finding.waited,
                        .storing = now - began,
                        .stored = now});
    feed.Publish(Judged{judgement});
    return Forget(id, feed);
  }
  if (absl::IsAlreadyExists(stored)) return ConcludeFromStore(id, feed);
  Abandon(id, stored, feed);
}

void Dispatcher::Impl::ConcludeFromStore(SubmissionId id, Feed& feed) {
  Task task;
  const absl::Status loaded =
      Patiently(absl::StrCat("reading the judgement of ", Name(id)),
                [&] { return LoadTask(id, task); });
  if (!loaded.ok() || !task.record.judgement) {
    return Abandon(id, loaded, feed);
  }
  feed.Publish(Judged{*task.record.judgement});
  Forget(id, feed);
}

void Dispatcher::Impl::Abandon(SubmissionId id, const absl::Status& why,
                               Feed& feed) {
  const std::string message = absl::StrCat(
      Name(id), " stays without a verdict until the next start of the server");
  Log(Severity::kError, "judging",
      absl::StrCat(message,
                   ": storing it or reading it back failed: ", why.ToString()));
  // The details are for the log: they name files of the server.
  const absl::StatusCode code = IsTemporary(why)
                                    ? absl::StatusCode::kUnavailable
                                    : absl::StatusCode::kInternal;
  feed.Publish(Abandoned{
      absl::Status(code, absl::StrCat(message, ": storing it failed"))});
}

std::shared_ptr<Feed> Dispatcher::Impl::FeedOf(SubmissionId id) {
  absl::MutexLock lock(&mu_);
  const auto found = live_.find(id);
  GAVEL_CHECK(found != live_.end());
  return found->second;
}

void Dispatcher::Impl::Forget(SubmissionId id, const Feed& feed) {
  absl::MutexLock lock(&mu_);
  for (const WatchId watch : feed.Watches()) watches_.erase(watch);
  const auto found = live_.find(id);
  if (found != live_.end() && found->second.get() == &feed) live_.erase(found);
}

absl::Status Dispatcher::Impl::Patiently(
    const std::string& what, const std::function<absl::Status()>& call) {
  absl::Duration pause = kFirstPause;
  while (true) {
    absl::Status status = call();
    observer_.OnStoreAnswer(status);
    if (!IsTemporary(status)) return status;
    Log(Severity::kWarning, "judging",
        absl::StrCat(what, ": again in ", absl::FormatDuration(pause),
                     " after ", status.ToString()));
    absl::MutexLock lock(&mu_);
    if (mu_.AwaitWithTimeout(absl::Condition(&stopping_), pause)) return status;
    pause = std::min(2 * pause, kLongestPause);
  }
}

Dispatcher::Dispatcher(const DispatcherOptions& options, storage::Store& store,
                       sandbox::Sandbox& sandbox, const Clock& clock)
    : impl_(std::make_unique<Impl>(options, store, sandbox, clock)) {}

Dispatcher::~Dispatcher() { Shutdown(); }

absl::Status Dispatcher::Start() { return impl_->Start(); }

absl::StatusOr<Submission> Dispatcher::Submit(const Submission& submission) {
  return impl_->Submit(submission);
}

absl::StatusOr<int32_t> Dispatcher::Rejudge(SubmissionId id,
                                            std::optional<int32_t> version) {
  return impl_->Rejudge(id, version);
}

absl::StatusOr<Dispatcher::WatchId> Dispatcher::Watch(SubmissionId id,
                                                      const EventSink& sink) {
  return impl_->Watch(id, sink);
}

void Dispatcher::Unwatch(WatchId watch) { impl_->Unwatch(watch); }

WorkQueueStats Dispatcher::QueueStats() const { return impl_->QueueStats(); }

absl::Status Dispatcher::RunOneOff(OneOff one_off, OneOffDone done) {
  return impl_->QueueOneOff(std::move(one_off), std::move(done));
}

void Dispatcher::Shutdown() { impl_->Shutdown(); }

}  // namespace gavel::judge
