#include "judge/engine/mismatch.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "core/judgement.h"
#include "core/utf8.h"
#include "judge/engine/words.h"

namespace gavel::judge {
namespace {

constexpr absl::string_view kMore = "...";

}  // namespace

std::string Shown(absl::string_view bytes) {
  const bool cut = bytes.size() > kShownBytes;
  return absl::StrCat(absl::CHexEscape(bytes.substr(0, kShownBytes)),
                      cut ? "..." : "");
}

std::string RestOfLine(absl::string_view bytes) {
  const size_t space = std::min(LeadingSpace(bytes), kMaxDifference);
  const size_t line = std::min(bytes.find('\n'), bytes.size());
  const absl::string_view rest = bytes.substr(0, std::max(space, line));
  std::string text = ToValidUtf8(rest.substr(0, kMaxDifference));
  if (rest.size() <= kMaxDifference && text.size() <= kMaxDifference) {
    return text;
  }
  return absl::StrCat(ToValidUtf8(text, kMaxDifference - kMore.size()), kMore);
}

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
  Difference& first = comparison.first.emplace();
  first.offset = mismatch.offset;
  first.line = output_line;
  first.column =
      mismatch.offset - mismatch.line_start.value_or(before.line_start) + 1;
  first.token = mismatch.token + before.tokens;
  first.expected = mismatch.expected;
  first.got = mismatch.got;
  return comparison;
}

}  // namespace gavel::judge
