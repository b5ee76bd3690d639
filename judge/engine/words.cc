#include "judge/engine/words.h"

#include <algorithm>
#include <cstring>

namespace gavel::judge {
namespace {

// So that a compiler makes vectors of it.
constexpr size_t kBlock = 64;

// The same as kWithoutCase, without a table.
unsigned char Folded(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const auto letter = static_cast<unsigned char>(byte - 'A');
  return static_cast<unsigned char>(letter < 26 ? byte + 32 : byte);
}

bool SameFoldedBlock(const char* x, const char* y) {
  unsigned char difference = 0;
  for (size_t i = 0; i < kBlock; ++i) {
    difference |= static_cast<unsigned char>(Folded(x[i]) ^ Folded(y[i]));
  }
  return difference == 0;
}

}  // namespace

size_t CommonPrefix(absl::string_view x, absl::string_view y,
                    bool case_sensitive) {
  const size_t most = std::min(x.size(), y.size());
  if (std::memcmp(x.data(), y.data(), most) == 0) return most;
  size_t size = 0;
  while (!case_sensitive && size + kBlock <= most &&
         SameFoldedBlock(x.data() + size, y.data() + size)) {
    size += kBlock;
  }
  const ByteClasses& classes = ClassesFor(case_sensitive);
  while (size < most && SameByte(x[size], y[size], classes)) ++size;
  return size;
}

}  // namespace gavel::judge
