#include "judge/package/arguments.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge/package/wrong_package.h"

namespace gavel::package {
namespace {

constexpr char kFile[] = "data/secret/test_group.yaml";

Files With(const std::string& arguments) {
  return Plus(
      FullPackage(),
      {{kFile, absl::StrCat("# \noutput_validator_args: ", arguments, "\n")}});
}

CompareOptions Options(const std::string& arguments) {
  return MustLoad(With(arguments)).problem.tests.at(0).compare;
}

TEST(ArgumentsTest, ReadsAll) {
  const CompareOptions options = Options(
      "[case_sensitive, space_change_sensitive, "
      "float_absolute_tolerance, 1e-6, float_relative_tolerance, "
      "'0.25']");
  EXPECT_TRUE(options.case_sensitive);
  EXPECT_TRUE(options.space_change_sensitive);
  EXPECT_EQ(options.absolute_tolerance, 1e-6);
  EXPECT_EQ(options.relative_tolerance, 0.25);
}

TEST(ArgumentsTest, FloatToleranceIsBoth) {
  const CompareOptions options = Options("[float_tolerance, 1e-4]");
  EXPECT_EQ(options.absolute_tolerance, 1e-4);
  EXPECT_EQ(options.relative_tolerance, 1e-4);
}

class WrongArgumentsTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongArgumentsTest, AreRefusedWithFileAndLine) {
  EXPECT_EQ(Refusal(Plus(FullPackage(), GetParam().files)), GetParam().message);
}

Wrong Arguments(const std::string& name, const std::string& arguments,
                const std::string& message) {
  return {name, With(arguments), absl::StrCat(kFile, ": line 2: ", message)};
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongArgumentsTest,
    testing::Values(
        Arguments("NoList", "case_sensitive",
                  "output_validator_args is not a list of strings"),
        Arguments("ListOfLists", "[[case_sensitive]]",
                  "output_validator_args is not a list of strings"),
        Arguments("Unknown", "[ignore_case]",
                  "unknown output validator argument ignore_case"),
        Arguments("FlagTwice", "[case_sensitive, case_sensitive]",
                  "case_sensitive is given twice, or with another tolerance "
                  "that it includes"),
        Arguments("ToleranceTwice",
                  "[float_absolute_tolerance, 1, float_absolute_tolerance, 1]",
                  "float_absolute_tolerance is given twice, or with another "
                  "tolerance that it includes"),
        Arguments("ToleranceIncluded",
                  "[float_relative_tolerance, 1, float_tolerance, 1]",
                  "float_tolerance is given twice, or with another tolerance "
                  "that it includes"),
        Arguments("ToleranceIncludedBefore",
                  "[float_tolerance, 1, float_relative_tolerance, 1]",
                  "float_relative_tolerance is given twice, or with another "
                  "tolerance that it includes"),
        Arguments("MissingNumber", "[float_tolerance]",
                  "float_tolerance has no number after it"),
        Arguments("NegativeNumber", "[float_tolerance, -1e-6]",
                  "float_tolerance -1e-6 is not a number from 0 up"),
        Arguments("NoNumber", "[float_tolerance, nan]",
                  "float_tolerance nan is not a number from 0 up"),
        Arguments("HexadecimalNumber", "[float_tolerance, 0x1p-3]",
                  "float_tolerance 0x1p-3 is not a number from 0 up"),
        Arguments("InfiniteNumber", "[float_tolerance, 1e999]",
                  "float_tolerance 1e999 is not a number from 0 up")),
    WrongName);

}  // namespace
}  // namespace gavel::package
