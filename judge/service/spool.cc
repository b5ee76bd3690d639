#include "judge/service/spool.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/log.h"

namespace gavel::judge {
namespace {

// Clients see it, and where the spool is does not concern them.
absl::Status DiskError(int error, absl::string_view what,
                       absl::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  if (error == ENOSPC || error == EDQUOT) {
    return absl::ResourceExhaustedError(
        absl::StrCat(what, " ", path, ": the disk is full"));
  }
  return absl::ErrnoToStatus(error, absl::StrCat(what, " ", path));
}

void RemoveAll(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) {
    Log(Severity::kWarning, "spool",
        absl::StrCat("removing ", path, ": ", error.message()));
  }
}

}  // namespace

SpooledUpload::SpooledUpload(std::string directory, OwnedFd file, Bytes limit)
    : directory_(std::move(directory)), file_(std::move(file)), limit_(limit) {}

SpooledUpload::SpooledUpload(SpooledUpload&& other) noexcept
    : directory_(std::exchange(other.directory_, "")),
      file_(std::move(other.file_)),
      limit_(other.limit_),
      size_(other.size_) {}

SpooledUpload& SpooledUpload::operator=(SpooledUpload&& other) noexcept {
  std::swap(directory_, other.directory_);
  std::swap(file_, other.file_);
  std::swap(limit_, other.limit_);
  std::swap(size_, other.size_);
  return *this;
}

SpooledUpload::~SpooledUpload() {
  if (!directory_.empty()) RemoveAll(directory_);
}

absl::Status SpooledUpload::Append(absl::string_view chunk) {
  size_ = size_ + Bytes(static_cast<int64_t>(chunk.size()));
  if (size_ > limit_) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the upload is over ", FormatBytes(limit_),
                     ", the most that this server takes"));
  }
  while (!chunk.empty()) {
    const ssize_t written = write(file_.get(), chunk.data(), chunk.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return DiskError(errno, "writing", zip_path());
    chunk.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status SpooledUpload::StartAgain() {
  size_ = Bytes(0);
  if (ftruncate(file_.get(), 0) == 0 && lseek(file_.get(), 0, SEEK_SET) == 0) {
    return absl::OkStatus();
  }
  return DiskError(errno, "emptying", zip_path());
}

std::string SpooledUpload::zip_path() const {
  return absl::StrCat(directory_, "/package.zip");
}

std::string SpooledUpload::unpack_directory() const {
  return absl::StrCat(directory_, "/unpacked");
}

Spool::Spool(std::string directory, Bytes upload_limit)
    : directory_(std::move(directory)), upload_limit_(upload_limit) {}

absl::StatusOr<Spool> Spool::Open(const std::string& directory,
                                  Bytes upload_limit) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return DiskError(error.value(), "making", directory);
  for (std::filesystem::directory_iterator it(directory, error), end;
       !error && it != end; it.increment(error)) {
    RemoveAll(it->path().string());
  }
  if (error) return DiskError(error.value(), "listing", directory);
  return Spool(directory, upload_limit);
}

absl::StatusOr<SpooledUpload> Spool::Begin() const {
  std::string path = absl::StrCat(directory_, "/upload-XXXXXX");
  if (mkdtemp(path.data()) == nullptr) return DiskError(errno, "making", path);
  SpooledUpload upload(path, OwnedFd(), upload_limit_);
  const std::string unpacked = upload.unpack_directory();
  if (mkdir(unpacked.c_str(), 0700) < 0) {
    return DiskError(errno, "making", unpacked);
  }
  const std::string zip = upload.zip_path();
  upload.file_.Reset(
      open(zip.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!upload.file_.ok()) return DiskError(errno, "making", zip);
  return upload;
}

}  // namespace gavel::judge
