// Every accepted submission gets a judgement: accepts, queues, judges, tells.
//
// Shape:   work in the queue that it borrows, each judging one submission; what
//          is accepted is in the store first, and sources wait there
// Errors:  Submit: NotFound for an unknown problem, InvalidArgument for a
//          source over the problem's limit, ResourceExhausted when the queue
//          is full (its message names the limit), Unavailable while shutting
//          down. Start: FailedPrecondition the second time. Rejudge: NotFound
//          for an unknown submission or version, FailedPrecondition for a
//          submission that waits for a verdict, else as Submit
// Threads: thread-safe. Submit and Rejudge block for one durable write, Watch
//          for reads of the store; neither they nor RunOneOff ever wait for
//          judging
#ifndef GAVEL_JUDGE_ENGINE_DISPATCHER_H_
#define GAVEL_JUDGE_ENGINE_DISPATCHER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/clock.h"
#include "core/submission.h"
#include "judge/engine/earlier_runs.h"
#include "judge/engine/events.h"
#include "judge/engine/judging.h"
#include "judge/engine/observer.h"
#include "judge/engine/one_off.h"
#include "judge/engine/replay.h"
#include "judge/engine/work_queue.h"
#include "sandbox/sandbox.h"
#include "storage/store.h"

namespace gavel::judge {

// Rejudging for what has a verdict, contest for what was submitted in one,
// else practice.
Priority DefaultPriority(const storage::Waiting& waiting);

struct DispatcherOptions {
  // Its find_runs is the dispatcher's to set.
  JudgingOptions judging = {};
  // Called where work is queued; must not block.
  std::function<Priority(const storage::Waiting&)> priority = DefaultPriority;
  // Called on judging threads.
  MayReuse may_reuse = {};
  // Told of the work, if there is one. Borrowed for the dispatcher's lifetime.
  Observer* observer = nullptr;
};

class Dispatcher {
 public:
  // Borrows all for its lifetime.
  Dispatcher(const DispatcherOptions& options, WorkQueue& queue,
             storage::Store& store, sandbox::Sandbox& sandbox,
             const Clock& clock);
  // Shuts down, and the queue with it.
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  // Queues what the store holds without a verdict. The queue is started by
  // whoever owns it, before or after.
  absl::Status Start();

  // Returns the stored submission; its judging has then been queued.
  absl::StatusOr<Submission> Submit(const Submission& submission);

  // Judges a submission that has a verdict again, on that version of its
  // problem or on the newest, and returns the version; its judging has then
  // been queued. The old judgement stays current until the new one takes its
  // place.
  absl::StatusOr<int32_t> Rejudge(SubmissionId id,
                                  std::optional<int32_t> version);

  using WatchId = judge::WatchId;
  // The sink is called once per event, never two at a time for one watch; on a
  // judging thread or inside Watch. It must not block and must not call the
  // dispatcher. Judged or Abandoned is the last. A watcher that comes late sees
  // everything again. NotFound for an unknown submission; Unavailable for one
  // that waits for Start. One that waits for no verdict is replayed from the
  // store inside the call; of one that is judged again only that judging is
  // seen.
  absl::StatusOr<WatchId> Watch(SubmissionId id, const EventSink& sink);
  // When it returns the sink is not running and is never called again. Unknown
  // ids are ignored, so calling it after Judged is fine.
  void Unwatch(WatchId watch);

  // Called once; must not block and must not call the dispatcher.
  using OneOffDone = std::function<void(absl::StatusOr<OneOffResult>)>;
  // Queues a program on a given input as practice of that user; done is called
  // on a slot's thread or inside Shutdown, unless an error is returned.
  absl::Status RunOneOff(OneOff one_off, const std::string& user,
                         OneOffDone done);

  using ReplayDone = std::function<void(absl::StatusOr<ReplayResult>)>;
  // Queues judging a submission once more without storing anything; done as
  // that of RunOneOff.
  absl::Status ReplaySubmission(SubmissionId id, const std::string& user,
                                ReplayDone done);

  // What waits or runs of one user, rejudging left out.
  int InFlight(const std::string& user) const;

  // Takes nothing new, shuts the queue down, so that what has begun is
  // finished, and leaves the rest in the store for the next start. One-off runs
  // that wait end with Unavailable. Idempotent.
  void Shutdown();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_DISPATCHER_H_
