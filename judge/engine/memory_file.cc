#include "judge/engine/memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "core/status_macros.h"

namespace gavel::judge {

absl::StatusOr<OwnedFd> MakeMemoryFile() {
  OwnedFd fd(memfd_create("gavel", MFD_CLOEXEC));
  if (!fd.ok()) return absl::ErrnoToStatus(errno, "creating a memory file");
  return fd;
}

absl::StatusOr<OwnedFd> MakeMemoryFile(absl::string_view text) {
  GAVEL_ASSIGN_OR_RETURN(OwnedFd fd, MakeMemoryFile());
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t written =
        pwrite(fd.get(), text.data() + done, text.size() - done,
               static_cast<off_t>(done));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return absl::ErrnoToStatus(errno, "writing a memory file");
    done += static_cast<size_t>(written);
  }
  return fd;
}

absl::StatusOr<OwnedFd> Duplicate(const OwnedFd& fd) {
  OwnedFd copy(fcntl(fd.get(), F_DUPFD_CLOEXEC, 0));
  if (!copy.ok()) return absl::ErrnoToStatus(errno, "duplicating a descriptor");
  return copy;
}

absl::StatusOr<Bytes> FileSize(const OwnedFd& fd) {
  struct stat info = {};
  if (fstat(fd.get(), &info) != 0) {
    return absl::ErrnoToStatus(errno, "asking for the size of a file");
  }
  return Bytes(info.st_size);
}

absl::StatusOr<std::string> ReadStart(const OwnedFd& fd, Bytes most) {
  GAVEL_ASSIGN_OR_RETURN(const Bytes size, FileSize(fd));
  std::string text(static_cast<size_t>(std::min(size, most).count()), '\0');
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t got = pread(fd.get(), text.data() + done, text.size() - done,
                              static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return absl::ErrnoToStatus(errno, "reading a memory file");
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  text.resize(done);
  return text;
}

absl::StatusOr<Sha256> HashFile(const OwnedFd& fd, Bytes size) {
  constexpr size_t kMostPiece = size_t{64} * 1024;
  const size_t piece =
      std::min(kMostPiece, static_cast<size_t>(size.count()) + 1);
  const auto buffer = std::make_unique_for_overwrite<char[]>(piece);
  Sha256Hasher hasher;
  for (off_t offset = 0;;) {
    const ssize_t got = pread(fd.get(), buffer.get(), piece, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return absl::ErrnoToStatus(errno, "reading a memory file");
    if (got == 0) return hasher.Finish();
    hasher.Update({buffer.get(), static_cast<size_t>(got)});
    offset += got;
  }
}

}  // namespace gavel::judge
