#include "judge/engine/byte_window.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostBuffer = size_t{128} * 1024;
constexpr size_t kLeastBuffer = 2 * kMostNumber;

// nullopt unless it is a file.
std::optional<int64_t> SizeOfFile(int fd) {
  struct stat info = {};
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return info.st_size;
}

// With room for one more byte, to see the end.
size_t BufferSize(std::optional<int64_t> file_size) {
  if (!file_size.has_value()) return kMostBuffer;
  return std::clamp(static_cast<size_t>(*file_size) + 1, kLeastBuffer,
                    kMostBuffer);
}

}  // namespace

ByteWindow::ByteWindow(int fd, absl::string_view what)
    : ByteWindow(fd, what, SizeOfFile(fd)) {}

ByteWindow::ByteWindow(int fd, absl::string_view what,
                       std::optional<int64_t> file_size)
    : fd_(fd),
      what_(what),
      seekable_(file_size.has_value()),
      buffer_size_(BufferSize(file_size)),
      buffer_(std::make_unique_for_overwrite<char[]>(buffer_size_)) {}

void ByteWindow::Rewind(int64_t offset) {
  offset_ = offset;
  begin_ = end_ = 0;
  ended_ = !status_.ok();
}

void ByteWindow::Refill() {
  std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  while (end_ < buffer_size_ && !ended_) ReadSome();
}

void ByteWindow::ReadSome() {
  char* const to = buffer_.get() + end_;
  const size_t room = buffer_size_ - end_;
  const ssize_t count =
      seekable_ ? pread(fd_, to, room, offset_) : read(fd_, to, room);
  if (count < 0 && errno == EINTR) return;
  if (count < 0) {
    status_ = absl::ErrnoToStatus(errno, absl::StrCat("reading ", what_));
  }
  if (count <= 0) {
    ended_ = true;
    return;
  }
  end_ += static_cast<size_t>(count);
  offset_ += count;
}

}  // namespace gavel::judge
