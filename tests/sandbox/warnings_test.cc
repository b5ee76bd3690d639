#include "sandbox/typescript/warnings.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "core/execution.h"

namespace gavel::sandbox {
namespace {

TEST(WarningsTest, EachHasAPlaceACodeAndAText) {
  const auto warnings =
      ParseWarnings("3 7 2322 Type is wrong.\n  Because.\n12 1 2304 Unknown\n");
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(warnings[0].line, 3);
  EXPECT_EQ(warnings[0].column, 7);
  EXPECT_EQ(warnings[0].code, 2322);
  EXPECT_EQ(warnings[0].text, "Type is wrong.\n  Because.");
  EXPECT_EQ(warnings[1].text, "Unknown");
}

TEST(WarningsTest, WhatIsNoWarningIsLeftOut) {
  for (const char* written :
       {"", "\n", "text", "1 2", "1 2 3", "0 1 2 a", "-1 1 2 a", "1 1 x a",
        "99999999999 1 1 a", "  continued"}) {
    EXPECT_TRUE(ParseWarnings(written).empty()) << written;
  }
}

TEST(WarningsTest, NoMoreThanAnybodyReads) {
  std::string many;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&many, "1 1 1 a\n");
  EXPECT_EQ(ParseWarnings(many).size(), kMostWarnings);
  const auto longest = ParseWarnings("1 1 1 " + std::string(1 << 20, 'a'));
  ASSERT_EQ(longest.size(), 1U);
  EXPECT_EQ(longest[0].text.size(), kMaxMessage);
}

TEST(WarningsTest, TextIsValidUtf8) {
  const auto warnings = ParseWarnings("1 1 1 \xff\n");
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].text, "\xef\xbf\xbd");
}

}  // namespace
}  // namespace gavel::sandbox
