// Names that test data refers to.
#include <gtest/gtest.h>

#include <string>

#include "tests/judge/package/wrong_package.h"

namespace gavel::package {
namespace {

class WrongSettingsTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongSettingsTest, IsRefusedWithFileAndLine) {
  EXPECT_EQ(Refusal(Plus(FullPackage(), GetParam().files)), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongSettingsTest,
    testing::Values(
        Wrong{"InputValidatorOfTheGroup",
              {{"data/secret/test_group.yaml",
                "input_validator_args:\n  validate: [a]\n  vlidate: [b]\n"}},
              "data/secret/test_group.yaml: line 3: there is no input "
              "validator vlidate"},
        Wrong{"InputValidatorOfTheTest",
              {{"data/secret/1.yaml", "input_validator_args: {v: [b]}\n"}},
              "data/secret/1.yaml: line 1: there is no input validator v"}),
    WrongName);

TEST(TestSettingsTest, InputValidatorsThatCannotBeRunHaveNamesToo) {
  EXPECT_EQ(
      Refusal(Plus(FullPackage(), {{"input_validators/limits.py", ""},
                                   {"data/secret/1.yaml",
                                    "input_validator_args: {limits: [b]}\n"}})),
      "");
}

TEST(TestSettingsTest, TestDataElsewhereIsOdd) {
  EXPECT_EQ(Warnings(Plus(FullPackage(), {{"data/gen.py", ""},
                                          {"data/1.in", ""},
                                          {"data/invalid_inputs/1.in", ""},
                                          {"data/invalid_input/1.in", ""}})),
            "data/1.in: is not used: it is no place for test data\n"
            "data/invalid_inputs: is not used: it is no place for test data");
}

}  // namespace
}  // namespace gavel::package
