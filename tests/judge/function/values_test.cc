#include "judge/function/values.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/function/parse.h"

namespace gavel::function {
namespace {

struct Case {
  const char* name;
  std::string type;
  std::string value;
  // Empty if the value is of the type.
  std::string why = "";

  friend std::ostream& operator<<(std::ostream& out, const Case& test) {
    return out << test.name;
  }
};

class ValueTest : public testing::TestWithParam<Case> {};

TEST_P(ValueTest, IsOfItsTypeOrNot) {
  const Signature signature =
      Parsed(absl::StrCat("function f(): ", GetParam().type));
  const absl::StatusOr<JsonDocument> value =
      JsonDocument::Parse(GetParam().value);
  ASSERT_TRUE(value.ok()) << value.status();
  EXPECT_EQ(
      WhyIllTyped(signature.callable.result, value->root(), "").value_or(""),
      GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(
    Values, ValueTest,
    testing::Values(
        Case{"LargestInt", "int", "9007199254740991"},
        Case{"TooLargeInt", "int", "9007199254740992",
             "9007199254740992, which is no int"},
        Case{"SmallestLong", "long", "-9223372036854775808"},
        Case{"TooLargeLong", "long", "9223372036854775808",
             "9223372036854775808, which is no long"},
        Case{"FractionForInt", "int", "1.0", "1.0, which is no int"},
        Case{"ExponentForInt", "int", "1e3", "1e3, which is no int"},
        Case{"StringForInt", "int", "\"1\"", "\"1\", which is no int"},
        Case{"Float", "float", "-1.5e-7"},
        Case{"IntegerForFloat", "float", "3"},
        Case{"NotANumber", "float", "\"NaN\""},
        Case{"Infinity", "float", "\"-Infinity\""},
        Case{"OtherText", "float", "\"nan\"", "\"nan\", which is no float"},
        Case{"String", "string", "\"\""},
        Case{"NullString", "string", "null", "null, which is no string"},
        Case{"Bool", "bool", "false"},
        Case{"NumberForBool", "bool", "0", "0, which is no bool"},
        Case{"Array", "int[][]", "[[], [1, 2]]"},
        Case{"PathIntoArray", "int[][]", "[[], [1, true]]",
             "[1][1] is true, which is no int"},
        Case{"ScalarForArray", "int[][]", "[1]", "[0] is 1, which is no int[]"},
        Case{"ObjectForArray", "int[]", "{}", "{...}, which is no int[]"},
        Case{"List", "list<int>", "[1, 2]"},
        Case{"NullInList", "list<int>", "[1, null]",
             "[1] is null, which is no int"},
        Case{"Tree", "tree<int>", "[1, null, 2, 3, null]"},
        Case{"EmptyTree", "tree<int>", "[]"},
        Case{"OrphanInTree", "tree<int>", "[1, null, null, 2]",
             "[3] has no parent in the tree"},
        Case{"TreeBelowNothing", "tree<int>", "[null, 1]",
             "[1] has no parent in the tree"}),
    [](const auto& row) { return row.param.name; });

constexpr char kTwoSum[] = "function twoSum(nums: int[], target: int): int[]";
constexpr char kCounter[] =
    "class Counter(n: int) { add(k: int): void "
    "get(): int }";

// Errors as "in line 2: what" or "ans line 2: what".
std::vector<std::string> Errors(const std::string& signature,
                                const std::string& input,
                                const std::string& answer) {
  std::vector<std::string> all;
  for (const LineError& error :
       SplitTests(Parsed(signature), input, answer).errors) {
    all.push_back(absl::StrCat(error.in_answer ? "ans" : "in", " line ",
                               error.line, ": ", error.what));
  }
  return all;
}

using Lines = std::vector<std::string>;

TEST(SplitTestsTest, EveryLineIsATest) {
  const std::string input = "[[2, 7], 9]\n[[3,3],6]\n";
  const std::string answer = "[0,1]\n[0, 1]";
  const FunctionTests tests = SplitTests(Parsed(kTwoSum), input, answer);
  EXPECT_TRUE(tests.errors.empty());
  ASSERT_EQ(tests.tests.size(), 2u);
  EXPECT_EQ(tests.tests[1].input.offset, 12);
  EXPECT_EQ(tests.tests[1].input.size, 9);
  EXPECT_EQ(tests.tests[1].answer.offset, 6);
  EXPECT_EQ(tests.tests[1].answer.size, 6);
}

TEST(SplitTestsTest, CallsOfAClassAreALine) {
  EXPECT_EQ(Errors(kCounter,
                   R"([["Counter",1],["add",2],["get"]])"
                   "\n",
                   "[null,null,3]\n"),
            Lines());
}

TEST(SplitTestsTest, EverythingWrongIsFoundAtOnce) {
  EXPECT_EQ(Errors(kTwoSum, "[[1],2]\n[[1]]\n7\n[\n[[1,null],2]\n",
                   "1\n[1]\n[1]\n[1]\n[1]\n[1]\n"),
            (Lines{"ans line 1: 1, which is no int[]",
                   "in line 2: twoSum takes 2 arguments, got 1",
                   "in line 3: 7 is not an array of arguments",
                   "in line 4: column 2: no JSON at [",
                   "in line 5: nums[1] is null, which is no int",
                   "ans line 0: has 6 lines, and the input has 5"}));
}

TEST(SplitTestsTest, EmptyLinesAndFilesAreErrors) {
  EXPECT_EQ(Errors(kTwoSum, "", ""),
            Lines{"in line 0: holds no test: each line is one"});
  EXPECT_EQ(Errors(kTwoSum, "\n[[],1]\n", "[]\n[]\n"),
            Lines{"in line 1: column 1: no JSON"});
}

TEST(SplitTestsTest, CallsAreChecked) {
  EXPECT_EQ(Errors(kCounter,
                   R"([]
[["Count",1]]
[["Counter",1],["sub",2]]
[["Counter"]]
[["Counter",1],[2]]
[["Counter",1],["add","x"]]
[["Counter",1],["get"]]
[["Counter",1],["get"]]
)",
                   "[]\n[]\n[]\n[]\n[]\n[]\n[null]\n[null,null]\n"),
            (Lines{"in line 1: has no call of the constructor",
                   "in line 2: call 0: \"Count\" is not the name of the class",
                   "in line 3: call 1: \"sub\" is not the name of a method",
                   "in line 4: call 0: Counter takes 1 argument, got 0",
                   "in line 5: call 1: [2] is not an array of a name and "
                   "arguments",
                   "in line 6: call 1: k is \"x\", which is no int",
                   "ans line 7: is not an array of 2 results, one for each "
                   "call",
                   "ans line 8: [1] is null, which is no int"}));
}

}  // namespace
}  // namespace gavel::function
