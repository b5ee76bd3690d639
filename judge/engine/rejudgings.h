// Judges submissions again as sets, beside their verdicts.
//
// Shape:   a set lives in the store; of all open ones a few submissions at a
//          time are in the work queue, in the order in which the sets were
//          made, behind everything else that waits there
// Errors:  as in storage/rejudging_store.h; a submission whose judgement cannot
//          be stored is logged, and judged after the next start
// Threads: thread-safe; all but Shutdown block on the disk, none on judging
#ifndef GAVEL_JUDGE_ENGINE_REJUDGINGS_H_
#define GAVEL_JUDGE_ENGINE_REJUDGINGS_H_

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "core/clock.h"
#include "core/judgement.h"
#include "judge/engine/earlier_runs.h"
#include "judge/engine/judging.h"
#include "judge/engine/patience.h"
#include "judge/engine/work_queue.h"
#include "sandbox/sandbox.h"
#include "storage/rejudging_store.h"
#include "storage/store.h"

namespace gavel::judge {

struct RejudgingsOptions {
  // Submissions in the work queue and on slots. More than slots, so that none
  // waits for the store.
  int32_t queued = 16;
  // Its find_runs is the set's to set.
  JudgingOptions judging = {};
  // Called on judging threads.
  MayReuse may_reuse = {};
};

class Rejudgings {
 public:
  // Borrows all for its lifetime.
  Rejudgings(const RejudgingsOptions& options, storage::RejudgingStore& sets,
             storage::Store& store, WorkQueue& queue, sandbox::Sandbox& sandbox,
             const Clock& clock);
  // Shuts down, and the queue with it.
  ~Rejudgings();
  Rejudgings(const Rejudgings&) = delete;
  Rejudgings& operator=(const Rejudgings&) = delete;

  // Goes on with the sets that are open.
  absl::Status Start();

  // Makes a set and begins to judge it.
  absl::StatusOr<storage::RejudgingMade> Create(
      const storage::RejudgingPlan& plan);

  // What reads, applies and cancels.
  storage::RejudgingStore& sets() { return sets_; }

  // Adds nothing more to the queue, and waits for a busy store no longer.
  void Shutdown();

 private:
  // Fills the queue up with what the store has.
  absl::Status Feed() ABSL_LOCKS_EXCLUDED(mu_);
  void Add(const storage::RejudgingTask& task);
  // Returns the CPU time that it used.
  absl::Duration Judge(const storage::RejudgingTask& task);
  absl::StatusOr<Judgement> MakeJudgement(const storage::RejudgingTask& task);
  void Finish(const storage::RejudgingTask& task, const Judgement& judgement);

  const RejudgingsOptions options_;
  storage::RejudgingStore& sets_;
  storage::Store& store_;
  WorkQueue& queue_;
  sandbox::Sandbox& sandbox_;
  const Clock& clock_;
  Patience patience_;

  absl::Mutex mu_;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  int32_t queued_ ABSL_GUARDED_BY(mu_) = 0;
  // The last that was put into the queue: what is before it is there, or done.
  storage::RejudgingTask last_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_REJUDGINGS_H_
