// Where two outputs differ first, and how that is told.
//
// Shape:   both sides are shortened and escaped: they are hostile or secret
// Units:   tokens and lines from 1
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_ENGINE_MISMATCH_H_
#define GAVEL_JUDGE_ENGINE_MISMATCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "judge/engine/compare.h"

namespace gavel::judge {

// As much of a token as is shown.
inline constexpr size_t kShownBytes = 40;

// Counted from where comparing began.
struct Mismatch {
  // "token" or "space before token".
  absl::string_view what;
  int64_t token = 0;
  int64_t output_line = 0;
  int64_t answer_line = 0;
  std::string text;
  // In bytes from the start of the output; nullopt as ByteWindow::line_start.
  int64_t offset = 0;
  std::optional<int64_t> line_start = {};
  // As in Difference.
  std::string expected = {};
  std::string got = {};
};

// What lies before the place where comparing began.
struct Counts {
  int64_t tokens = 0;
  int64_t lines = 0;
  // Where the last line begins.
  int64_t line_start = 0;
};

// The first kShownBytes bytes, in ASCII.
std::string Shown(absl::string_view bytes);

// The rest of the line, or where that is empty the space after it; as in
// Difference.
std::string RestOfLine(absl::string_view bytes);

Comparison Accepted();
Comparison Rejected(const Mismatch& mismatch, const Counts& before);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_MISMATCH_H_
