#include "judge/engine/dispatcher.h"

#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/bytes.h"
#include "core/log.h"
#include "core/status_macros.h"
#include "judge/engine/cost.h"
#include "judge/engine/feed.h"
#include "judge/engine/live_feeds.h"
#include "judge/engine/patience.h"

namespace gavel::judge {
namespace {

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

// As a queue sees it. Those from before there were users are their sender's.
storage::Waiting WaitingOf(const Submission& submission, bool again) {
  return {
      submission.id,
      submission.user_id.empty() ? submission.submitted_by : submission.user_id,
      submission.contest_id, again};
}

}  // namespace

class Dispatcher::Impl {
 public:
  Impl(const DispatcherOptions& options, WorkQueue& queue,
       storage::Store& store, sandbox::Sandbox& sandbox, const Clock& clock)
      : options_(options),
        queue_(queue),
        store_(store),
        sandbox_(sandbox),
        clock_(clock),
        observer_(options.observer != nullptr ? *options.observer
                                              : no_observer_) {}

  absl::Status Start() ABSL_LOCKS_EXCLUDED(accepting_);
  absl::StatusOr<Submission> Submit(const Submission& submission)
      ABSL_LOCKS_EXCLUDED(accepting_);
  absl::StatusOr<int32_t> Rejudge(SubmissionId id,
                                  std::optional<int32_t> version)
      ABSL_LOCKS_EXCLUDED(accepting_);
  absl::StatusOr<WatchId> Watch(SubmissionId id, const EventSink& sink)
      ABSL_LOCKS_EXCLUDED(accepting_);
  void Unwatch(WatchId watch) { feeds_.Unsubscribe(watch); }
  absl::Status QueueOneOff(OneOff one_off, const std::string& user,
                           OneOffDone done);
  absl::Status QueueReplay(SubmissionId id, const std::string& user,
                           ReplayDone done);
  int InFlight(const std::string& user) const { return queue_.InFlight(user); }
  void Shutdown();

 private:
  struct Task {
    storage::SubmissionRecord record;
    Problem problem;
  };

  // What a slot has found out about a submission.
  struct Finding {
    storage::SubmissionRecord record;
    Judgement judgement;
    absl::Duration waited;
  };

  absl::StatusOr<Submission> Accept(Submission submission)
      ABSL_LOCKS_EXCLUDED(accepting_);
  // Without room for what was accepted before a restart.
  void Enqueue(const storage::Waiting& waiting,
               std::optional<WorkQueue::Room> room);

  Done JudgeQueued(SubmissionId id, absl::Time queued);
  // Leaves Conclude for when the slot is free: it waits for the disk.
  Done ConcludeLater(Finding finding, std::shared_ptr<Feed> feed);
  // Calls the store until it is neither busy nor full, or until Shutdown.
  absl::Status Patiently(const std::string& what,
                         absl::FunctionRef<absl::Status()> call);
  absl::Status LoadTask(SubmissionId id, Task& task);
  Judgement Judge(const Task& task, Feed& feed);
  // Tells Judged once the judgement is durable.
  void Conclude(const Finding& finding, Feed& feed);
  void ConcludeFromStore(SubmissionId id, Feed& feed);
  // Tells Abandoned; whoever watches from now on hears it as well.
  void Abandon(SubmissionId id, const absl::Status& why, Feed& feed);

  const DispatcherOptions options_;
  WorkQueue& queue_;
  storage::Store& store_;
  sandbox::Sandbox& sandbox_;
  const Clock& clock_;
  NoObserver no_observer_;
  Observer& observer_;
  Patience patience_;

  // Held shared from before the store has a submission waiting until it has a
  // feed. Whoever holds it exclusively sees no submission in between.
  absl::Mutex accepting_;
  bool started_ ABSL_GUARDED_BY(accepting_) = false;
  // Of submissions without a durable judgement, queued or being judged.
  LiveFeeds feeds_;
};

absl::Status Dispatcher::Impl::Start() {
  absl::WriterMutexLock accepting(&accepting_);
  if (started_) {
    return absl::FailedPreconditionError("starting the judge: it has started");
  }
  GAVEL_ASSIGN_OR_RETURN(const std::vector<storage::Waiting> unjudged,
                         store_.UnjudgedSubmissions());
  started_ = true;
  for (const storage::Waiting& waiting : unjudged) {
    if (!feeds_.Has(waiting.id)) Enqueue(waiting, std::nullopt);
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
  GAVEL_ASSIGN_OR_RETURN(WorkQueue::Room room, queue_.Reserve());
  absl::ReaderMutexLock accepting(&accepting_);
  absl::StatusOr<Submission> stored = store_.AddSubmission(submission);
  observer_.OnStoreAnswer(stored.status());
  GAVEL_RETURN_IF_ERROR(stored.status());
  Enqueue(WaitingOf(*stored, /*again=*/false), std::move(room));
  return stored;
}

absl::StatusOr<int32_t> Dispatcher::Impl::Rejudge(
    SubmissionId id, std::optional<int32_t> version) {
  GAVEL_ASSIGN_OR_RETURN(const storage::SubmissionRecord record,
                         store_.GetSubmission(id));
  GAVEL_ASSIGN_OR_RETURN(
      const Problem problem,
      store_.GetProblem(record.submission.problem_id, version));
  GAVEL_ASSIGN_OR_RETURN(WorkQueue::Room room, queue_.Reserve());
  absl::ReaderMutexLock accepting(&accepting_);
  GAVEL_RETURN_IF_ERROR(store_.Rejudge(id, problem.version));
  Enqueue(WaitingOf(record.submission, /*again=*/true), std::move(room));
  return problem.version;
}

void Dispatcher::Impl::Enqueue(const storage::Waiting& waiting,
                               std::optional<WorkQueue::Room> room) {
  Work work{.priority = options_.priority(waiting),
            .user = waiting.user_id,
            .run = [this, id = waiting.id, queued = clock_.Now()] {
              return JudgeQueued(id, queued);
            }};
  feeds_.Begin(waiting.id, [&] {
    return room.has_value() ? queue_.Add(*std::move(room), std::move(work))
                            : queue_.AddOverLimit(std::move(work));
  });
}

absl::StatusOr<Dispatcher::WatchId> Dispatcher::Impl::Watch(
    SubmissionId id, const EventSink& sink) {
  std::optional<LiveFeeds::Subscription> live = feeds_.Subscribe(id, sink);
  std::optional<Judgement> judgement;
  if (!live) {
    // Judged, unknown, or stored a moment ago and about to be queued.
    absl::WriterMutexLock accepting(&accepting_);
    live = feeds_.Subscribe(id, sink);
    if (!live) {
      GAVEL_ASSIGN_OR_RETURN(storage::SubmissionRecord record,
                             store_.GetSubmission(id));
      if (!record.pending_version) judgement = std::move(record.judgement);
    }
  }
  if (live) return live->CatchUp();
  if (!judgement) {
    return absl::UnavailableError(
        absl::StrCat("watching ", Name(id), ": the judge has not started"));
  }
  sink(Queued{0});
  Replay(*judgement, sink);
  return feeds_.UnusedWatch();
}

absl::Status Dispatcher::Impl::QueueOneOff(OneOff one_off,
                                           const std::string& user,
                                           OneOffDone done) {
  GAVEL_ASSIGN_OR_RETURN(WorkQueue::Room room, queue_.Reserve());
  Work work{.priority = Priority::kPractice, .user = user};
  work.run = [this, one_off = std::move(one_off), done] {
    absl::StatusOr<OneOffResult> result = judge::RunOneOff(one_off, sandbox_);
    const absl::Duration cost =
        result.ok() ? CostOf(*result) : absl::ZeroDuration();
    done(std::move(result));
    return cost;
  };
  work.drop = [done] { done(ShuttingDown()); };
  queue_.Add(std::move(room), std::move(work));
  return absl::OkStatus();
}

absl::Status Dispatcher::Impl::QueueReplay(SubmissionId id,
                                           const std::string& user,
                                           ReplayDone done) {
  GAVEL_ASSIGN_OR_RETURN(WorkQueue::Room room, queue_.Reserve());
  Work work{.priority = Priority::kRejudge, .user = user};
  work.run = [this, id, done] {
    absl::StatusOr<ReplayResult> result =
        judge::ReplaySubmission(id, store_, sandbox_, clock_, options_.judging);
    const absl::Duration cost =
        result.ok() ? CostOf(result->after) : absl::ZeroDuration();
    done(std::move(result));
    return cost;
  };
  work.drop = [done] { done(ShuttingDown()); };
  queue_.Add(std::move(room), std::move(work));
  return absl::OkStatus();
}

absl::Status Dispatcher::Impl::Patiently(
    const std::string& what, absl::FunctionRef<absl::Status()> call) {
  return patience_.Call(what, [&] {
    absl::Status status = call();
    observer_.OnStoreAnswer(status);
    return status;
  });
}

void Dispatcher::Impl::Shutdown() {
  patience_.End();
  queue_.Shutdown();
}

Done Dispatcher::Impl::JudgeQueued(SubmissionId id, absl::Time queued) {
  const std::shared_ptr<Feed> feed = feeds_.Find(id);
  const auto publish = [&feed](const Event& event) { feed->Publish(event); };
  const absl::Duration waited = clock_.Now() - queued;
  Task task;
  task.record.submission.id = id;
  const absl::Status loaded = Patiently(absl::StrCat("loading ", Name(id)),
                                        [&] { return LoadTask(id, task); });
  if (IsTemporary(loaded)) return absl::ZeroDuration();
  if (!loaded.ok()) {
    Judgement fault = Fault(loaded, clock_.Now());
    publish(Compiling{});
    publish(Compiled{fault.compilation});
    return ConcludeLater({std::move(task.record), std::move(fault), waited},
                         feed);
  }
  if (!task.record.pending_version && task.record.judgement) {
    Replay(*task.record.judgement, publish);
    feeds_.End(id, *feed);
    return absl::ZeroDuration();
  }
  Judgement judgement = Judge(task, *feed);
  return ConcludeLater({std::move(task.record), std::move(judgement), waited},
                       feed);
}

Done Dispatcher::Impl::ConcludeLater(Finding finding,
                                     std::shared_ptr<Feed> feed) {
  const absl::Duration cost = CostOf(finding.judgement);
  return {cost, [this, finding = std::move(finding), feed = std::move(feed)] {
            Conclude(finding, *feed);
          }};
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
      task.record.submission, task.problem, sandbox_, clock_,
      WithEarlierRuns(options_.judging, options_.may_reuse,
                      task.record.submission, store_),
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
    return feeds_.End(id, feed);
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
  feeds_.End(id, feed);
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

Priority DefaultPriority(const storage::Waiting& waiting) {
  if (waiting.again) return Priority::kRejudge;
  return waiting.contest_id.empty() ? Priority::kPractice : Priority::kContest;
}

Dispatcher::Dispatcher(const DispatcherOptions& options, WorkQueue& queue,
                       storage::Store& store, sandbox::Sandbox& sandbox,
                       const Clock& clock)
    : impl_(std::make_unique<Impl>(options, queue, store, sandbox, clock)) {}

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

absl::Status Dispatcher::RunOneOff(OneOff one_off, const std::string& user,
                                   OneOffDone done) {
  return impl_->QueueOneOff(std::move(one_off), user, std::move(done));
}

int Dispatcher::InFlight(const std::string& user) const {
  return impl_->InFlight(user);
}

absl::Status Dispatcher::ReplaySubmission(SubmissionId id,
                                          const std::string& user,
                                          ReplayDone done) {
  return impl_->QueueReplay(id, user, std::move(done));
}

void Dispatcher::Shutdown() { impl_->Shutdown(); }

}  // namespace gavel::judge
