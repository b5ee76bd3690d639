#include "judge/engine/byte_window.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace gavel::judge {
namespace {

constexpr size_t kBufferSize = size_t{128} * 1024;

}  // namespace

ByteWindow::ByteWindow(int fd, absl::string_view what)
    : fd_(fd),
      what_(what),
      seekable_(pread(fd, nullptr, 0, 0) == 0),
      buffer_(std::make_unique_for_overwrite<char[]>(kBufferSize)) {}

void ByteWindow::Rewind(int64_t offset) {
  offset_ = offset;
  begin_ = end_ = 0;
  ended_ = !status_.ok();
}

void ByteWindow::Refill() {
  std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  while (end_ < kBufferSize && !ended_) ReadSome();
}

void ByteWindow::ReadSome() {
  char* const to = buffer_.get() + end_;
  const size_t room = kBufferSize - end_;
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
