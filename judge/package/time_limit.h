// The time limit that the example submissions of a package ask for.
//
// Shape:   submissions that must not be too slow bound it from below, those
//          that must be from above; a limit that is given has to fit as well
// Errors:  InvalidArgument that says which bound is broken
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Problem timing"
#ifndef GAVEL_JUDGE_PACKAGE_TIME_LIMIT_H_
#define GAVEL_JUDGE_PACKAGE_TIME_LIMIT_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace gavel::package {

struct TimeRules {
  // Of problem.yaml, or of the files that stand in for it.
  std::optional<absl::Duration> given;
  absl::Duration resolution = absl::Seconds(1);
  double ac_to_time_limit = 2;
  double time_limit_to_tle = 1.5;
};

// Slowest times of submissions, each over the tests that it counts for.
struct SlowestTimes {
  std::vector<absl::Duration> lower;
  std::vector<absl::Duration> upper;
};

// The limit that is given if it keeps the rules, else the smallest multiple of
// the resolution that does.
absl::StatusOr<absl::Duration> DeriveTimeLimit(const TimeRules& rules,
                                               const SlowestTimes& times);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_TIME_LIMIT_H_
