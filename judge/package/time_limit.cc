#include "judge/package/time_limit.h"

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace gavel::package {
namespace {

absl::Status TooSmall(absl::Duration limit, absl::Duration slowest,
                      const TimeRules& rules) {
  if (slowest * rules.ac_to_time_limit <= limit) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "time limit ", absl::FormatDuration(limit), " is less than ",
      rules.ac_to_time_limit, " times the ", absl::FormatDuration(slowest),
      " of the slowest submission that has to be fast enough"));
}

absl::Status TooLarge(absl::Duration limit, absl::Duration fastest,
                      const TimeRules& rules) {
  if (limit * rules.time_limit_to_tle <= fastest) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("time limit ", absl::FormatDuration(limit), " times ",
                   rules.time_limit_to_tle, " is more than the ",
                   absl::FormatDuration(fastest),
                   " of the fastest submission that has to be too slow"));
}

// The smallest multiple, at least one, that is not below the product.
absl::Duration RoundUp(absl::Duration product, absl::Duration resolution) {
  absl::Duration rest;
  int64_t count = absl::IDivDuration(product, resolution, &rest);
  if (rest > absl::ZeroDuration()) ++count;
  return std::max<int64_t>(count, 1) * resolution;
}

}  // namespace

absl::StatusOr<absl::Duration> DeriveTimeLimit(const TimeRules& rules,
                                               const SlowestTimes& times) {
  if (times.lower.empty()) {
    return absl::InvalidArgumentError(
        "no submission bounds the time limit from below");
  }
  const absl::Duration slowest =
      *std::max_element(times.lower.begin(), times.lower.end());
  const absl::Duration fastest =
      times.upper.empty()
          ? absl::InfiniteDuration()
          : *std::min_element(times.upper.begin(), times.upper.end());
  const absl::Duration limit = rules.given.value_or(
      RoundUp(slowest * rules.ac_to_time_limit, rules.resolution));
  const absl::Status small = TooSmall(limit, slowest, rules);
  if (!small.ok()) return small;
  const absl::Status large = TooLarge(limit, fastest, rules);
  if (!large.ok()) return large;
  return limit;
}

}  // namespace gavel::package
