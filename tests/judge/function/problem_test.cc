#include "judge/function/problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tests/judge/function/parse.h"

namespace gavel::function {
namespace {

using ::testing::HasSubstr;

class FunctionProblemTest : public testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& text) {
    const auto* const test =
        testing::UnitTest::GetInstance()->current_test_info();
    std::string path =
        absl::StrCat(testing::TempDir(), "/", test->name(), ".", name);
    std::ofstream(path) << text;
    return path;
  }

  TestCase MakeTest(const std::string& input, const std::string& answer) {
    TestCase test;
    test.name = "secret/1";
    test.input_path = Write("in", input);
    test.answer_path = Write("ans", answer);
    test.group = 1;
    return test;
  }

  const Signature negate_ = Parsed("function negate(a: int): int");
};

TEST_F(FunctionProblemTest, EachLineIsATestWithItsSlices) {
  const absl::StatusOr<ExpandedTest> expanded =
      ExpandTest(negate_, MakeTest("[1]\n[20]\n", "-1\n-20\n"));
  ASSERT_TRUE(expanded.ok()) << expanded.status();
  EXPECT_TRUE(expanded->errors.empty());
  ASSERT_EQ(expanded->tests.size(), 2u);
  const TestCase& second = expanded->tests[1];
  EXPECT_EQ(second.name, "secret/1:2");
  EXPECT_EQ(second.group, 1);
  ASSERT_TRUE(second.input_slice.has_value());
  EXPECT_EQ(second.input_slice->offset, 4);
  EXPECT_EQ(second.answer_slice->size, 3);
}

TEST_F(FunctionProblemTest, OneLineKeepsTheName) {
  const absl::StatusOr<ExpandedTest> expanded =
      ExpandTest(negate_, MakeTest("[1]", "-1"));
  ASSERT_TRUE(expanded.ok()) << expanded.status();
  ASSERT_EQ(expanded->tests.size(), 1u);
  EXPECT_EQ(expanded->tests[0].name, "secret/1");
}

TEST_F(FunctionProblemTest, EmptyFilesAreFoundAndMissingOnesAreErrors) {
  TestCase test = MakeTest("", "");
  const absl::StatusOr<ExpandedTest> expanded = ExpandTest(negate_, test);
  ASSERT_TRUE(expanded.ok()) << expanded.status();
  EXPECT_EQ(expanded->errors.size(), 1u);
  test.answer_path += ".none";
  EXPECT_TRUE(absl::IsNotFound(ExpandTest(negate_, test).status()));
}

TEST_F(FunctionProblemTest, IsOneWithASignature) {
  Problem problem;
  absl::StatusOr<std::optional<Signature>> signature = SignatureOf(problem);
  ASSERT_TRUE(signature.ok()) << signature.status();
  EXPECT_FALSE(signature->has_value());

  problem.contents = {
      {"problem.yaml", "/nonexistent"},
      {"signature.gavel", Write("gavel", "function negate(a: int): int")}};
  signature = SignatureOf(problem);
  ASSERT_TRUE(signature.ok()) << signature.status();
  ASSERT_TRUE(signature->has_value());
  EXPECT_EQ((*signature)->callable.name, "negate");

  problem.contents[1].text = "function negate(a: int)";
  signature = SignatureOf(problem);
  EXPECT_THAT(signature.status().message(),
              HasSubstr("reading signature.gavel: line 1: expected \":\""));
}

}  // namespace
}  // namespace gavel::function
