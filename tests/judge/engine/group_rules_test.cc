#include "judge/engine/group_rules.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace gavel::judge {
namespace {

struct SumCase {
  std::string name;
  std::vector<double> scores;
  double sum;
};

std::ostream& operator<<(std::ostream& out, const SumCase& row) {
  return out << row.name;
}

class SumTest : public ::testing::TestWithParam<SumCase> {};

TEST_P(SumTest, IsThatOfTheDecimalNumbers) {
  std::vector<Standing> items;
  for (const double score : GetParam().scores) {
    items.push_back({.verdict = Verdict::kAccepted, .score = score});
  }
  GroupScoring scoring;
  scoring.aggregation = ScoreAggregation::kSum;
  const absl::StatusOr<Standing> unbounded = Grade("secret", items, scoring);
  ASSERT_TRUE(unbounded.ok()) << unbounded.status();
  EXPECT_EQ(unbounded->score, GetParam().sum);

  const absl::StatusOr<Standing> legacy =
      Grade("secret", items, LegacyGrading());
  ASSERT_TRUE(legacy.ok()) << legacy.status();
  EXPECT_EQ(legacy->score, GetParam().sum);
}

INSTANTIATE_TEST_SUITE_P(
    Sums, SumTest,
    ::testing::Values(
        SumCase{"Nothing", {}, 0}, SumCase{"TwoTenths", {0.1, 0.2}, 0.3},
        SumCase{"ThreeTenths", {0.1, 0.2, 0.3}, 0.6},
        SumCase{"TenThousandTenths", std::vector<double>(10'000, 0.1), 1000},
        SumCase{"InAnyOrder", {0.3, 0.2, 0.1}, 0.6},
        SumCase{"LargeIntegers", {9007199254740990, 1}, 9007199254740991},
        SumCase{"LargeAndSmall", {1e15, 0.25, -1e15}, 0.25}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace gavel::judge
