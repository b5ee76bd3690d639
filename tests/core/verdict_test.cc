#include "core/verdict.h"

#include <gtest/gtest.h>

namespace gavel {
namespace {

TEST(VerdictTest, EveryCodeParsesBack) {
  for (int number = 1; number <= 8; ++number) {
    const std::optional<Verdict> verdict = VerdictFromNumber(number);
    ASSERT_TRUE(verdict.has_value());
    EXPECT_EQ(ParseVerdictCode(VerdictCode(*verdict)), verdict);
  }
}

TEST(VerdictTest, NumbersOfAHostileProcessAreChecked) {
  EXPECT_EQ(VerdictFromNumber(0), std::nullopt);
  EXPECT_EQ(VerdictFromNumber(9), std::nullopt);
  EXPECT_EQ(ReasonFromNumber(-1), std::nullopt);
  EXPECT_EQ(ReasonFromNumber(24), std::nullopt);
}

TEST(VerdictTest, EveryReasonHasItsName) {
  EXPECT_EQ(ReasonName(Reason::kNone), "");
  EXPECT_EQ(ReasonName(Reason::kCpuTime), "cpu_time");
  EXPECT_EQ(ReasonName(Reason::kStack), "stack");
  EXPECT_EQ(ReasonName(Reason::kInternal), "internal");
}

}  // namespace
}  // namespace gavel
