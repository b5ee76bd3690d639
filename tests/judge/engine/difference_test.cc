// Where the default output validator says that an output is wrong.
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>

#include "judge/engine/compare.h"
#include "judge/engine/memory_file.h"

namespace gavel::judge {
namespace {

struct Case {
  std::string name;
  std::string output;
  std::string answer;
  bool space_sensitive = false;
  int64_t offset = 0;
  int64_t line = 0;
  int64_t column = 0;
  int64_t token = 0;
  std::string got;
  std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.name;
}

class DifferenceTest : public testing::TestWithParam<Case> {};

TEST_P(DifferenceTest, IsFound) {
  const Case& c = GetParam();
  const OwnedFd output = MakeMemoryFile(c.output).value();
  const OwnedFd answer = MakeMemoryFile(c.answer).value();
  CompareOptions options;
  options.space_change_sensitive = c.space_sensitive;
  const std::optional<Difference> first =
      CompareOutput(output.get(), answer.get(), options).value().first;
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->offset, c.offset);
  EXPECT_EQ(first->line, c.line);
  EXPECT_EQ(first->column, c.column);
  EXPECT_EQ(first->token, c.token);
  EXPECT_EQ(first->got, c.got);
  EXPECT_EQ(first->expected, c.expected);
  EXPECT_FALSE(first->for_teams);
}

const std::string kLong(100'000, 'x');

INSTANTIATE_TEST_SUITE_P(
    , DifferenceTest,
    testing::Values(
        Case{"FirstToken", "1 2\n", "3 2\n", false, 0, 1, 1, 1, "1 2", "3 2"},
        Case{"MiddleOfALine", "1 2\n3 4 5\n", "1 2\n3 6 5\n", false, 6, 2, 3, 4,
             "4 5", "6 5"},
        Case{"StartOfALine", "1\n2\n", "1\n3\n", false, 2, 2, 1, 2, "2", "3"},
        Case{"OtherLineThanInTheAnswer", "1 2\n4\n", "1\n2 5\n", false, 4, 2, 1,
             3, "4", "5"},
        Case{"OutputEndsEarly", "1 2\n", "1 2\n3\n", false, 4, 2, 1, 3, "",
             "3"},
        Case{"OutputGoesOn", "1 2 3\n", "1 2\n", false, 4, 1, 5, 3, "3", ""},
        Case{"NoOutput", "", "7\n", false, 0, 1, 1, 1, "", "7"},
        Case{"Space", "1  2\n", "1 2\n", true, 2, 1, 3, 2, " 2", "2"},
        Case{"LineFeedForSpace", "1\n2\n", "1 2\n", true, 1, 1, 2, 2, "\n",
             " 2"},
        Case{"LongLine", "1 " + kLong, "2 " + kLong, false, 0, 1, 1, 1,
             "1 " + kLong.substr(0, 59) + "...",
             "2 " + kLong.substr(0, 59) + "..."},
        Case{"LongToken", kLong + "a", kLong + "b", false, 100'000, 1, 100'001,
             1, "a", "b"},
        Case{"AfterManyLines", kLong + "\n1 2\n", kLong + "\n1 3\n", false,
             100'003, 2, 3, 3, "2", "3"},
        Case{"BytesThatAreNotUtf8", "\xff\xfe", "5", false, 0, 1, 1, 1,
             "\xef\xbf\xbd", "5"},
        Case{"ManyBytesThatAreNotUtf8", std::string(200, '\xff'), "5", false, 0,
             1, 1, 1, "\xef\xbf\xbd...", "5"}),
    testing::PrintToStringParamName());

}  // namespace
}  // namespace gavel::judge
