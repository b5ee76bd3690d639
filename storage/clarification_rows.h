// Questions, answers and announcements as rows of the table clarification.
//
// Errors:  as in storage/contest_store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_CLARIFICATION_ROWS_H_
#define GAVEL_STORAGE_CLARIFICATION_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/contest.h"
#include "storage/sqlite.h"

namespace gavel::storage {

// Returns its id.
absl::StatusOr<int64_t> InsertClarification(Connection& connection,
                                            const Clarification& clarification);
// Gives the one with that id its answer and returns it as it is then.
absl::StatusOr<Clarification> UpdateAnswer(Connection& connection,
                                           const Clarification& answer);
// Oldest first.
absl::StatusOr<std::vector<Clarification>> SelectClarifications(
    Connection& connection, const std::string& contest_id);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_CLARIFICATION_ROWS_H_
