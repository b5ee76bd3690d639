// Takes text apart into the characters of Unicode.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_CLI_CODE_POINT_H_
#define GAVEL_CLI_CODE_POINT_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace gavel::cli {

struct CodePoint {
  uint32_t value = 0;
  // In bytes; 0 if the text does not start with UTF-8.
  size_t length = 0;
};

// Of text that is not empty.
CodePoint Decode(absl::string_view text);

struct CodePointRange {
  uint32_t first, last;
};

template <size_t size>
bool IsIn(uint32_t c, const CodePointRange (&ranges)[size]) {
  for (const CodePointRange& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

}  // namespace gavel::cli

#endif  // GAVEL_CLI_CODE_POINT_H_
