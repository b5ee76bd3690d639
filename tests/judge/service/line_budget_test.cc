#include "judge/service/line_budget.h"

#include <gtest/gtest.h>

#include "tests/fakes/fake_clock.h"

namespace gavel::judge {
namespace {

TEST(LineBudgetTest, TakesSoManyOfEachKindInASecond) {
  fakes::FakeClock clock;
  LineBudget budget(2, clock);
  EXPECT_TRUE(budget.Take("a"));
  EXPECT_TRUE(budget.Take("a"));
  EXPECT_FALSE(budget.Take("a"));
  EXPECT_TRUE(budget.Take("b"));
  clock.Advance(absl::Seconds(1));
  EXPECT_TRUE(budget.Take("a"));
}

TEST(LineBudgetTest, CountsWhatItLeavesOutOnce) {
  fakes::FakeClock clock;
  LineBudget budget(1, clock);
  for (int i = 0; i < 1000; ++i) budget.Take("b");
  for (int i = 0; i < 3; ++i) budget.Take("a");
  budget.Take("c");
  const auto left_out = budget.TakeLeftOut();
  ASSERT_EQ(left_out.size(), 2U);
  EXPECT_EQ(left_out[0].kind, "a");
  EXPECT_EQ(left_out[0].lines, 2);
  EXPECT_EQ(left_out[1].kind, "b");
  EXPECT_EQ(left_out[1].lines, 999);
  EXPECT_TRUE(budget.TakeLeftOut().empty());
}

}  // namespace
}  // namespace gavel::judge
