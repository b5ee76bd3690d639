#include "core/bytes.h"

#include <array>
#include <cstddef>

#include "absl/strings/str_format.h"

namespace gavel {

std::string FormatBytes(Bytes bytes) {
  static constexpr std::array<const char*, 4> kUnits = {"B", "KiB", "MiB",
                                                        "GiB"};
  double value = static_cast<double>(bytes.count());
  size_t unit = 0;
  while (value >= 1024 && unit + 1 < kUnits.size()) {
    value /= 1024;
    ++unit;
  }
  const bool whole = value == static_cast<double>(static_cast<int64_t>(value));
  return whole ? absl::StrFormat("%.0f %s", value, kUnits[unit])
               : absl::StrFormat("%.1f %s", value, kUnits[unit]);
}

}  // namespace gavel
