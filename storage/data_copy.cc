#include "storage/data_copy.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "storage/blobs.h"
#include "storage/data_check.h"
#include "storage/data_dir.h"
#include "storage/migrations.h"
#include "storage/named_files.h"
#include "storage/sqlite.h"

namespace gavel::storage {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kBusyTimeout = absl::Seconds(10);
constexpr Query kCountSubmissions = {"counting submissions",
                                     "SELECT count(*) FROM submission"};

// A directory that disappears unless it is published.
class PartialDirectory {
 public:
  static absl::StatusOr<PartialDirectory> Make(const std::string& name) {
    std::string path = name + ".partial-XXXXXX";
    if (mkdtemp(path.data()) == nullptr) {
      return absl::ErrnoToStatus(errno, "making directory " + path);
    }
    return PartialDirectory(std::move(path));
  }
  PartialDirectory(PartialDirectory&& other) noexcept
      : path_(std::exchange(other.path_, "")) {}
  PartialDirectory& operator=(PartialDirectory&&) = delete;
  ~PartialDirectory() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }

  // Takes the place of nothing, or of an empty directory.
  absl::Status Publish(const std::string& name) {
    GAVEL_RETURN_IF_ERROR(SyncDirectory(path_));
    if (rename(path_.c_str(), name.c_str()) == 0) {
      path_.clear();
      return SyncDirectory(fs::path(name).parent_path().string());
    }
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) {
      return absl::AlreadyExistsError(
          absl::StrCat(name, " is there and not empty"));
    }
    return absl::ErrnoToStatus(errno, "making " + name);
  }

 private:
  explicit PartialDirectory(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

// Absolute and without a slash at the end, for a name that is not there yet.
absl::StatusOr<std::string> NewName(const std::string& path) {
  std::error_code error;
  fs::path name = fs::absolute(path, error).lexically_normal();
  if (!name.has_filename()) name = name.parent_path();
  if (!fs::exists(name, error) ||
      (fs::is_directory(name, error) && fs::is_empty(name, error))) {
    return name.string();
  }
  return absl::AlreadyExistsError(
      absl::StrCat(name.string(), " is there and not empty"));
}

absl::Status SyncFile(const std::string& path) {
  const OwnedFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok() || fsync(fd.get()) != 0) {
    return absl::ErrnoToStatus(errno, "syncing " + path);
  }
  return absl::OkStatus();
}

// The copy, which nobody else has, written without a journal.
absl::StatusOr<std::unique_ptr<Connection>> CopyDatabase(
    const std::string& from, const std::string& to) {
  std::error_code error;
  if (!fs::exists(from, error)) {
    return absl::NotFoundError(absl::StrCat("there is no ", from));
  }
  GAVEL_ASSIGN_OR_RETURN(
      const std::unique_ptr<Connection> source,
      Connection::Open(from, Connection::Mode::kReadOnly, kBusyTimeout));
  GAVEL_ASSIGN_OR_RETURN(
      std::unique_ptr<Connection> copy,
      Connection::Open(to, Connection::Mode::kCreate, kBusyTimeout));
  constexpr const char* kUnsafe =
      "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF";
  GAVEL_RETURN_IF_ERROR(copy->RunScript("configuring", kUnsafe));
  GAVEL_RETURN_IF_ERROR(source->CopyTo(*copy));
  // The copy says that it has a write-ahead log, as the source does.
  GAVEL_RETURN_IF_ERROR(
      copy->RunScript("ending the log", "PRAGMA journal_mode = DELETE"));
  GAVEL_RETURN_IF_ERROR(CheckIntegrity(*copy));
  return copy;
}

absl::Status CopyFile(const std::string& from, const Blobs& blobs,
                      const std::string& hash, const std::string& problem) {
  const std::string path =
      absl::StrCat(from, "/", hash.substr(0, 2), "/", hash.substr(2));
  absl::StatusOr<Sha256> copied = blobs.AddFile(path);
  if (copied.ok() && ToHex(*copied) == hash) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat("copying a file of ", problem, ": ",
                   copied.ok() ? absl::StrCat(path, " has changed")
                               : absl::StrCat(copied.status().message())));
}

absl::StatusOr<int64_t> CountSubmissions(Connection& connection) {
  GAVEL_ASSIGN_OR_RETURN(Statement row, connection.Select(kCountSubmissions));
  GAVEL_RETURN_IF_ERROR(row.Step().status());
  return row.Int64(0);
}

using Prepare = absl::Status (*)(Connection&, absl::Span<const Migration>);

absl::StatusOr<DataCopy> Copy(const std::string& from, const std::string& to,
                              Prepare prepare) {
  DataCopy result;
  GAVEL_ASSIGN_OR_RETURN(const std::string name, NewName(to));
  GAVEL_ASSIGN_OR_RETURN(PartialDirectory partial,
                         PartialDirectory::Make(name));
  const std::string database_path = partial.path() + "/gavel.db";
  {
    GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<Connection> database,
                           CopyDatabase(from + "/gavel.db", database_path));
    GAVEL_RETURN_IF_ERROR(prepare(*database, Schema()));
    GAVEL_ASSIGN_OR_RETURN(result.submissions, CountSubmissions(*database));
    // Files are only ever added: those that the copy names are there by now.
    GAVEL_ASSIGN_OR_RETURN(const auto named, NamedFiles(*database));
    GAVEL_ASSIGN_OR_RETURN(const Blobs blobs,
                           Blobs::Open(partial.path() + "/blobs"));
    for (const auto& [hash, problem] : named) {
      GAVEL_RETURN_IF_ERROR(CopyFile(from + "/blobs", blobs, hash, problem));
    }
    result.files = static_cast<int64_t>(named.size());
  }
  GAVEL_RETURN_IF_ERROR(SyncFile(database_path));
  GAVEL_RETURN_IF_ERROR(partial.Publish(name));
  return result;
}

absl::StatusOr<DataCopy> Named(absl::string_view what, const std::string& from,
                               const std::string& to,
                               absl::StatusOr<DataCopy> result) {
  if (result.ok()) return result;
  return absl::Status(result.status().code(),
                      absl::StrCat(what, " ", from, " to ", to, ": ",
                                   result.status().message()));
}

}  // namespace

absl::StatusOr<DataCopy> BackUp(const std::string& data_dir,
                                const std::string& destination) {
  return Named("backing up", data_dir, destination,
               Copy(data_dir, destination, CheckCurrent));
}

absl::StatusOr<DataCopy> Restore(const std::string& backup,
                                 const std::string& data_dir) {
  return Named("restoring", backup, data_dir, Copy(backup, data_dir, Migrate));
}

}  // namespace gavel::storage
