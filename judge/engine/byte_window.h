// A descriptor read from start to end in bounded memory, seen through a window
// that slides over it.
//
// Shape:   a window of up to 128 KiB, no larger than a file needs, which is
//          never shorter than the longest number unless the stream ends within
//          it
// Errors:  after a failed read the stream looks ended; status() tells
// Threads: single-threaded; blocks on the descriptor
// Owner:   borrows the descriptor, and leaves its offset alone if it can seek
#ifndef GAVEL_JUDGE_ENGINE_BYTE_WINDOW_H_
#define GAVEL_JUDGE_ENGINE_BYTE_WINDOW_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "core/tolerance.h"

namespace gavel::judge {

class ByteWindow {
 public:
  // Begins at offset 0. `what` is for messages: "the output".
  ByteWindow(int fd, absl::string_view what);

  const absl::Status& status() const { return status_; }
  bool seekable() const { return seekable_; }
  // Line of the current position, from 1; kept by ConsumeSpace.
  int64_t line() const { return line_; }

  // Bytes before the current position.
  int64_t position() const {
    return offset_ - static_cast<int64_t>(end_ - begin_);
  }
  // Where its line begins; nullopt if that is before where reading began.
  std::optional<int64_t> line_start() const { return line_start_; }

  // The bytes ahead: more than kMostNumber unless the stream ends within them.
  absl::string_view Look() {
    if (end_ - begin_ <= kMostNumber && !ended_) Refill();
    return absl::string_view(buffer_.get() + begin_, end_ - begin_);
  }

  void Consume(size_t count) { begin_ += count; }

  // The same, for bytes that may end lines.
  void ConsumeSpace(size_t count) {
    for (const size_t end = begin_ + count; begin_ < end; ++begin_) {
      if (buffer_[begin_] != '\n') continue;
      ++line_;
      line_start_ = position() + 1;
    }
  }

  // Only if seekable; the line stays.
  void Rewind(int64_t offset);

 private:
  ByteWindow(int fd, absl::string_view what, std::optional<int64_t> file_size);
  void Refill();
  void ReadSome();

  const int fd_;
  const absl::string_view what_;
  const bool seekable_;
  const size_t buffer_size_;
  const std::unique_ptr<char[]> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
  int64_t offset_ = 0;
  int64_t line_ = 1;
  std::optional<int64_t> line_start_;
  bool ended_ = false;
  absl::Status status_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_BYTE_WINDOW_H_
