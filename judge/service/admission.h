// Whether a submission may be made: in a contest, or as practice.
//
// Shape:   the server's clock is read once. What is stored as `created` is the
//          time that was compared with the contestant's window, however long
//          storing then takes
// Errors:  NotFound for a contest or a problem that its user does not see;
//          FailedPrecondition that says why it may not be made now. The
//          contest's limit of submissions is the store's to hold
// Threads: thread-safe; may block on the disk
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_ADMISSION_H_
#define GAVEL_JUDGE_SERVICE_ADMISSION_H_

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "core/clock.h"
#include "core/submission.h"
#include "core/user.h"
#include "judge/engine/work_queue.h"
#include "judge/service/contest_access.h"
#include "judge/service/visibility.h"
#include "storage/contest_store.h"
#include "storage/store.h"

namespace gavel::judge {

class Admission {
 public:
  Admission(storage::ContestStore& contests, const Clock& clock)
      : contests_(contests),
        access_(contests, clock),
        visibility_(contests, clock) {}

  // Puts the problem's id where a submission in a contest has its label. What
  // is no label stays as it is.
  absl::Status ResolveLabel(Submission& submission) const;

  // For user_id, on whose behalf the caller may submit. Sets `created`.
  absl::Status Admit(const Caller& caller, Submission& submission) const;

  // kContest for what was submitted in a contest that takes submissions now;
  // never blocks.
  Priority PriorityOf(const storage::Waiting& waiting) const;

 private:
  absl::Status AdmitToContest(const Caller& user,
                              const Submission& submission) const;
  absl::Status CheckWindow(const SeenContest& seen, absl::Time at) const;
  absl::Status Remember(const Contest& contest) const;

  storage::ContestStore& contests_;
  const ContestAccess access_;
  const ProblemVisibility visibility_;
  mutable absl::Mutex mu_;
  // When contests take submissions, of those that had one.
  mutable absl::flat_hash_map<std::string, Window> known_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_ADMISSION_H_
