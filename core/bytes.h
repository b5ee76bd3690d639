// A count of bytes as a type, so that no limit is ever in doubt about its unit.
//
// Shape:   any non-negative count; formats as B, KiB, MiB or GiB
// Threads: pure, safe anywhere
#ifndef GAVEL_CORE_BYTES_H_
#define GAVEL_CORE_BYTES_H_

#include <compare>
#include <cstdint>
#include <string>

namespace gavel {

class Bytes {
 public:
  constexpr Bytes() = default;
  explicit constexpr Bytes(int64_t count) : count_(count) {}

  // The number of bytes.
  constexpr int64_t count() const { return count_; }

  friend constexpr auto operator<=>(Bytes, Bytes) = default;
  friend constexpr Bytes operator+(Bytes a, Bytes b) {
    return Bytes(a.count_ + b.count_);
  }
  friend constexpr Bytes operator-(Bytes a, Bytes b) {
    return Bytes(a.count_ - b.count_);
  }

 private:
  int64_t count_ = 0;
};

constexpr Bytes KiB(int64_t n) { return Bytes(n * 1024); }
constexpr Bytes MiB(int64_t n) { return Bytes(n * 1024 * 1024); }

// "12.5 MiB", "0 B": for people, not for parsing.
std::string FormatBytes(Bytes bytes);

}  // namespace gavel

#endif  // GAVEL_CORE_BYTES_H_
