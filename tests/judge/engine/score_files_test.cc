#include "judge/engine/score_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

struct NumberCase {
  std::string name;
  std::string text;
  // nullopt: refused.
  std::optional<double> value;
};

std::ostream& operator<<(std::ostream& out, const NumberCase& row) {
  return out << row.name;
}

class ParseScoreTest : public ::testing::TestWithParam<NumberCase> {};

TEST_P(ParseScoreTest, TakesDecimalNumbersOnly) {
  const absl::StatusOr<double> value = ParseScore("score.txt", GetParam().text);
  if (GetParam().value.has_value()) {
    ASSERT_TRUE(value.ok()) << value.status();
    EXPECT_EQ(*value, *GetParam().value);
    return;
  }
  EXPECT_THAT(value.status().message(),
              HasSubstr("score.txt does not hold one decimal number"));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ParseScoreTest,
    ::testing::Values(
        NumberCase{"Integer", "42", 42},
        NumberCase{"Spaces", " \t4.25\r\n\n", 4.25},
        NumberCase{"Exponent", "+1.5E+2", 150},
        NumberCase{"NoWhole", ".5", 0.5}, NumberCase{"NoFraction", "5.", 5},
        NumberCase{"Negative", "-2", -2}, NumberCase{"Empty", "", std::nullopt},
        NumberCase{"Blank", " \n", std::nullopt},
        NumberCase{"TwoNumbers", "1 2", std::nullopt},
        NumberCase{"Words", "one", std::nullopt},
        NumberCase{"Infinity", "inf", std::nullopt},
        NumberCase{"NotANumber", "nan", std::nullopt},
        NumberCase{"Hexadecimal", "0x10", std::nullopt},
        NumberCase{"Comma", "1,5", std::nullopt},
        NumberCase{"TooLarge", "1e999", std::nullopt},
        NumberCase{"TwoSigns", "+-1", std::nullopt},
        NumberCase{"LoneDot", ".", std::nullopt},
        NumberCase{"LoneExponent", "1e", std::nullopt},
        NumberCase{"NulByte", std::string("1\0", 2), std::nullopt}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace gavel::judge
