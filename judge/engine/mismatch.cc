#include "judge/engine/mismatch.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace gavel::judge {

std::string Shown(absl::string_view bytes) {
  const bool cut = bytes.size() > kShownBytes;
  return absl::StrCat(absl::CHexEscape(bytes.substr(0, kShownBytes)),
                      cut ? "..." : "");
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
  return comparison;
}

}  // namespace gavel::judge
