// Runs as rows, with their measurements, transcripts and differences.
//
// Errors:  as in storage/store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_RUN_ROWS_H_
#define GAVEL_STORAGE_RUN_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/judgement.h"
#include "core/sha256.h"
#include "storage/sqlite.h"

namespace gavel::storage {

absl::StatusOr<std::vector<TestRun>> SelectRuns(Connection& connection,
                                                int64_t judgement_id);

// As Store::FindRuns.
absl::StatusOr<std::vector<TestRun>> SelectReusableRuns(Connection& connection,
                                                        const Sha256& program);

absl::Status InsertRun(Connection& connection, int64_t judgement_id,
                       size_t position, const TestRun& run);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_RUN_ROWS_H_
