#include "storage/data_dir.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::storage {
namespace {

// Absolute without links, so that paths given out stay true when the working
// directory changes.
absl::StatusOr<std::string> CanonicalPath(const std::string& path) {
  std::error_code error;
  const std::filesystem::path canonical =
      std::filesystem::canonical(path, error);
  if (error) {
    return absl::ErrnoToStatus(error.value(), absl::StrCat("finding ", path));
  }
  return canonical.string();
}

absl::StatusOr<OwnedFd> Lock(const std::string& directory) {
  const std::string path = directory + "/lock";
  OwnedFd fd(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd.ok()) return absl::ErrnoToStatus(errno, "opening " + path);
  if (flock(fd.get(), LOCK_EX | LOCK_NB) == 0) return fd;
  if (errno != EWOULDBLOCK) {
    return absl::ErrnoToStatus(errno, "locking " + path);
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "opening data directory ", directory, ": another server is using it"));
}

}  // namespace

absl::StatusOr<DataDir> DataDir::Open(const std::string& path) {
  GAVEL_RETURN_IF_ERROR(MakeDirectory(path));
  GAVEL_ASSIGN_OR_RETURN(std::string canonical, CanonicalPath(path));
  GAVEL_ASSIGN_OR_RETURN(OwnedFd lock, Lock(canonical));
  return DataDir(std::move(canonical), std::move(lock));
}

absl::Status MakeDirectory(const std::string& path) {
  const bool made = mkdir(path.c_str(), 0700) == 0;
  if (!made && errno != EEXIST) {
    return absl::ErrnoToStatus(errno, "making directory " + path);
  }
  // Even if it was there: whoever made it may not have come to this line.
  absl::Status synced = SyncDirectory(path + "/..");
  // An administrator may have made it inside one that we must not read.
  if (!made && absl::IsPermissionDenied(synced)) return absl::OkStatus();
  return synced;
}

absl::Status SyncDirectory(const std::string& path) {
  const OwnedFd fd(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.ok()) return absl::ErrnoToStatus(errno, "opening directory " + path);
  if (fsync(fd.get()) != 0) {
    return absl::ErrnoToStatus(errno, "syncing directory " + path);
  }
  return absl::OkStatus();
}

}  // namespace gavel::storage
