#include "judge/service/request_id.h"

#include <algorithm>
#include <cstdint>

#include "absl/random/uniform_int_distribution.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostRequestId = 64;
// RFC 9562: the variant's two bits.
constexpr uint64_t kVariant = uint64_t{2} << 62;

}  // namespace

bool IsRequestId(absl::string_view text) {
  if (text.empty() || text.size() > kMostRequestId) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
           c == '_' || c == '.' || c == ':';
  });
}

std::string MakeRequestId(absl::Time now, absl::BitGenRef random) {
  absl::uniform_int_distribution<uint64_t> bits;
  const uint64_t ms = static_cast<uint64_t>(absl::ToUnixMillis(now)) &
                      ((uint64_t{1} << 48) - 1);
  const uint64_t high = bits(random) & 0xfff;
  const uint64_t low = (bits(random) >> 2) | kVariant;
  return absl::StrFormat("%08x-%04x-7%03x-%04x-%012x", ms >> 16, ms & 0xffff,
                         high, low >> 48, low & ((uint64_t{1} << 48) - 1));
}

}  // namespace gavel::judge
