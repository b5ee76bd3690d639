#include "sandbox/memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::sandbox {
namespace {

absl::Status Append(const OwnedFd& file, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(file.get(), text.data(), text.size());
    if (count < 0) return absl::ErrnoToStatus(errno, "writing a memory file");
    text.remove_prefix(static_cast<size_t>(count));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<OwnedFd> MakeMemoryFile(const char* name) {
  OwnedFd file(memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!file.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("making a file ", name));
  }
  return file;
}

absl::Status Seal(const OwnedFd& file) {
  if (fcntl(file.get(), F_ADD_SEALS,
            F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
    return absl::ErrnoToStatus(errno, "sealing a memory file");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadStart(const OwnedFd& file, size_t most) {
  std::string text(most, '\0');
  size_t done = 0;
  while (done < most) {
    const ssize_t count = pread(file.get(), text.data() + done, most - done,
                                static_cast<off_t>(done));
    if (count < 0) return absl::ErrnoToStatus(errno, "reading a memory file");
    if (count == 0) break;
    done += static_cast<size_t>(count);
  }
  text.resize(done);
  return text;
}

absl::StatusOr<OwnedFd> MakeSealedFile(
    const char* name, absl::Span<const absl::string_view> parts) {
  GAVEL_ASSIGN_OR_RETURN(OwnedFd file, MakeMemoryFile(name));
  for (const absl::string_view part : parts) {
    GAVEL_RETURN_IF_ERROR(Append(file, part));
  }
  if (lseek(file.get(), 0, SEEK_SET) < 0) {
    return absl::ErrnoToStatus(errno, "rewinding a memory file");
  }
  GAVEL_RETURN_IF_ERROR(Seal(file));
  return file;
}

}  // namespace gavel::sandbox
