// Whether a write-ahead log is whole. SQLite reads it up to the first frame
// that is wrong and takes the rest for a commit that a crash cut off; where
// there is more behind it than one such commit, it was not a crash.
//
// Errors:  DataLoss, naming the file and the place; else what the system said
// Threads: pure but for the file, which nobody may write meanwhile; blocks
// Source:  sqlite.org/fileformat2.html, "The Write-Ahead Log"
#ifndef GAVEL_STORAGE_LOG_CHECK_H_
#define GAVEL_STORAGE_LOG_CHECK_H_

#include <string>

#include "absl/status/status.h"

namespace gavel::storage {

// OK for a log that is not there. What is lost at its very end cannot be told
// from a crash.
absl::Status CheckLog(const std::string& path);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_LOG_CHECK_H_
