// Whether what is in a data directory, or in a backup, is sound.
//
// Errors:  NotFound for a directory without a database; FailedPrecondition for
//          one of another version; DataLoss for a database that cannot be read
// Threads: block, for as long as it takes to read everything
#ifndef GAVEL_STORAGE_DATA_CHECK_H_
#define GAVEL_STORAGE_DATA_CHECK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/sqlite.h"

namespace gavel::storage {

struct DataReport {
  // A line each; empty when all is well.
  std::vector<std::string> problems;
  // Files that problems name.
  int64_t files = 0;
  // Files that none does: uploads that nobody finished.
  std::vector<std::string> unnamed;
  // A server uses the directory: it was not looked at whether the log is whole.
  bool in_use = false;
};

// Beside a running server or without one; changes nothing.
absl::StatusOr<DataReport> CheckData(const std::string& directory);

// Removes the files that no problem names; how many. FailedPrecondition while a
// server uses the directory: it may be about to name them.
absl::StatusOr<int64_t> CollectFiles(const std::string& directory);

// DataLoss, with the first thing that is wrong in the database.
absl::Status CheckIntegrity(Connection& connection);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_DATA_CHECK_H_
