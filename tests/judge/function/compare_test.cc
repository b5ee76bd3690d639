#include "judge/function/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge/function/parse.h"

namespace gavel::function {
namespace {

using ::testing::SizeIs;
using ::testing::StartsWith;

CompareOptions Within(double absolute, double relative) {
  CompareOptions options;
  if (absolute > 0) options.absolute_tolerance = absolute;
  if (relative > 0) options.relative_tolerance = relative;
  return options;
}

struct Case {
  const char* name;
  std::string type;
  std::string output;
  std::string answer;
  // What follows "f(1) returned "; empty if it is accepted.
  std::string difference = "";
  CompareOptions options = {};

  friend std::ostream& operator<<(std::ostream& out, const Case& test) {
    return out << test.name;
  }
};

class CompareResultTest : public testing::TestWithParam<Case> {};

TEST_P(CompareResultTest, FindsTheFirstDifference) {
  const Case& test = GetParam();
  const absl::StatusOr<ResultComparison> comparison =
      CompareResult(Parsed(absl::StrCat("function f(n: int): ", test.type)),
                    "[1]", test.output, test.answer, test.options);
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_EQ(comparison->difference,
            test.difference.empty()
                ? ""
                : absl::StrCat("f(1) returned ", test.difference));
  EXPECT_EQ(comparison->accepted, test.difference.empty());
  EXPECT_EQ(comparison->position.empty(), test.difference.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Scalars, CompareResultTest,
    testing::Values(
        Case{"SameInt", "int", "5\n", "5"},
        Case{"OtherInt", "int", "6", "5", "6, expected 5"},
        Case{"LongsBeyondDoubles", "long", "9007199254740993",
             "9007199254740992", "9007199254740993, expected 9007199254740992"},
        Case{"NoToleranceForInt", "int", "6", "5", "6, expected 5",
             Within(10, 0)},
        Case{"CaseOfStringsCounts", "string", "\"A\"", "\"a\"",
             "\"A\", expected \"a\""},
        Case{"EscapesDoNotCount", "string", R"("\u0061")", "\"a\""},
        Case{"Bool", "bool", "true", "false", "true, expected false"},
        Case{"FloatsByValue", "float", "1", "1.0e0"},
        Case{"MinusZero", "float", "0", "-0.0"},
        Case{"ClosestDouble", "float", "3.141592653589793",
             "3.14159265358979323846"},
        Case{"NextDouble", "float", "0.30000000000000004", "0.3",
             "0.30000000000000004, expected 0.3"},
        Case{"AbsoluteAtTheBoundary", "float", "0.3", "0.2", "",
             Within(0.1, 0)},
        Case{"AbsoluteBeyondIt", "float", "0.300000000000000001", "0.2",
             "0.300000000000000001, expected 0.2", Within(0.1, 0)},
        Case{"Relative", "float", "1010", "1000", "", Within(0, 0.01)},
        Case{"NaN", "float", "\"NaN\"", "\"NaN\"", ""},
        Case{"NaNIsNearNothing", "float", "\"NaN\"", "1", "\"NaN\", expected 1",
             Within(1e9, 1)},
        Case{"Infinities", "float", "\"Infinity\"", "\"-Infinity\"",
             "\"Infinity\", expected \"-Infinity\"", Within(1e9, 1)}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Containers, CompareResultTest,
    testing::Values(
        Case{"Equal", "int[][]", "[[1],[2,3]]", "[[1], [2, 3]]"},
        Case{"PathToElement", "int[][]", "[[1],[2,4]]", "[[1],[2,3]]",
             "[[1], [2, 4]], expected [[1], [2, 3]]; [1][1]: 4 instead of 3"},
        Case{"Shorter", "int[]", "[1]", "[1,2]",
             "[1], expected [1, 2]; 1 element instead of 2"},
        Case{"Longer", "int[]", "[1,2]", "[1]",
             "[1, 2], expected [1]; 2 elements instead of 1"},
        Case{"FloatsInside", "float[]", "[1.0000001, 2]", "[1,2]", "",
             Within(1e-6, 0)},
        Case{"List", "list<int>", "[1,2]", "[1,3]",
             "[1, 2], expected [1, 3]; [1]: 2 instead of 3"},
        Case{"TrailingNulls", "tree<int>", "[1,null,2]",
             "[1,null,2,null,null]"},
        Case{"EmptyTrees", "tree<int>", "[]", "[null]"},
        Case{"ValueInTree", "tree<int>", "[1,2,3,null,null,4]",
             "[1,2,3,null,null,5]",
             "[1, 2, 3, null, null, 4], expected [1, 2, 3, null, null, 5]; "
             ".right.left.val: 4 instead of 5"},
        Case{"NodeMissing", "tree<int>", "[1,2]", "[1,2,3]",
             "[1, 2], expected [1, 2, 3]; .right: null instead of a node"},
        Case{"NodeTooMany", "tree<int>", "[1,2]", "[1]",
             "[1, 2], expected [1]; .left: a node that should not be there"},
        Case{"ListsInArray", "list<int>[]", "[[1],[2]]", "[[1],[3]]",
             "[[1], [2]], expected [[1], [3]]; [1][0]: 2 instead of 3"},
        Case{"OrderCounts", "int[]", "[1,0]", "[0,1]",
             "[1, 0], expected [0, 1]; [0]: 1 instead of 0"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Unordered, CompareResultTest,
    testing::Values(
        Case{"OtherOrder", "unordered<int[]>", "[3,1,2]", "[1,2,3]"},
        Case{"OneTooMany", "unordered<int[]>", "[1,2,2]", "[2,1,3]",
             "[1, 2, 2], expected [2, 1, 3]; [2]: 2 is one too many, 3 is "
             "missing"},
        Case{"OtherSize", "unordered<int[]>", "[1,2]", "[2,1,2]",
             "[1, 2], expected [2, 1, 2]; 2 elements instead of 3"},
        Case{"InnerOrderCounts", "unordered<int[][]>", "[[3],[2,1]]",
             "[[1,2],[3]]",
             "[[3], [2, 1]], expected [[1, 2], [3]]; [1]: [2, 1] is one too "
             "many, [1, 2] is missing"},
        Case{"InnerOrderDoesNot", "unordered<unordered<int[]>[]>",
             "[[3],[2,1]]", "[[1,2],[3]]"},
        Case{"OnlyInside", "unordered<int[]>[]", "[[2,1],[3]]", "[[1,2],[3]]"},
        Case{"StringsThatLookAlike", "unordered<string[][]>",
             R"([["a","b"],["a\",\"b"]])", R"([["a\",\"b"],["a","b"]])"},
        Case{"StringsThatDiffer", "unordered<string[][]>", R"([["a,b"]])",
             R"([["a","b"]])",
             "[[\"a,b\"]], expected [[\"a\", \"b\"]]; [0]: [\"a,b\"] is one "
             "too many, [\"a\", \"b\"] is missing"},
        Case{"Trees", "unordered<tree<int>[]>", "[[2],[1,null,3]]",
             "[[1,null,3,null,null],[2]]"},
        Case{"Floats", "unordered<float[]>", "[2.0001,1]", "[1,2]", "",
             Within(1e-3, 0)},
        Case{"FloatsDiffer", "unordered<float[]>", "[2.1,1]", "[1,2]",
             "[2.1, 1], expected [1, 2]; sorted, 2.1 instead of 2",
             Within(1e-3, 0)}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    HostileOutput, CompareResultTest,
    testing::Values(
        Case{"OtherType", "int", "[1]", "1",
             "[1], expected 1; [1], which is no int"},
        Case{"TypeInside", "int[]", "[1,\"2\"]", "[1,2]",
             "[1, \"2\"], expected [1, 2]; [1] is \"2\", which is no int"},
        Case{"DriversWords", "int", R"({"wrong":"undefined, which is no int"})",
             "1", "undefined, which is no int, expected 1"},
        Case{"WordsOfAStranger", "int",
             "{\"wrong\":\"\\u001b[31m\\n\\ud83d\\ude00\"}", "1",
             " [31m \xf0\x9f\x98\x80, expected 1"},
        Case{"OtherObject", "int", R"({"right":1})", "1",
             "{...}, expected 1; {...}, which is no int"},
        Case{"LinesBeforeDoNotCount", "int", "hello\n3\n\n5\n\n", "5"}),
    [](const auto& row) { return row.param.name; });

std::string Difference(const std::string& signature, const std::string& input,
                       const std::string& output, const std::string& answer) {
  const absl::StatusOr<ResultComparison> comparison =
      CompareResult(Parsed(signature), input, output, answer, {});
  return comparison.ok() ? comparison->difference
                         : comparison.status().ToString();
}

TEST(CompareNothingTest, SaysWhatTheOutputIs) {
  EXPECT_EQ(Difference("function f(): int", "[]", "", "1"),
            "f did not return: the program ended before");
  EXPECT_EQ(Difference("function f(): int", "[]", "1\nbye\x01\xff", "1"),
            "the output ends with no result of f: bye \xEF\xBF\xBD");
  EXPECT_EQ(Difference("function f(): int", "[]", std::string(9999, '['), "1"),
            absl::StrCat("the output ends with no result of f: ",
                         std::string(120, '['), "..."));
}

TEST(CompareNothingTest, BrokenTestDataIsAnError) {
  EXPECT_EQ(Difference("function f(): int", "[1]", "1", "1"),
            "INVALID_ARGUMENT: reading the arguments of a test: f takes 0 "
            "arguments, got 1");
  EXPECT_EQ(Difference("function f(): int", "[]", "1", "x"),
            "INVALID_ARGUMENT: reading the answer of a test: column 1: no JSON "
            "at x");
}

TEST(CompareCallTest, IsShownAsAnExpression) {
  EXPECT_EQ(Difference("function twoSum(nums: int[], target: int): int[]",
                       "[[2,7],9]", "[0,2]", "[0,1]"),
            "twoSum([2, 7], 9) returned [0, 2], expected [0, 1]; [1]: 2 "
            "instead of 1");
  EXPECT_EQ(
      Difference("function sort(inout nums: int[], k: int): void", "[[2,0],1]",
                 "[2,0]", "[0,2]"),
      "sort([2, 0], 1) left [2, 0] in nums, expected [0, 2]; [0]: 2 instead "
      "of 0");
}

TEST(CompareCallTest, IsShortened) {
  const std::string difference =
      Difference("function f(a: string, b: string): string",
                 absl::StrCat("[\"", std::string(5000, 'a'), "\",\"\"]"),
                 absl::StrCat("\"", std::string(5000, 'b'), "\""), "\"c\"");
  EXPECT_THAT(difference, StartsWith("f(\"aaa"));
  EXPECT_THAT(difference, SizeIs(testing::Lt(300)));
}

TEST(CompareCallTest, PathsOfDeepTreesAreShortened) {
  std::string output = "[1";
  std::string answer = "[1";
  for (int i = 0; i < 50'000; ++i) output += ",1,null";
  for (int i = 0; i < 50'000; ++i) answer += ",1,null";
  const std::string difference = Difference("function f(): tree<int>", "[]",
                                            output + ",2]", answer + ",3]");
  EXPECT_THAT(difference, testing::EndsWith(".left.val: 2 instead of 3"));
  EXPECT_THAT(difference, SizeIs(testing::Lt(600)));
}

constexpr char kCounter[] =
    "class Counter(n: int) { add(k: int): void get(): int }";
constexpr char kCalls[] = R"([["Counter",1],["add",2],["get"]])";

TEST(CompareClassTest, NamesTheCall) {
  EXPECT_EQ(Difference(kCounter, kCalls, "[null,null,3]", "[null,null,3]"), "");
  EXPECT_EQ(Difference(kCounter, kCalls, "[null,null,4]", "[null,null,3]"),
            "call 2: get() returned 4, expected 3");
  EXPECT_EQ(
      Difference(kCounter, kCalls, R"([null,{"wrong":"x"}])", "[null,null,3]"),
      "call 1: add(2) returned x");
  EXPECT_EQ(Difference(kCounter, kCalls, "[null]", "[null,null,3]"),
            "call 1: add(2) has no result");
  EXPECT_EQ(Difference(kCounter, kCalls, "7", "[null,null,3]"),
            "call 0: new Counter(1) has no result");
  EXPECT_EQ(Difference(kCounter, kCalls, "[null,null,3,4]", "[null,null,3]"),
            "4 results of 3 calls");
}

TEST(CompareClassTest, PositionsTellNothingOfTheData) {
  const absl::StatusOr<ResultComparison> comparison = CompareResult(
      Parsed(kCounter), kCalls, "[null,null,4]", "[null,null,3]", {});
  ASSERT_TRUE(comparison.ok());
  EXPECT_EQ(comparison->position, "call 2");
}

}  // namespace
}  // namespace gavel::function
