// The directory that holds everything a server knows, and the lock that keeps
// it to one server.
//
// Errors:  FailedPrecondition, naming the directory, when another store has it;
//          else what the system said and on what
// Threads: thread-compatible; functions block on the disk
#ifndef GAVEL_STORAGE_DATA_DIR_H_
#define GAVEL_STORAGE_DATA_DIR_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/owned_fd.h"

namespace gavel::storage {

class DataDir {
 public:
  // Makes the directory, readable by its owner only, if it is not there, and
  // takes the lock until the DataDir is destroyed or the process ends.
  static absl::StatusOr<DataDir> Open(const std::string& path);

  // Absolute, without links.
  const std::string& path() const { return path_; }

 private:
  DataDir(std::string path, OwnedFd lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  OwnedFd lock_;
};

// Makes a directory if it is not there. Durable when it returns.
absl::Status MakeDirectory(const std::string& path);

// Makes durable which names the directory holds.
absl::Status SyncDirectory(const std::string& path);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_DATA_DIR_H_
