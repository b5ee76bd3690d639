// What a data directory takes, and what its disk has left.
//
// Threads: safe anywhere; asks the file system only
#ifndef GAVEL_STORAGE_DATA_SIZE_H_
#define GAVEL_STORAGE_DATA_SIZE_H_

#include <string>

#include "absl/status/statusor.h"
#include "core/bytes.h"

namespace gavel::storage {

struct DataSize {
  Bytes database;
  // Written ahead, not yet in the database.
  Bytes log;
  // For whoever is not root.
  Bytes free;
};

absl::StatusOr<DataSize> MeasureData(const std::string& data_dir);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_DATA_SIZE_H_
