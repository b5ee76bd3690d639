// The queue and the judging slots: every accepted submission gets a judgement.
//
// Shape:   a bounded first-in first-out queue in front of `slots` threads, each
//          judging one submission at a time
// Errors:  Submit: NotFound for an unknown problem, InvalidArgument for a
//          source over the problem's limit, ResourceExhausted when the queue
//          is full (its message names the limit), Unavailable while shutting
//          down. Start: InvalidArgument for no slots or no queue,
//          FailedPrecondition the second time. Rejudge: NotFound for an
//          unknown submission or version, FailedPrecondition for a submission
//          that waits for a verdict, else as Submit
// Threads: thread-safe. Submit and Rejudge block for one durable write, Watch
// for reads of
//          the store; neither they nor RunOneOff ever wait for judging
#ifndef GAVEL_JUDGE_ENGINE_DISPATCHER_H_
#define GAVEL_JUDGE_ENGINE_DISPATCHER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/clock.h"
#include "core/judgement.h"
#include "core/submission.h"
#include "judge/engine/judging.h"
#include "judge/engine/observer.h"
#include "judge/engine/one_off.h"
#include "judge/engine/work_queue.h"
#include "sandbox/sandbox.h"
#include "storage/store.h"

namespace gavel::judge {

struct DispatcherOptions {
  int slots = 1;
  // Submissions and one-off runs that wait; those being judged do not count.
  int queue_limit = 10000;
  JudgingOptions judging = {};
  // Told of the work, if there is one. Borrowed for the dispatcher's lifetime.
  Observer* observer = nullptr;
};

// What a watcher sees, in this order: Queued (each time the place changes is
// not reported, only the first), Compiling, Compiled, one RunFinished or
// TestSkipped per test, Judged or Abandoned. A watcher that comes late sees
// everything again; one that comes after the end sees what was skipped after
// all that was run.
struct Queued {
  // How many were ahead when it was queued.
  int ahead = 0;
};
struct Compiling {
  int test_count = 0;
};
struct Compiled {
  Execution compilation;
};
struct RunFinished {
  // In Judgement::runs.
  int index = 0;
  TestRun run;
};
struct TestSkipped {
  // In Judgement::skipped.
  int index = 0;
  SkippedTest test;
};
struct Judged {
  // With all runs.
  Judgement judgement;
};
// The verdict is known but could not be stored, so it does not count, and the
// submission is judged again after the next start.
struct Abandoned {
  // Unavailable when that was asked for by Shutdown, else Internal.
  absl::Status status;
};
using Event = std::variant<Queued, Compiling, Compiled, RunFinished,
                           TestSkipped, Judged, Abandoned>;

// Called once per event, never two at a time for one watch; on a judging thread
// or inside Watch. Must not block and must not call the dispatcher. Judged or
// Abandoned is the last.
using EventSink = std::function<void(const Event& event)>;

class Dispatcher {
 public:
  // Borrows all three for its lifetime.
  Dispatcher(const DispatcherOptions& options, storage::Store& store,
             sandbox::Sandbox& sandbox, const Clock& clock);
  // Shuts down.
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  // Queues what the store holds without a verdict and starts the slots.
  absl::Status Start();

  // Returns the stored submission; its judging has then been queued.
  absl::StatusOr<Submission> Submit(const Submission& submission);

  // Judges a submission that has a verdict again, on that version of its
  // problem or on the newest, and returns the version; its judging has then
  // been queued. The old judgement stays current until the new one takes its
  // place.
  absl::StatusOr<int32_t> Rejudge(SubmissionId id,
                                  std::optional<int32_t> version);

  using WatchId = int64_t;
  // NotFound for an unknown submission; Unavailable for one that waits for
  // Start. One that waits for no verdict is replayed from the store inside the
  // call; of one that is judged again only that judging is seen.
  absl::StatusOr<WatchId> Watch(SubmissionId id, const EventSink& sink);
  // When it returns the sink is not running and is never called again. Unknown
  // ids are ignored, so calling it after Judged is fine.
  void Unwatch(WatchId watch);

  // Called once; must not block and must not call the dispatcher.
  using OneOffDone = std::function<void(absl::StatusOr<OneOffResult>)>;
  // Queues a program on a given input; done is called on a slot's thread or
  // inside Shutdown, unless an error is returned.
  absl::Status RunOneOff(OneOff one_off, OneOffDone done);

  WorkQueueStats QueueStats() const;

  // Takes nothing new, lets the slots finish what they have begun, and leaves
  // the rest in the store for the next start. One-off runs that wait end with
  // Unavailable. Idempotent.
  void Shutdown();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_DISPATCHER_H_
