// The RejudgingStore over the database of a SqliteStore.
//
// Errors:  as in storage/rejudging_store.h
// Threads: thread-safe; as storage/database.h
// Owner:   borrows both for its lifetime
#ifndef GAVEL_STORAGE_SQLITE_REJUDGINGS_H_
#define GAVEL_STORAGE_SQLITE_REJUDGINGS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/clock.h"
#include "storage/database.h"
#include "storage/rejudging_store.h"

namespace gavel::storage {

class SqliteRejudgings final : public RejudgingStore {
 public:
  SqliteRejudgings(Database& database, const Clock& clock)
      : database_(database), clock_(clock) {}

  absl::StatusOr<RejudgingMade> AddRejudging(
      const RejudgingPlan& plan) override;
  absl::StatusOr<Rejudging> GetRejudging(RejudgingId id) override;
  absl::StatusOr<Page<Rejudging>> ListRejudgings(
      const PageRequest& page) override;
  absl::StatusOr<Page<RejudgingChange>> ListChanges(
      RejudgingId id, bool only_changed, const PageRequest& page) override;
  absl::StatusOr<std::vector<std::string>> ContestsOf(RejudgingId id) override;
  absl::StatusOr<std::vector<RejudgingTask>> NextTasks(
      const RejudgingTask& after, int32_t limit) override;
  absl::Status FinishTask(const RejudgingTask& task,
                          const Judgement& judgement) override;
  absl::StatusOr<Rejudging> ApplyRejudging(RejudgingId id,
                                           const std::string& by,
                                           bool leave_out_outdated) override;
  absl::StatusOr<Rejudging> CancelRejudging(RejudgingId id,
                                            const std::string& by) override;

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_SQLITE_REJUDGINGS_H_
