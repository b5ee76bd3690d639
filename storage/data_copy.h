// Copies what must not be lost: a backup of a data directory, and the way back.
//
// Shape:   DIR/gavel.db and the files that it names; not what is under way, the
//          lock, or anything else. The copy is of one moment, is verified, and
//          has its name only when it is whole and on the disk: until then it is
//          NAME.partial-XXXXXX, which a copy that is killed leaves behind
// Errors:  NotFound for a source without a database; AlreadyExists for a
//          destination that is not empty; FailedPrecondition for a source of
//          another version; DataLoss for one that is damaged; else what the
//          system said. Then there is no copy
// Threads: block; beside a server that uses the source
#ifndef GAVEL_STORAGE_DATA_COPY_H_
#define GAVEL_STORAGE_DATA_COPY_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace gavel::storage {

struct DataCopy {
  // What was copied.
  int64_t files = 0;
  int64_t submissions = 0;
};

// The source may be in use.
absl::StatusOr<DataCopy> BackUp(const std::string& data_dir,
                                const std::string& destination);

// Brings a backup of an earlier version up to date.
absl::StatusOr<DataCopy> Restore(const std::string& backup,
                                 const std::string& data_dir);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_DATA_COPY_H_
