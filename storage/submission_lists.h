// Lists of submissions by what they are, where most of a store does not matter.
//
// Errors:  as in storage/store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_SUBMISSION_LISTS_H_
#define GAVEL_STORAGE_SUBMISSION_LISTS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "core/submission.h"
#include "storage/sqlite.h"
#include "storage/store.h"

namespace gavel::storage {

// Without sources and details: ids below `before`, newest first, at most
// `limit`. Where one thing that is asked for is rare, or a time, only what has
// it is read; where all are common but not together, all of the rarest.
absl::StatusOr<std::vector<SubmissionRecord>> SelectSubmissions(
    Connection& connection, const SubmissionFilter& filter, SubmissionId before,
    int64_t limit);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_SUBMISSION_LISTS_H_
