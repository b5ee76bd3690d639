#include "sandbox/engine/source_map.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace gavel::sandbox {
namespace {

constexpr absl::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Takes one number off the front: base 64, the lowest five bits first, the sign
// in the lowest bit of all.
bool TakeNumber(absl::string_view& text, int32_t& number) {
  uint32_t value = 0;
  for (int shift = 0; shift < 30; shift += 5) {
    const size_t digit = text.empty() ? kDigits.npos : kDigits.find(text[0]);
    if (digit == kDigits.npos) return false;
    text.remove_prefix(1);
    value |= static_cast<uint32_t>(digit & 31) << shift;
    if ((digit & 32) != 0) continue;
    const int32_t half = static_cast<int32_t>(value >> 1);
    number = (value & 1) != 0 ? -half : half;
    return true;
  }
  return false;
}

bool Before(Position a, Position b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

// Takes a number from 1 off the front, after a colon.
std::optional<int32_t> TakeCoordinate(absl::string_view& text) {
  if (text.empty() || text[0] != ':') return std::nullopt;
  size_t end = 1;
  while (end < text.size() && absl::ascii_isdigit(text[end])) ++end;
  int32_t value = 0;
  if (!absl::SimpleAtoi(text.substr(1, end - 1), &value)) return std::nullopt;
  text.remove_prefix(end);
  return value;
}

}  // namespace

void SourceMap::Decode() const {
  decoded_ = true;
  Position original{1, 1};
  int32_t generated_line = 0;
  for (const absl::string_view line : absl::StrSplit(mappings_, ';')) {
    ++generated_line;
    int32_t generated_column = 1;
    for (absl::string_view segment :
         absl::StrSplit(line, ',', absl::SkipEmpty())) {
      // Column; then source, its line and its column, all as differences.
      std::array<int32_t, 4> field{};
      if (!TakeNumber(segment, field[0])) return;
      generated_column += field[0];
      if (segment.empty()) {
        segments_.push_back({{generated_line, generated_column}, {}});
        continue;
      }
      for (size_t i = 1; i < field.size(); ++i) {
        if (!TakeNumber(segment, field[i])) return;
      }
      original.line += field[2];
      original.column += field[3];
      segments_.push_back({{generated_line, generated_column}, original});
    }
  }
}

Position SourceMap::Original(Position generated) const {
  if (!decoded_) Decode();
  auto after = std::upper_bound(segments_.begin(), segments_.end(), generated,
                                [](Position position, const Segment& segment) {
                                  return Before(position, segment.generated);
                                });
  if (after == segments_.begin()) return {};
  --after;
  const bool usable = after->generated.line == generated.line &&
                      after->original.line > 0 && after->original.column > 0;
  return usable ? after->original : Position();
}

absl::string_view SourceMap::Line(int32_t line) const {
  absl::string_view rest = source_;
  for (int32_t skipped = 1;; ++skipped) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    if (skipped == line) {
      return absl::StripSuffix(rest.substr(0, end), "\r");
    }
    if (end == rest.size()) return {};
    rest.remove_prefix(end + 1);
  }
}

std::string SourceMap::MapPositions(absl::string_view text) const {
  std::string result;
  for (;;) {
    const size_t found = text.find(file_name_);
    if (found == text.npos) break;
    const size_t end = found + file_name_.size();
    absl::StrAppend(&result, text.substr(0, end));
    text.remove_prefix(end);
    absl::string_view rest = text;
    const std::optional<int32_t> line = TakeCoordinate(rest);
    const std::optional<int32_t> column =
        line ? TakeCoordinate(rest) : std::nullopt;
    if (!column) continue;
    const Position original = Original({*line, *column});
    if (original.line > 0) {
      absl::StrAppend(&result, ":", original.line, ":", original.column);
    }
    text = rest;
  }
  absl::StrAppend(&result, text);
  return result;
}

}  // namespace gavel::sandbox
