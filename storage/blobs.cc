#include "storage/blobs.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "storage/data_dir.h"

namespace gavel::storage {
namespace {

constexpr size_t kChunk = size_t{256} * 1024;

std::string TemporaryDirectory(const std::string& directory) {
  return directory + "/tmp";
}

// A file that disappears unless it was renamed.
class TemporaryFile {
 public:
  static absl::StatusOr<std::unique_ptr<TemporaryFile>> Make(
      const std::string& directory) {
    std::string path = directory + "/XXXXXX";
    OwnedFd fd(mkostemp(path.data(), O_CLOEXEC));
    if (!fd.ok()) return absl::ErrnoToStatus(errno, "making file " + path);
    return std::unique_ptr<TemporaryFile>(
        new TemporaryFile(std::move(path), std::move(fd)));
  }
  ~TemporaryFile() { unlink(path_.c_str()); }  // nothing after a rename

  int fd() const { return fd_.get(); }
  const std::string& path() const { return path_; }

 private:
  TemporaryFile(std::string path, OwnedFd fd)
      : path_(std::move(path)), fd_(std::move(fd)) {}

  const std::string path_;
  const OwnedFd fd_;
};

absl::StatusOr<OwnedFd> OpenSource(const std::string& path) {
  // O_NONBLOCK: a FIFO is refused below rather than waited for.
  OwnedFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info = {};
  if (!fd.ok() || fstat(fd.get(), &info) != 0) {
    return absl::ErrnoToStatus(errno, "opening " + path);
  }
  if (!S_ISREG(info.st_mode)) {
    return absl::InvalidArgumentError(
        absl::StrCat("opening ", path, ": not a regular file"));
  }
  return fd;
}

absl::Status WriteAll(const TemporaryFile& file, absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(file.fd(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return absl::ErrnoToStatus(errno, "writing " + file.path());
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return absl::OkStatus();
}

struct Copied {
  Sha256 hash;
  int64_t size = 0;
};

// Hands the content to `take` piece by piece, too.
absl::StatusOr<Copied> ReadAndHash(
    const std::string& path,
    absl::FunctionRef<absl::Status(absl::string_view)> take) {
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd from, OpenSource(path));
  std::string buffer(kChunk, '\0');
  Sha256Hasher hasher;
  Copied copied;
  while (true) {
    const ssize_t n = read(from.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return absl::ErrnoToStatus(errno, "reading " + path);
    if (n == 0) break;
    const absl::string_view chunk(buffer.data(), static_cast<size_t>(n));
    hasher.Update(chunk);
    GAVEL_RETURN_IF_ERROR(take(chunk));
    copied.size += n;
  }
  copied.hash = hasher.Finish();
  return copied;
}

// A file of another size is no blob but damage, to be replaced.
bool IsStored(const std::string& path, int64_t size) {
  struct stat info = {};
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) &&
         info.st_size == size;
}

// The content reaches the disk before the name that vouches for it.
absl::Status Publish(const TemporaryFile& file, const std::string& path) {
  if (fchmod(file.fd(), 0444) != 0 || fsync(file.fd()) != 0) {
    return absl::ErrnoToStatus(errno, "syncing " + file.path());
  }
  if (rename(file.path().c_str(), path.c_str()) != 0) {
    return absl::ErrnoToStatus(errno, "making " + path);
  }
  return absl::OkStatus();
}

// Gives the copy its name, unless it has been there.
absl::StatusOr<Sha256> Keep(const TemporaryFile& file, const Copied& copied,
                            const std::string& path) {
  const std::string parent = path.substr(0, path.rfind('/'));
  GAVEL_RETURN_IF_ERROR(MakeDirectory(parent));
  if (!IsStored(path, copied.size)) {
    GAVEL_RETURN_IF_ERROR(Publish(file, path));
  }
  // Even if it was there: whoever stored it may have crashed before this.
  GAVEL_RETURN_IF_ERROR(SyncDirectory(parent));
  return copied.hash;
}

// Clients see errors, and where the data is does not concern them.
absl::Status WithoutPath(const absl::Status& status,
                         absl::string_view directory) {
  const absl::string_view data = directory.substr(0, directory.rfind('/') + 1);
  return absl::Status(status.code(),
                      absl::StrReplaceAll(status.message(), {{data, ""}}));
}

absl::Status RemoveAll(const std::string& directory) {
  std::error_code error;
  std::filesystem::remove_all(directory, error);
  if (!error) return absl::OkStatus();
  return absl::ErrnoToStatus(error.value(), "removing " + directory);
}

}  // namespace

absl::StatusOr<Blobs> Blobs::Open(const std::string& directory) {
  GAVEL_RETURN_IF_ERROR(MakeDirectory(directory));
  GAVEL_RETURN_IF_ERROR(RemoveAll(TemporaryDirectory(directory)));
  GAVEL_RETURN_IF_ERROR(MakeDirectory(TemporaryDirectory(directory)));
  return Blobs(directory);
}

absl::StatusOr<Sha256> Blobs::AddFile(const std::string& path) const {
  const absl::StatusOr<Sha256> hash = Copy(path);
  if (!hash.ok()) return WithoutPath(hash.status(), directory_);
  return hash;
}

absl::StatusOr<Sha256> Blobs::AddText(absl::string_view text) const {
  const absl::StatusOr<Sha256> hash = Write(text);
  if (!hash.ok()) return WithoutPath(hash.status(), directory_);
  return hash;
}

absl::StatusOr<Sha256> Blobs::Copy(const std::string& path) const {
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<TemporaryFile> file,
                         TemporaryFile::Make(TemporaryDirectory(directory_)));
  GAVEL_ASSIGN_OR_RETURN(const Copied copied,
                         ReadAndHash(path, [&](absl::string_view chunk) {
                           return WriteAll(*file, chunk);
                         }));
  return Keep(*file, copied, Path(copied.hash));
}

absl::StatusOr<Sha256> Blobs::Write(absl::string_view text) const {
  Sha256Hasher hasher;
  hasher.Update(text);
  const Copied copied{hasher.Finish(), static_cast<int64_t>(text.size())};
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<TemporaryFile> file,
                         TemporaryFile::Make(TemporaryDirectory(directory_)));
  GAVEL_RETURN_IF_ERROR(WriteAll(*file, text));
  return Keep(*file, copied, Path(copied.hash));
}

bool Blobs::Has(const Sha256& hash) const {
  return access(Path(hash).c_str(), R_OK) == 0;
}

std::string Blobs::Path(const Sha256& hash) const {
  const std::string hex = ToHex(hash);
  return absl::StrCat(directory_, "/", hex.substr(0, 2), "/", hex.substr(2));
}

absl::StatusOr<Sha256> HashFile(const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(
      const Copied read,
      ReadAndHash(path, [](absl::string_view) { return absl::OkStatus(); }));
  return read.hash;
}

}  // namespace gavel::storage
