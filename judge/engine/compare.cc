#include "judge/engine/compare.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "core/tolerance.h"

namespace gavel::judge {
namespace {

constexpr size_t kBufferSize = size_t{128} * 1024;
constexpr size_t kShownBytes = 40;

// 20, 09, 0A, 0B, 0C and 0D, whatever the locale.
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

absl::string_view LeadingSpace(absl::string_view text) {
  return text.substr(
      0,
      static_cast<size_t>(std::find_if_not(text.begin(), text.end(), IsSpace) -
                          text.begin()));
}

absl::string_view LeadingWord(absl::string_view text) {
  return text.substr(
      0, static_cast<size_t>(std::find_if(text.begin(), text.end(), IsSpace) -
                             text.begin()));
}

// ---------------------------------------------------------------- streams

// A descriptor seen through a sliding window. After a failed read it looks
// ended; status() tells.
class Reader {
 public:
  Reader(int fd, absl::string_view what)
      : fd_(fd),
        what_(what),
        seekable_(pread(fd, nullptr, 0, 0) == 0),
        buffer_(std::make_unique<char[]>(kBufferSize)) {}

  const absl::Status& status() const { return status_; }
  bool seekable() const { return seekable_; }
  // Line of the current position, from 1; kept by ConsumeSpace.
  int64_t line() const { return line_; }

  // The bytes ahead: more than kMostNumber unless the stream ends within them.
  absl::string_view Look() {
    if (end_ - begin_ <= kMostNumber && !ended_) Refill();
    return absl::string_view(buffer_.get() + begin_, end_ - begin_);
  }

  void Consume(size_t count) { begin_ += count; }

  void ConsumeSpace(absl::string_view space) {
    line_ += std::count(space.begin(), space.end(), '\n');
    Consume(space.size());
  }

  void SkipSpace() {
    for (;;) {
      const absl::string_view space = LeadingSpace(Look());
      if (space.empty()) return;
      ConsumeSpace(space);
    }
  }

  // Only if seekable.
  void Rewind(int64_t offset) {
    offset_ = offset;
    begin_ = end_ = 0;
    ended_ = !status_.ok();
  }

 private:
  void Refill() {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    while (end_ < kBufferSize && !ended_) ReadSome();
  }

  void ReadSome() {
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

  const int fd_;
  const absl::string_view what_;
  const bool seekable_;
  const std::unique_ptr<char[]> buffer_;
  size_t begin_ = 0;
  size_t end_ = 0;
  int64_t offset_ = 0;
  int64_t line_ = 1;
  bool ended_ = false;
  absl::Status status_;
};

size_t CommonPrefix(absl::string_view x, absl::string_view y) {
  const size_t size = std::min(x.size(), y.size());
  if (std::memcmp(x.data(), y.data(), size) == 0) return size;
  return static_cast<size_t>(
      std::mismatch(x.begin(), x.begin() + static_cast<ptrdiff_t>(size),
                    y.begin())
          .first -
      x.begin());
}

// Equal bytes are accepted under all options, but only whole tokens can be
// judged: returns the offset of the last space in the common prefix (0 if there
// is none), or nullopt if the streams are equal to their end.
std::optional<int64_t> SkipEqualBytes(Reader& output, Reader& answer) {
  int64_t resume = 0;
  for (int64_t offset = 0;;) {
    const absl::string_view out = output.Look();
    const absl::string_view ans = answer.Look();
    if (out.empty() && ans.empty()) return std::nullopt;
    const size_t common = CommonPrefix(out, ans);
    size_t space = common;
    while (space > 0 && !IsSpace(out[space - 1])) --space;
    if (space > 0) resume = offset + static_cast<int64_t>(space) - 1;
    if (common < out.size() || common < ans.size()) return resume;
    offset += static_cast<int64_t>(common);
    output.Consume(common);
    answer.Consume(common);
  }
}

struct Counts {
  int64_t tokens = 0;
  int64_t lines = 0;
};

// Of the first `size` bytes, which end where a token does.
Counts CountPrefix(Reader& reader, int64_t size) {
  Counts counts;
  bool in_token = false;
  reader.Rewind(0);
  while (size > 0) {
    const absl::string_view bytes =
        reader.Look().substr(0, static_cast<size_t>(size));
    if (bytes.empty()) break;
    for (const char c : bytes) {
      const bool space = IsSpace(c);
      if (!space && !in_token) ++counts.tokens;
      in_token = !space;
      if (c == '\n') ++counts.lines;
    }
    reader.Consume(bytes.size());
    size -= static_cast<int64_t>(bytes.size());
  }
  return counts;
}

// -------------------------------------------------------------- comparing

std::string Shown(absl::string_view bytes) {
  const bool cut = bytes.size() > kShownBytes;
  return absl::StrCat(absl::CHexEscape(bytes.substr(0, kShownBytes)),
                      cut ? "..." : "");
}

// The first difference, counted from where comparing began.
struct Mismatch {
  // "token" or "space before token".
  absl::string_view what;
  int64_t token = 0;
  int64_t output_line = 0;
  int64_t answer_line = 0;
  std::string text;
};

Comparison Accepted() {
  Comparison comparison;
  comparison.accepted = true;
  return comparison;
}

Comparison Rejected(const Mismatch& mismatch, const Counts& before) {
  const int64_t output_line = mismatch.output_line + before.lines;
  const int64_t answer_line = mismatch.answer_line + before.lines;
  const std::string lines =
      output_line == answer_line
          ? absl::StrCat("line ", output_line)
          : absl::StrCat("line ", answer_line, " of the answer, ", output_line,
                         " of the output");
  Comparison comparison;
  comparison.position = absl::StrCat(
      mismatch.what, " ", mismatch.token + before.tokens, " (", lines, ")");
  comparison.difference =
      absl::StrCat(comparison.position, ": ", mismatch.text);
  return comparison;
}

class Comparer {
 public:
  Comparer(Reader& output, Reader& answer, const CompareOptions& options)
      : output_(output), answer_(answer), options_(options) {}

  // To the end or to the first difference.
  std::optional<Mismatch> Run() {
    for (;;) {
      SkipOrCompareSpace();
      if (mismatch_.has_value()) return mismatch_;
      ++token_;
      const bool output_ended = output_.Look().empty();
      const bool answer_ended = answer_.Look().empty();
      if (output_ended && answer_ended) return std::nullopt;
      CompareToken();
      if (mismatch_.has_value()) return mismatch_;
    }
  }

 private:
  void Differ(absl::string_view what, std::string text) {
    mismatch_ =
        Mismatch{what, token_, output_.line(), answer_.line(), std::move(text)};
  }

  void DifferInToken(absl::string_view out, absl::string_view ans,
                     absl::string_view note = "") {
    const auto shown = [](absl::string_view token) {
      return token.empty() ? "end of output" : Shown(token);
    };
    Differ("token",
           absl::StrCat("expected ", shown(ans), ", got ", shown(out), note));
  }

  void SkipOrCompareSpace() {
    if (options_.space_change_sensitive) return CompareSpace();
    output_.SkipSpace();
    answer_.SkipSpace();
  }

  // Piece by piece: a run of spaces may be longer than any buffer.
  void CompareSpace() {
    for (;;) {
      const absl::string_view out = LeadingSpace(output_.Look());
      const absl::string_view ans = LeadingSpace(answer_.Look());
      const size_t size = std::min(out.size(), ans.size());
      if (out.substr(0, size) != ans.substr(0, size) ||
          (size == 0 && out.size() != ans.size())) {
        ++token_;
        return Differ("space before token",
                      absl::StrCat("expected \"", Shown(ans), "\", got \"",
                                   Shown(out), "\""));
      }
      if (size == 0) return;
      output_.ConsumeSpace(out.substr(0, size));
      answer_.ConsumeSpace(ans.substr(0, size));
    }
  }

  void CompareToken() {
    const absl::string_view out = LeadingWord(output_.Look());
    const absl::string_view ans = LeadingWord(answer_.Look());
    if (out.size() > kMostNumber && ans.size() > kMostNumber) {
      return CompareLongToken();
    }
    // One of them is complete. Were the other one not, they differ in length
    // as text, and as numbers the longer one is not a number.
    if (!TokenAgrees(out, ans)) return DifferInToken(out, ans);
    output_.Consume(out.size());
    answer_.Consume(ans.size());
  }

  bool TokenAgrees(absl::string_view out, absl::string_view ans) const {
    if (out == ans) return true;
    if (out.size() > kMostNumber || ans.size() > kMostNumber) return false;
    const std::optional<bool> close = WithinTolerance(out, ans, options_);
    return close.has_value() ? *close : TextAgrees(out, ans);
  }

  bool TextAgrees(absl::string_view out, absl::string_view ans) const {
    return options_.case_sensitive ? out == ans
                                   : absl::EqualsIgnoreCase(out, ans);
  }

  // How many bytes agree as text; both are of the same size.
  size_t AgreeingPrefix(absl::string_view out, absl::string_view ans) const {
    if (TextAgrees(out, ans)) return out.size();
    size_t same = 0;
    while (TextAgrees(out.substr(same, 1), ans.substr(same, 1))) ++same;
    return same;
  }

  // Text of any length, piece by piece.
  void CompareLongToken() {
    const std::string out_head(output_.Look().substr(0, kShownBytes + 1));
    const std::string ans_head(answer_.Look().substr(0, kShownBytes + 1));
    for (size_t done = 0;;) {
      const absl::string_view out = LeadingWord(output_.Look());
      const absl::string_view ans = LeadingWord(answer_.Look());
      const size_t size = std::min(out.size(), ans.size());
      const size_t same =
          AgreeingPrefix(out.substr(0, size), ans.substr(0, size));
      done += same;
      if (same < size || (size == 0 && out.size() != ans.size())) {
        return DifferInToken(out_head, ans_head,
                             absl::StrCat(" (from byte ", done + 1, " on)"));
      }
      if (size == 0) return;
      output_.Consume(size);
      answer_.Consume(size);
    }
  }

  Reader& output_;
  Reader& answer_;
  const CompareOptions options_;
  int64_t token_ = 0;
  std::optional<Mismatch> mismatch_;
};

absl::Status CheckTolerance(std::optional<double> tolerance) {
  if (!tolerance.has_value()) return absl::OkStatus();
  if (std::isfinite(*tolerance) && *tolerance >= 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("comparing with the tolerance ", *tolerance));
}

absl::Status ReadStatus(const Reader& output, const Reader& answer) {
  GAVEL_RETURN_IF_ERROR(output.status());
  return answer.status();
}

}  // namespace

absl::StatusOr<Comparison> CompareOutput(int output_fd, int answer_fd,
                                         const CompareOptions& options) {
  GAVEL_RETURN_IF_ERROR(CheckTolerance(options.absolute_tolerance));
  GAVEL_RETURN_IF_ERROR(CheckTolerance(options.relative_tolerance));
  Reader output(output_fd, "the output");
  Reader answer(answer_fd, "the answer");
  int64_t resume = 0;
  if (output.seekable() && answer.seekable()) {
    const std::optional<int64_t> offset = SkipEqualBytes(output, answer);
    GAVEL_RETURN_IF_ERROR(ReadStatus(output, answer));
    if (!offset.has_value()) return Accepted();
    resume = *offset;
    output.Rewind(resume);
    answer.Rewind(resume);
  }
  const std::optional<Mismatch> mismatch =
      Comparer(output, answer, options).Run();
  GAVEL_RETURN_IF_ERROR(ReadStatus(output, answer));
  if (!mismatch.has_value()) return Accepted();
  const Counts before = resume > 0 ? CountPrefix(answer, resume) : Counts();
  GAVEL_RETURN_IF_ERROR(answer.status());
  return Rejected(*mismatch, before);
}

}  // namespace gavel::judge
