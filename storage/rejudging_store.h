// Durable rejudgings as sets.
//
// Shape:   new judgements stand beside the current ones until a set is applied.
//          Those of an open set are in no list of judgements
// Errors:  NotFound names what is missing; FailedPrecondition for what the
//          state of a set forbids; AlreadyExists for a submission of a set that
//          is judged; else as in storage/store.h
// Threads: thread-safe; every call may block on the disk
#ifndef GAVEL_STORAGE_REJUDGING_STORE_H_
#define GAVEL_STORAGE_REJUDGING_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/judgement.h"
#include "core/rejudging.h"
#include "storage/store.h"

namespace gavel::storage {

// What a set is made of.
struct RejudgingPlan {
  std::string reason = {};
  std::string created_by = {};
  // Unset: only the ids.
  std::optional<SubmissionFilter> filter = {};
  std::vector<SubmissionId> ids = {};
  // Unset: the newest of each submission's problem.
  std::optional<int32_t> problem_version = {};
};

struct RejudgingMade {
  Rejudging rejudging;
  // Chosen, but waiting for a verdict already.
  int64_t left_out = 0;
  // The first of them.
  std::vector<SubmissionId> some_left_out;
};

inline constexpr size_t kMostNamedLeftOut = 100;

// A submission of an open set that has to be judged.
struct RejudgingTask {
  RejudgingId rejudging = 0;
  SubmissionId submission = 0;
  int32_t problem_version = 0;
};

class RejudgingStore {
 public:
  virtual ~RejudgingStore() = default;

  // NotFound if nothing is left of what was chosen.
  virtual absl::StatusOr<RejudgingMade> AddRejudging(
      const RejudgingPlan& plan) = 0;
  virtual absl::StatusOr<Rejudging> GetRejudging(RejudgingId id) = 0;
  // Newest first.
  virtual absl::StatusOr<Page<Rejudging>> ListRejudgings(
      const PageRequest& page) = 0;
  // By submission; with `only_changed`, those whose verdict or score is another
  // now.
  virtual absl::StatusOr<Page<RejudgingChange>> ListChanges(
      RejudgingId id, bool only_changed, const PageRequest& page) = 0;
  // Contests of its submissions; "" for practice.
  virtual absl::StatusOr<std::vector<std::string>> ContestsOf(
      RejudgingId id) = 0;

  // At most `limit`, in order of set and submission, after the given one.
  virtual absl::StatusOr<std::vector<RejudgingTask>> NextTasks(
      const RejudgingTask& after, int32_t limit) = 0;
  // Adds the new judgement, which is not current. FailedPrecondition if the set
  // is not open any more.
  virtual absl::Status FinishTask(const RejudgingTask& task,
                                  const Judgement& judgement) = 0;

  // In one transaction. FailedPrecondition, naming submissions, if any has got
  // another judgement since the set was made, unless they are to be left out;
  // and while not all are judged.
  virtual absl::StatusOr<Rejudging> ApplyRejudging(RejudgingId id,
                                                   const std::string& by,
                                                   bool leave_out_outdated) = 0;
  virtual absl::StatusOr<Rejudging> CancelRejudging(RejudgingId id,
                                                    const std::string& by) = 0;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_REJUDGING_STORE_H_
