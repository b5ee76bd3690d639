#include "sandbox/written_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "sandbox/file_names.h"

namespace gavel::sandbox {
namespace {

absl::Status Malformed(absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("reading the files that a run has written: ", what));
}

absl::StatusOr<std::string> ReadAll(const OwnedFd& fd, Bytes most) {
  struct stat file {};
  if (fstat(fd.get(), &file) != 0) {
    return absl::ErrnoToStatus(errno, "asking for the size of written files");
  }
  if (file.st_size > most.count()) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "a run has written files of ", FormatBytes(Bytes(file.st_size)),
        ", the limit is ", FormatBytes(most)));
  }
  std::string text(static_cast<size_t>(file.st_size), '\0');
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = pread(fd.get(), text.data() + done,
                                text.size() - done, static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return absl::ErrnoToStatus(errno, "reading written files");
    if (count == 0) return Malformed("it became shorter");
    done += static_cast<size_t>(count);
  }
  return text;
}

// Takes `size` bytes off the front; false if there are not so many.
bool Take(absl::string_view& text, size_t size, absl::string_view& taken) {
  if (text.size() < size) return false;
  taken = text.substr(0, size);
  text.remove_prefix(size);
  return true;
}

bool TakeSize(absl::string_view& text, uint32_t& size) {
  absl::string_view bytes;
  if (!Take(text, sizeof(size), bytes)) return false;
  std::memcpy(&size, bytes.data(), sizeof(size));
  return true;
}

void AppendSize(size_t size, std::string& text) {
  const auto number = static_cast<uint32_t>(size);
  text.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

}  // namespace

absl::StatusOr<std::vector<WrittenFile>> ReadWrittenFiles(
    const OwnedFd& written, Bytes most) {
  GAVEL_ASSIGN_OR_RETURN(const std::string text, ReadAll(written, most));
  absl::string_view rest = text;
  std::vector<WrittenFile> files;
  std::set<std::string> names;
  while (!rest.empty()) {
    uint32_t name_size = 0;
    uint32_t content_size = 0;
    absl::string_view name;
    absl::string_view content;
    if (!TakeSize(rest, name_size) || !TakeSize(rest, content_size) ||
        !Take(rest, name_size, name) || !Take(rest, content_size, content)) {
      return Malformed("a record is cut off");
    }
    if (!IsFileName(name)) return Malformed("a name that no file may have");
    if (!names.insert(std::string(name)).second) {
      return Malformed("two files of one name");
    }
    files.push_back({std::string(name), std::string(content)});
  }
  return files;
}

std::string EncodeWrittenFiles(const std::vector<WrittenFile>& files) {
  std::string text;
  for (const WrittenFile& file : files) {
    AppendSize(file.name.size(), text);
    AppendSize(file.content.size(), text);
    absl::StrAppend(&text, file.name, file.content);
  }
  return text;
}

}  // namespace gavel::sandbox
