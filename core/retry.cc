#include "core/retry.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace gavel {
namespace {

// What it is called among a status's payloads; its value is milliseconds.
constexpr char kPayload[] = "gavel/retry-after-ms";

}  // namespace

absl::Status RetryAfter(absl::Status status, absl::Duration delay) {
  const int64_t milliseconds = absl::ToInt64Milliseconds(
      absl::Ceil(std::max(delay, absl::ZeroDuration()), absl::Milliseconds(1)));
  status.SetPayload(kPayload, absl::Cord(absl::StrCat(milliseconds)));
  return status;
}

std::optional<absl::Duration> RetryDelay(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayload);
  int64_t milliseconds = 0;
  if (!payload.has_value() ||
      !absl::SimpleAtoi(std::string(*payload), &milliseconds)) {
    return std::nullopt;
  }
  return absl::Milliseconds(milliseconds);
}

}  // namespace gavel
