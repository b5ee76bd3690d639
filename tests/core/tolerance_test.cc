#include "core/tolerance.h"

#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>

namespace gavel {
namespace {

struct Case {
  const char* name;
  std::optional<double> absolute;
  std::optional<double> relative;
  std::string output;
  std::string answer;
  std::optional<bool> within;

  friend std::ostream& operator<<(std::ostream& out, const Case& test) {
    return out << test.name;
  }
};

class ToleranceTest : public testing::TestWithParam<Case> {};

TEST_P(ToleranceTest, ComparesExactly) {
  const Case& test = GetParam();
  CompareOptions options;
  options.absolute_tolerance = test.absolute;
  options.relative_tolerance = test.relative;
  EXPECT_EQ(WithinTolerance(test.output, test.answer, options), test.within);
}

constexpr std::nullopt_t kNone = std::nullopt;

INSTANTIATE_TEST_SUITE_P(
    Numbers, ToleranceTest,
    testing::Values(
        Case{"NoTolerance", kNone, kNone, "1", "1", kNone},
        Case{"AnswerIsNoNumber", 1.0, kNone, "1", "one", kNone},
        Case{"OutputIsNoNumber", 1.0, kNone, "one", "1", false},
        Case{"AbsoluteInclusive", 0.1, kNone, "0.3", "0.2", true},
        Case{"AbsoluteJustBeyond", 0.1, kNone, "0.3000000000000000000001",
             "0.2", false},
        Case{"RelativeInclusive", kNone, 0.1, "-11", "-10", true},
        Case{"RelativeToZero", kNone, 0.1, "1e-300", "0", false},
        Case{"EitherIsEnough", 0.1, 0.1, "1e-300", "0", true},
        Case{"FifteenDigits", 1.0, kNone, "999999999999999", "999999999999998",
             true},
        Case{"FifteenDigitsApart", 0.5, kNone, "999999999999999",
             "999999999999998", false},
        Case{"SixteenDigits", 0.1, kNone, "100000000000000.1",
             "100000000000000.0", true},
        Case{"SixteenDigitsApart", 0.1, kNone, "100000000000000.2",
             "100000000000000.0", false},
        Case{"OnePointIsEnough", 9.0, kNone, "1.2.3", "1", false},
        Case{"PointAlone", 9.0, kNone, "-.", "1", false},
        Case{"BothJustMissed", 0.1, 0.01, "10.11", "10", false},
        Case{"OnlyTheAbsoluteMissed", 0.01, 0.1, "10.5", "10", true},
        Case{"BeyondDoubles", 1.0, kNone, "1e400", "1e400", true},
        Case{"BeyondDoublesAndApart", 1.0, kNone, "1e400", "1.1e400", false}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace gavel
