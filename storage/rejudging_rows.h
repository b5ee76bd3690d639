// Rejudgings as rows.
//
// Errors:  as in storage/rejudging_store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_REJUDGING_ROWS_H_
#define GAVEL_STORAGE_REJUDGING_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/rejudging.h"
#include "storage/rejudging_store.h"
#include "storage/sqlite.h"

namespace gavel::storage {

// Inserts the set with what the plan chooses.
absl::StatusOr<RejudgingMade> InsertPlan(Connection& connection,
                                         const RejudgingPlan& plan,
                                         absl::Time now);

absl::StatusOr<Rejudging> SelectRejudging(Connection& connection,
                                          RejudgingId id);
// Ids below `before`, newest first.
absl::StatusOr<std::vector<Rejudging>> SelectRejudgings(Connection& connection,
                                                        RejudgingId before,
                                                        int64_t limit);
// Submissions above `after`, by id.
absl::StatusOr<std::vector<RejudgingChange>> SelectChanges(
    Connection& connection, RejudgingId id, bool only_changed,
    SubmissionId after, int64_t limit);
absl::StatusOr<std::vector<std::string>> SelectContests(Connection& connection,
                                                        RejudgingId id);
absl::StatusOr<std::vector<RejudgingTask>> SelectTasks(
    Connection& connection, const RejudgingTask& after, int64_t limit);

absl::Status InsertTaskJudgement(Connection& connection,
                                 const RejudgingTask& task,
                                 const Judgement& judgement);

// Makes the new judgements current where the old ones still are.
absl::Status MakeCurrent(Connection& connection, const Rejudging& rejudging,
                         bool leave_out_outdated);
absl::Status CloseRejudging(Connection& connection, RejudgingId id,
                            RejudgingState state, const std::string& by,
                            absl::Time now);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_REJUDGING_ROWS_H_
