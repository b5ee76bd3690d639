#include "judge/function/json.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace gavel::function {
namespace {

// What Shown makes of it, or the error.
std::string RoundTrip(const std::string& text, size_t most = 1000) {
  const absl::StatusOr<JsonDocument> document = JsonDocument::Parse(text);
  return document.ok() ? Shown(document->root(), most)
                       : std::string(document.status().message());
}

struct Case {
  const char* name;
  std::string text;
  std::string shown;

  friend std::ostream& operator<<(std::ostream& out, const Case& test) {
    return out << test.name;
  }
};

class JsonTest : public testing::TestWithParam<Case> {};

TEST_P(JsonTest, ReadsAndShows) {
  EXPECT_EQ(RoundTrip(GetParam().text), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, JsonTest,
    testing::Values(
        Case{"Scalars", "[null,true,false]", "[null, true, false]"},
        Case{"Nested", "[[1],[],[2,[3]]]", "[[1], [], [2, [3]]]"},
        Case{"NumbersAsWritten", "[1.50,1e3,-7]", "[1.50, 1e3, -7]"},
        Case{"IntegersBeyond64Bits", "123456789012345678901234567890",
             "123456789012345678901234567890"},
        Case{"SmallestInteger", "-9223372036854775808", "-9223372036854775808"},
        Case{"Escapes", R"("\u00e9\n\"\u0000")",
             "\"\xc3\xa9\\u000a\\\"\\u0000\""},
        Case{"Object", R"({"a":[1],"b":2})", "{...}"},
        Case{"Empty", "", "column 1: no JSON"},
        Case{"Nul", std::string("[1]\0 2", 6), "column 4: no JSON at a NUL"},
        Case{"ByteOrderMark", "\xef\xbb\xbf[1]",
             "column 1: no JSON at a byte order mark"},
        Case{"Unfinished", "[1,", "column 4: no JSON at 1,"},
        Case{"SomethingAfter", "1 2", "column 3: no JSON at 2"},
        Case{"LoneSurrogate", R"("\ud800")",
             R"(column 8: no JSON at "\ud800")"},
        Case{"NoUtf8", "\"\xff\"", "column 2: no JSON at \"\xEF\xBF\xBD"}),
    [](const auto& row) { return row.param.name; });

TEST(JsonDocumentTest, RefusesWhatIsTooDeep) {
  EXPECT_EQ(RoundTrip(std::string(32, '[') + std::string(32, ']')).size(), 64u);
  EXPECT_EQ(RoundTrip(std::string(1'000'000, '[')), "JSON more than 32 deep");
}

TEST(JsonDocumentTest, KnowsTheSizesOfContainers) {
  const absl::StatusOr<JsonDocument> document =
      JsonDocument::Parse(R"([[1,2,3],{"a":[4]},"five"])");
  ASSERT_TRUE(document.ok());
  const std::vector<JsonValue> elements = document->root().elements();
  ASSERT_EQ(elements.size(), 3u);
  EXPECT_EQ(elements[0].size(), 3u);
  EXPECT_EQ(elements[1].elements()[1].elements()[0].text(), "4");
  EXPECT_EQ(elements[2].text(), "five");
  EXPECT_EQ(document->root().elements(2).size(), 2u);
}

TEST(JsonDocumentTest, CutsWhatIsLong) {
  EXPECT_EQ(RoundTrip("[1,2,3,4,5,6,7,8,9]", 9), "[1, 2, 3, ...]");
  EXPECT_EQ(RoundTrip("\"abcdefgh\"", 4), "\"abcd\"...");
  EXPECT_EQ(RoundTrip("[[[1111111111]]]", 6), "[[[111...]]]");
}

}  // namespace
}  // namespace gavel::function
