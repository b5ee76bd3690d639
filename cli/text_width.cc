#include "cli/text_width.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/code_point.h"
#include "cli/format.h"

namespace gavel::cli {
namespace {

constexpr size_t kMostMarks = 2;

bool IsMark(uint32_t c) {
  static constexpr CodePointRange kMarks[] = {
      {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x5bf, 0x5c7},
      {0x610, 0x61a},   {0x64b, 0x65f},   {0x670, 0x670},   {0x6d6, 0x6dc},
      {0x6df, 0x6e4},   {0x6e7, 0x6ed},   {0x711, 0x711},   {0x730, 0x74a},
      {0x900, 0x902},   {0x93c, 0x93c},   {0x941, 0x948},   {0x94d, 0x94d},
      {0xe31, 0xe31},   {0xe34, 0xe3a},   {0xe47, 0xe4e},   {0x1ab0, 0x1aff},
      {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0x302a, 0x302f}, {0x3099, 0x309a},
      {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};
  return IsIn(c, kMarks);
}

bool IsWide(uint32_t c) {
  static constexpr CodePointRange kWide[] = {
      {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2e80, 0x303e},
      {0x3041, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97c},
      {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
      {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x1b000, 0x1b2ff},
      {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1faff},
      {0x20000, 0x3fffd}};
  return IsIn(c, kWide);
}

bool IsRightToLeft(uint32_t c) {
  static constexpr CodePointRange kRightToLeft[] = {{0x590, 0x8ff},
                                                    {0xfb1d, 0xfdff},
                                                    {0xfe70, 0xfefc},
                                                    {0x10800, 0x10fff},
                                                    {0x1e800, 0x1efff}};
  return IsIn(c, kRightToLeft);
}

// The only character of those that Escape refuses which is made here.
constexpr uint32_t kLeftToRightMark = 0x200e;
constexpr char kLeftToRightMarkText[] = "\u200e";
constexpr char kEllipsis[] = "…";

size_t WidthOf(uint32_t c) {
  if (c == kLeftToRightMark || IsMark(c)) return 0;
  return IsWide(c) ? 2 : 1;
}

// Calls `take` with each character and its text, until it returns false.
template <typename Take>
void ForEachCharacter(absl::string_view text, const Take& take) {
  while (!text.empty()) {
    const CodePoint c = Decode(text);
    const size_t length = std::max<size_t>(c.length, 1);
    if (!take(c.value, text.substr(0, length))) return;
    text.remove_prefix(length);
  }
}

std::string Spaces(absl::string_view text, size_t width) {
  return std::string(width - std::min(width, TextWidth(text)), ' ');
}

}  // namespace

size_t TextWidth(absl::string_view text) {
  size_t width = 0;
  ForEachCharacter(text, [&](uint32_t c, absl::string_view /*bytes*/) {
    width += WidthOf(c);
    return true;
  });
  return width;
}

std::string CutText(absl::string_view text, size_t width) {
  if (TextWidth(text) <= width) return std::string(text);
  if (width == 0) return "";
  std::string cut;
  size_t used = 0;
  bool right_to_left = false;
  ForEachCharacter(text, [&](uint32_t c, absl::string_view bytes) {
    if (used + WidthOf(c) > width - 1) return false;
    used += WidthOf(c);
    right_to_left = right_to_left || IsRightToLeft(c);
    absl::StrAppend(&cut, bytes);
    return true;
  });
  return absl::StrCat(cut, right_to_left ? kLeftToRightMarkText : "",
                      kEllipsis);
}

std::string FitLeft(absl::string_view text, size_t width) {
  const std::string cut = CutText(text, width);
  return absl::StrCat(cut, Spaces(cut, width));
}

std::string FitRight(absl::string_view text, size_t width) {
  const std::string cut = CutText(text, width);
  return absl::StrCat(Spaces(cut, width), cut);
}

std::string NameText(absl::string_view name) {
  std::string text;
  size_t marks = 0;
  bool right_to_left = false;
  ForEachCharacter(Escape(name), [&](uint32_t c, absl::string_view bytes) {
    marks = IsMark(c) ? marks + 1 : 0;
    right_to_left = right_to_left || IsRightToLeft(c);
    if (marks <= kMostMarks) absl::StrAppend(&text, bytes);
    return true;
  });
  if (right_to_left) absl::StrAppend(&text, kLeftToRightMarkText);
  return text;
}

}  // namespace gavel::cli
