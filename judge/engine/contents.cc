#include "judge/engine/contents.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/bytes.h"
#include "core/status_macros.h"
#include "judge/engine/memory_file.h"

namespace gavel::judge {
namespace {

absl::StatusOr<std::string> ReadPart(const OwnedFd& fd, Slice part,
                                     absl::string_view name) {
  std::string text(static_cast<size_t>(part.size), '\0');
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t got =
        pread(fd.get(), text.data() + done, text.size() - done,
              static_cast<off_t>(part.offset + static_cast<int64_t>(done)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return absl::ErrnoToStatus(errno, absl::StrCat("reading ", name));
    }
    if (got == 0) {
      return absl::DataLossError(absl::StrCat("reading ", name, ": it has no ",
                                              part.size, " bytes at ",
                                              part.offset));
    }
    done += static_cast<size_t>(got);
  }
  return text;
}

}  // namespace

absl::StatusOr<OwnedFd> OpenFile(const std::string& path,
                                 absl::string_view name) {
  OwnedFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", name));
  }
  return fd;
}

absl::StatusOr<Content> OpenContent(const std::string& path,
                                    absl::string_view name,
                                    std::optional<Slice> part) {
  GAVEL_ASSIGN_OR_RETURN(OwnedFd fd, OpenFile(path, name));
  if (!part.has_value()) return std::make_shared<const OwnedFd>(std::move(fd));
  GAVEL_ASSIGN_OR_RETURN(const std::string text, ReadPart(fd, *part, name));
  return MakeContent(text);
}

absl::StatusOr<Content> MakeContent(absl::string_view text) {
  GAVEL_ASSIGN_OR_RETURN(OwnedFd fd, MakeMemoryFile(text));
  return std::make_shared<const OwnedFd>(std::move(fd));
}

absl::StatusOr<OwnedFd> OpenAgain(const Content& content) {
  return OpenFile(absl::StrCat("/proc/self/fd/", content->get()),
                  "a file once more");
}

absl::StatusOr<std::string> ReadText(const PackageFile& file) {
  if (file.text.has_value()) return *file.text;
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd fd, OpenFile(file.path, file.name));
  GAVEL_ASSIGN_OR_RETURN(const Bytes size, FileSize(fd));
  return ReadPart(fd, {.offset = 0, .size = size.count()}, file.name);
}

absl::StatusOr<std::vector<sandbox::File>> OpenFiles(
    const std::vector<PackageFile>& files) {
  std::vector<sandbox::File> opened;
  for (const PackageFile& file : files) {
    GAVEL_ASSIGN_OR_RETURN(Content content,
                           file.text.has_value()
                               ? MakeContent(*file.text)
                               : OpenContent(file.path, file.name));
    opened.push_back({file.name, std::move(content)});
  }
  return opened;
}

}  // namespace gavel::judge
