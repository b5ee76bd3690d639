#include "core/utf8.h"

#include <gtest/gtest.h>

namespace gavel {
namespace {

TEST(Utf8Test, ValidTextIsLeftAlone) {
  const std::string text = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
  EXPECT_EQ(FindInvalidUtf8(text), std::string::npos);
  EXPECT_EQ(ToValidUtf8(text), text);
}

TEST(Utf8Test, OverlongSurrogateAndTruncatedSequencesAreFound) {
  EXPECT_EQ(FindInvalidUtf8("a\xc0\x80"), 1U);
  EXPECT_EQ(FindInvalidUtf8("ab\xed\xa0\x80"), 2U);
  EXPECT_EQ(FindInvalidUtf8("\xf5\x80\x80\x80"), 0U);
  EXPECT_EQ(FindInvalidUtf8("x\xe2\x82"), 1U);
  EXPECT_EQ(ToValidUtf8("x\xe2\x82y"), "x\xef\xbf\xbdy");
}

TEST(Utf8Test, CutsBetweenCharacters) {
  EXPECT_EQ(ToValidUtf8("ab\xc3\xa4", 3), "ab");
  EXPECT_EQ(ToValidUtf8("ab\xc3\xa4", 4), "ab\xc3\xa4");
  EXPECT_EQ(ToValidUtf8("x\xff", 3), "x");
  EXPECT_EQ(ToValidUtf8("x\xff", 4), "x\xef\xbf\xbd");
  EXPECT_EQ(ToValidUtf8("abc", 0), "");
}

}  // namespace
}  // namespace gavel
