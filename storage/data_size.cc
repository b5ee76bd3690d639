#include "storage/data_size.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstdint>

#include "absl/strings/str_cat.h"

namespace gavel::storage {
namespace {

// 0 for a file that is not there, as the log of a database that is closed.
Bytes SizeOf(const std::string& path) {
  struct stat file = {};
  return Bytes(stat(path.c_str(), &file) == 0 ? file.st_size : 0);
}

}  // namespace

absl::StatusOr<DataSize> MeasureData(const std::string& data_dir) {
  struct statvfs disk = {};
  if (statvfs(data_dir.c_str(), &disk) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("measuring ", data_dir));
  }
  const std::string database = absl::StrCat(data_dir, "/gavel.db");
  return DataSize{SizeOf(database), SizeOf(absl::StrCat(database, "-wal")),
                  Bytes(static_cast<int64_t>(disk.f_bavail * disk.f_frsize))};
}

}  // namespace gavel::storage
