#include "core/utf8.h"

#include <algorithm>

namespace gavel {
namespace {

// The range that the second byte of a sequence may have, by its first: shorter
// forms, surrogates and numbers past U+10FFFF are excluded here.
struct Lead {
  size_t length;
  unsigned least;
  unsigned most;
};

Lead LeadOf(unsigned first) {
  if (first < 0x80) return {1, 0, 0};
  if (first >= 0xc2 && first <= 0xdf) return {2, 0x80, 0xbf};
  if (first == 0xe0) return {3, 0xa0, 0xbf};
  if (first == 0xed) return {3, 0x80, 0x9f};
  if (first >= 0xe1 && first <= 0xef) return {3, 0x80, 0xbf};
  if (first == 0xf0) return {4, 0x90, 0xbf};
  if (first >= 0xf1 && first <= 0xf3) return {4, 0x80, 0xbf};
  if (first == 0xf4) return {4, 0x80, 0x8f};
  return {0, 0, 0};
}

// Length of the valid sequence at `i`, 0 if there is none.
size_t SequenceLength(absl::string_view text, size_t i) {
  const auto byte = [&](size_t k) -> unsigned {
    return static_cast<unsigned char>(text[i + k]);
  };
  const Lead lead = LeadOf(byte(0));
  if (lead.length <= 1) return lead.length;
  if (lead.length > text.size() - i) return 0;
  if (byte(1) < lead.least || byte(1) > lead.most) return 0;
  for (size_t k = 2; k < lead.length; ++k) {
    if ((byte(k) & 0xc0U) != 0x80U) return 0;
  }
  return lead.length;
}

}  // namespace

size_t FindInvalidUtf8(absl::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t length = SequenceLength(text, i);
    if (length == 0) return i;
    i += length;
  }
  return absl::string_view::npos;
}

std::string ToValidUtf8(absl::string_view text, size_t most) {
  constexpr absl::string_view kReplacement = "\xef\xbf\xbd";
  std::string result;
  result.reserve(std::min(text.size(), most));
  bool replaced = false;
  for (size_t i = 0; i < text.size();) {
    const size_t length = SequenceLength(text, i);
    absl::string_view part = text.substr(i, length);
    if (length == 0 && !replaced) part = kReplacement;
    if (part.size() > most - result.size()) break;
    result.append(part.data(), part.size());
    replaced = length == 0;
    i += std::max<size_t>(length, 1);
  }
  return result;
}

}  // namespace gavel
