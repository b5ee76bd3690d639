// What the default output validator takes for space and for the same text, one
// look into a table for each byte.
//
// Shape:   bytes, whatever the locale: space is 20, 09, 0A, 0B, 0C and 0D; of
//          letters only A to Z have another case
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Default output validator"
#ifndef GAVEL_JUDGE_ENGINE_WORDS_H_
#define GAVEL_JUDGE_ENGINE_WORDS_H_

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/string_view.h"

namespace gavel::judge {

// For each byte the one that stands for all that are the same text.
using ByteClasses = std::array<unsigned char, 256>;

constexpr ByteClasses MakeClasses(bool case_sensitive) {
  ByteClasses classes{};
  for (size_t i = 0; i < classes.size(); ++i) {
    const bool folded = !case_sensitive && i >= 'A' && i <= 'Z';
    classes[i] = static_cast<unsigned char>(folded ? i - 'A' + 'a' : i);
  }
  return classes;
}

constexpr std::array<bool, 256> MakeSpaces() {
  std::array<bool, 256> spaces{};
  for (const unsigned char c : {' ', '\t', '\n', '\v', '\f', '\r'}) {
    spaces[c] = true;
  }
  return spaces;
}

inline constexpr std::array<bool, 256> kIsSpace = MakeSpaces();
inline constexpr ByteClasses kEveryByte = MakeClasses(true);
inline constexpr ByteClasses kWithoutCase = MakeClasses(false);

inline const ByteClasses& ClassesFor(bool case_sensitive) {
  return case_sensitive ? kEveryByte : kWithoutCase;
}

inline bool IsSpace(char c) { return kIsSpace[static_cast<unsigned char>(c)]; }

// How many bytes are space before the first that is not.
inline size_t LeadingSpace(absl::string_view text) {
  size_t size = 0;
  while (size < text.size() && IsSpace(text[size])) ++size;
  return size;
}

// How many bytes are not space, from `from` on; counted from the beginning.
inline size_t WordEnd(absl::string_view text, size_t from = 0) {
  while (from < text.size() && !IsSpace(text[from])) ++from;
  return from;
}

// Whether a word of that size, which is all that is left or less, ends there.
inline bool EndsWord(absl::string_view text, size_t size) {
  return size == text.size() || IsSpace(text[size]);
}

inline bool SameByte(char x, char y, const ByteClasses& classes) {
  return classes[static_cast<unsigned char>(x)] ==
         classes[static_cast<unsigned char>(y)];
}

// How many bytes at the beginning are the same text, a block at a time.
size_t CommonPrefix(absl::string_view x, absl::string_view y,
                    bool case_sensitive);

// The same, and no further than the first word. A space is only ever the same
// as itself, so it is enough to look for it on one side.
inline size_t CommonWord(absl::string_view x, absl::string_view y,
                         const ByteClasses& classes) {
  const size_t most = std::min(x.size(), y.size());
  size_t size = 0;
  while (size < most && !IsSpace(x[size]) &&
         SameByte(x[size], y[size], classes)) {
    ++size;
  }
  return size;
}

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_WORDS_H_
