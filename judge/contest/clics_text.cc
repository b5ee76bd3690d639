#include "judge/contest/clics_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/sha256.h"

namespace gavel::contest {
namespace {

constexpr size_t kMostId = 36;
constexpr size_t kHashPart = 8;

bool IsIdCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' ||
         c == '.' || c == '-';
}

bool IsClicsId(absl::string_view text) {
  return !text.empty() && text.size() <= kMostId && text.front() != '-' &&
         text.front() != '.' && text.back() != '.' &&
         std::all_of(text.begin(), text.end(), IsIdCharacter);
}

}  // namespace

std::string ClicsTime(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone());
}

std::string ClicsRelativeTime(absl::Duration duration) {
  const int64_t signed_millis = absl::ToInt64Milliseconds(duration);
  const int64_t millis = std::abs(signed_millis);
  return absl::StrFormat("%s%d:%02d:%02d.%03d", signed_millis < 0 ? "-" : "",
                         millis / 3'600'000, millis / 60'000 % 60,
                         millis / 1000 % 60, millis % 1000);
}

std::string ClicsId(absl::string_view text) {
  if (IsClicsId(text)) return std::string(text);
  std::string id;
  for (const char c : text.substr(0, kMostId - kHashPart - 1)) {
    const bool fits =
        IsIdCharacter(c) && (!id.empty() || (c != '-' && c != '.'));
    id.push_back(fits ? c : '_');
  }
  Sha256Hasher hasher;
  hasher.Update(text);
  return absl::StrCat(id, "_", ToHex(hasher.Finish()).substr(0, kHashPart));
}

}  // namespace gavel::contest
