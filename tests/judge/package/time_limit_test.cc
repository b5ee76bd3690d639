#include "judge/package/time_limit.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace gavel::package {
namespace {

struct Row {
  std::string name;
  // In milliseconds; 0: not given.
  int given;
  int resolution;
  std::vector<int> lower;
  std::vector<int> upper;
  // The limit, or why there is none.
  std::string derived;

  friend std::ostream& operator<<(std::ostream& os, const Row& row) {
    return os << row.name;
  }
};

std::string RowName(const testing::TestParamInfo<Row>& info) {
  return info.param.name;
}

class TimeLimitTest : public testing::TestWithParam<Row> {};

TEST_P(TimeLimitTest, FollowsTheRule) {
  const Row& row = GetParam();
  TimeRules rules;
  if (row.given > 0) rules.given = absl::Milliseconds(row.given);
  rules.resolution = absl::Milliseconds(row.resolution);
  SlowestTimes times;
  for (const int ms : row.lower) times.lower.push_back(absl::Milliseconds(ms));
  for (const int ms : row.upper) times.upper.push_back(absl::Milliseconds(ms));
  const absl::StatusOr<absl::Duration> limit = DeriveTimeLimit(rules, times);
  EXPECT_EQ(limit.ok() ? absl::FormatDuration(*limit)
                       : absl::StrCat(limit.status().message()),
            row.derived);
}

// The multipliers are 2 and 1.5.
INSTANTIATE_TEST_SUITE_P(
    All, TimeLimitTest,
    testing::Values(
        Row{"RoundedUp", 0, 1000, {600, 100}, {}, "2s"},
        Row{"ExactMultiple", 0, 1000, {500}, {}, "1s"},
        Row{"AtLeastOne", 0, 1000, {0}, {}, "1s"},
        Row{"FineResolution", 0, 100, {333}, {}, "700ms"},
        Row{"UpperBoundKept", 0, 1000, {600}, {9000, 3000}, "2s"},
        Row{"UpperBoundBroken",
            0,
            1000,
            {600},
            {9000, 2999},
            "time limit 2s times 1.5 is more than the 2.999s of the fastest "
            "submission that has to be too slow"},
        Row{"NothingBelow",
            0,
            1000,
            {},
            {3000},
            "no submission bounds the time limit from below"},
        Row{"Given", 5000, 1000, {600}, {8000}, "5s"},
        Row{"GivenBetweenMultiples", 1250, 1000, {600}, {}, "1.25s"},
        Row{"GivenTooSmall",
            1000,
            1000,
            {501},
            {},
            "time limit 1s is less than 2 times the 501ms of the slowest "
            "submission that has to be fast enough"},
        Row{"GivenTooLarge",
            5000,
            1000,
            {501},
            {7000},
            "time limit 5s times 1.5 is more than the 7s of the fastest "
            "submission that has to be too slow"}),
    RowName);

}  // namespace
}  // namespace gavel::package
