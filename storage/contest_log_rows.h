// The submissions of a contest, as standings need them.
//
// Errors:  as in storage/contest_store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_CONTEST_LOG_ROWS_H_
#define GAVEL_STORAGE_CONTEST_LOG_ROWS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "storage/contest_store.h"
#include "storage/sqlite.h"

namespace gavel::storage {

// With groups only if the contest's rules need them.
absl::StatusOr<ContestLog> SelectContestLog(Connection& connection,
                                            const std::string& contest_id,
                                            int64_t after_change);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_CONTEST_LOG_ROWS_H_
