#include "judge/engine/token_comparer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/tolerance.h"

namespace gavel::judge {
namespace {

void SkipSpace(ByteWindow& window) {
  for (;;) {
    const absl::string_view text = window.Look();
    const size_t space = LeadingSpace(text);
    window.ConsumeSpace(space);
    if (space == 0 || space < text.size()) return;
  }
}

}  // namespace

TokenComparer::TokenComparer(ByteWindow& output, ByteWindow& answer,
                             const CompareOptions& options)
    : output_(output),
      answer_(answer),
      options_(options),
      classes_(ClassesFor(options.case_sensitive)) {}

std::optional<Mismatch> TokenComparer::Run() {
  for (;;) {
    if (options_.space_change_sensitive) {
      CompareSpace();
      if (mismatch_.has_value()) return mismatch_;
    } else {
      SkipSpace(output_);
      SkipSpace(answer_);
    }
    ++token_;
    if (output_.Look().empty() && answer_.Look().empty()) return std::nullopt;
    CompareToken();
    if (mismatch_.has_value()) return mismatch_;
  }
}

void TokenComparer::Differ(absl::string_view what, std::string text) {
  mismatch_ = Mismatch{.what = what,
                       .token = token_,
                       .output_line = output_.line(),
                       .answer_line = answer_.line(),
                       .text = std::move(text),
                       .offset = output_.position(),
                       .line_start = output_.line_start(),
                       .expected = RestOfLine(answer_.Look()),
                       .got = RestOfLine(output_.Look())};
}

void TokenComparer::DifferInToken(absl::string_view out, absl::string_view ans,
                                  absl::string_view note) {
  const auto shown = [](absl::string_view token) {
    return token.empty() ? "end of output" : Shown(token);
  };
  Differ("token",
         absl::StrCat("expected ", shown(ans), ", got ", shown(out), note));
}

// Piece by piece: a run of spaces may be longer than any buffer.
void TokenComparer::CompareSpace() {
  for (;;) {
    const absl::string_view out_ahead = output_.Look();
    const absl::string_view ans_ahead = answer_.Look();
    const absl::string_view out = out_ahead.substr(0, LeadingSpace(out_ahead));
    const absl::string_view ans = ans_ahead.substr(0, LeadingSpace(ans_ahead));
    const size_t size = std::min(out.size(), ans.size());
    if (out.substr(0, size) != ans.substr(0, size) ||
        (size == 0 && out.size() != ans.size())) {
      std::string text = absl::StrCat("expected \"", Shown(ans), "\", got \"",
                                      Shown(out), "\"");
      // The line is that of the difference, wherever comparing began.
      const size_t same = CommonPrefix(out, ans, true);
      output_.ConsumeSpace(same);
      answer_.ConsumeSpace(same);
      ++token_;
      return Differ("space before token", std::move(text));
    }
    if (size == 0) return;
    output_.ConsumeSpace(size);
    answer_.ConsumeSpace(size);
  }
}

// The same text is the same number, whatever the tolerances.
void TokenComparer::CompareToken() {
  const absl::string_view out = output_.Look();
  const absl::string_view ans = answer_.Look();
  const size_t same = CommonWord(out, ans, classes_);
  if (same <= kMostNumber && EndsWord(out, same) && EndsWord(ans, same)) {
    output_.Consume(same);
    answer_.Consume(same);
    return;
  }
  const size_t out_size = WordEnd(out, same);
  const size_t ans_size = WordEnd(ans, same);
  if (out_size > kMostNumber && ans_size > kMostNumber) {
    return CompareLongToken();
  }
  CompareAsNumbers(out.substr(0, out_size), ans.substr(0, ans_size));
}

// At least one of them is complete, and they differ as text. Were the other one
// not complete, it is too long for a number.
void TokenComparer::CompareAsNumbers(absl::string_view out,
                                     absl::string_view ans) {
  const bool close = out.size() <= kMostNumber && ans.size() <= kMostNumber &&
                     WithinTolerance(out, ans, options_).value_or(false);
  if (!close) return DifferInToken(out, ans);
  output_.Consume(out.size());
  answer_.Consume(ans.size());
}

// Text of any length, piece by piece.
void TokenComparer::CompareLongToken() {
  const std::string out_head(output_.Look().substr(0, kShownBytes + 1));
  const std::string ans_head(answer_.Look().substr(0, kShownBytes + 1));
  for (size_t done = 0;;) {
    const absl::string_view out = output_.Look();
    const absl::string_view ans = answer_.Look();
    const size_t same = CommonWord(out, ans, classes_);
    if (same == 0) {
      if (EndsWord(out, 0) && EndsWord(ans, 0)) return;
      return DifferInToken(out_head, ans_head,
                           absl::StrCat(" (from byte ", done + 1, " on)"));
    }
    done += same;
    output_.Consume(same);
    answer_.Consume(same);
  }
}

}  // namespace gavel::judge
