#include "judge/engine/compare.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "judge/engine/byte_window.h"
#include "judge/engine/mismatch.h"
#include "judge/engine/token_comparer.h"
#include "judge/engine/words.h"

namespace gavel::judge {
namespace {

// The same text is accepted under all options, but only whole tokens can be
// judged: returns the offset of the last space in the common prefix (0 if there
// is none), or nullopt if the streams are the same to their end.
std::optional<int64_t> SkipSameText(ByteWindow& output, ByteWindow& answer,
                                    bool case_sensitive) {
  int64_t resume = 0;
  for (int64_t offset = 0;;) {
    const absl::string_view out = output.Look();
    const absl::string_view ans = answer.Look();
    if (out.empty() && ans.empty()) return std::nullopt;
    const size_t same = CommonPrefix(out, ans, case_sensitive);
    size_t space = same;
    while (space > 0 && !IsSpace(out[space - 1])) --space;
    if (space > 0) resume = offset + static_cast<int64_t>(space) - 1;
    if (same < out.size() || same < ans.size()) return resume;
    offset += static_cast<int64_t>(same);
    output.Consume(same);
    answer.Consume(same);
  }
}

// Of the first `size` bytes, which end where a token does.
Counts CountPrefix(ByteWindow& window, int64_t size) {
  Counts counts;
  bool in_token = false;
  int64_t offset = 0;
  window.Rewind(0);
  while (offset < size) {
    const absl::string_view bytes =
        window.Look().substr(0, static_cast<size_t>(size - offset));
    if (bytes.empty()) break;
    for (const char c : bytes) {
      ++offset;
      const bool space = IsSpace(c);
      if (!space && !in_token) ++counts.tokens;
      in_token = !space;
      if (c != '\n') continue;
      ++counts.lines;
      counts.line_start = offset;
    }
    window.Consume(bytes.size());
  }
  return counts;
}

absl::Status CheckTolerance(std::optional<double> tolerance) {
  if (!tolerance.has_value()) return absl::OkStatus();
  if (std::isfinite(*tolerance) && *tolerance >= 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("comparing with the tolerance ", *tolerance));
}

absl::Status ReadStatus(const ByteWindow& output, const ByteWindow& answer) {
  GAVEL_RETURN_IF_ERROR(output.status());
  return answer.status();
}

}  // namespace

absl::StatusOr<Comparison> CompareOutput(int output_fd, int answer_fd,
                                         const CompareOptions& options) {
  GAVEL_RETURN_IF_ERROR(CheckTolerance(options.absolute_tolerance));
  GAVEL_RETURN_IF_ERROR(CheckTolerance(options.relative_tolerance));
  ByteWindow output(output_fd, "the output");
  ByteWindow answer(answer_fd, "the answer");
  int64_t resume = 0;
  if (output.seekable() && answer.seekable()) {
    const std::optional<int64_t> offset =
        SkipSameText(output, answer, options.case_sensitive);
    GAVEL_RETURN_IF_ERROR(ReadStatus(output, answer));
    if (!offset.has_value()) return Accepted();
    resume = *offset;
    output.Rewind(resume);
    answer.Rewind(resume);
  }
  const std::optional<Mismatch> mismatch =
      TokenComparer(output, answer, options).Run();
  GAVEL_RETURN_IF_ERROR(ReadStatus(output, answer));
  if (!mismatch.has_value()) return Accepted();
  const Counts before = resume > 0 ? CountPrefix(answer, resume) : Counts();
  GAVEL_RETURN_IF_ERROR(answer.status());
  return Rejected(*mismatch, before);
}

}  // namespace gavel::judge
