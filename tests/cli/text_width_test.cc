#include "cli/text_width.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace gavel::cli {
namespace {

struct WidthCase {
  std::string name;
  std::string text;
  size_t width = 0;

  friend std::ostream& operator<<(std::ostream& out, const WidthCase& row) {
    return out << row.name;
  }
};

class TextWidthTest : public testing::TestWithParam<WidthCase> {};
TEST_P(TextWidthTest, CountsColumns) {
  EXPECT_EQ(TextWidth(GetParam().text), GetParam().width);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, TextWidthTest,
    testing::Values(
        WidthCase{"nothing", "", 0}, WidthCase{"ascii", "abc", 3},
        WidthCase{"umlaut", "äöü", 3},
        WidthCase{"combining mark", "e\u0301", 1},
        WidthCase{"han", "北京大学", 8}, WidthCase{"hangul", "서울", 4},
        WidthCase{"full width", "ＡＢ", 4}, WidthCase{"half width", "ｱｲ", 2},
        WidthCase{"emoji", "🐻🐻", 4}, WidthCase{"cyrillic", "МГУ", 3},
        WidthCase{"bytes that are no text", "\xff\xfe", 2}));

struct CutCase {
  std::string name;
  std::string text;
  size_t width = 0;
  std::string cut;

  friend std::ostream& operator<<(std::ostream& out, const CutCase& row) {
    return out << row.name;
  }
};

class CutTextTest : public testing::TestWithParam<CutCase> {};
TEST_P(CutTextTest, FitsAndSaysThatSomethingIsMissing) {
  const std::string cut = CutText(GetParam().text, GetParam().width);
  EXPECT_EQ(cut, GetParam().cut);
  EXPECT_LE(TextWidth(cut), GetParam().width);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, CutTextTest,
    testing::Values(CutCase{"fits", "abc", 3, "abc"},
                    CutCase{"too long", "abcd", 3, "ab…"},
                    CutCase{"no room", "abcd", 0, ""},
                    CutCase{"one column", "abcd", 1, "…"},
                    CutCase{"wide ones are not halved", "北京大学", 6, "北京…"},
                    CutCase{"marks stay with their letter", "ae\u0301bc", 3,
                            "ae\u0301…"}));

TEST(FitTest, FillsUpByColumns) {
  EXPECT_EQ(FitLeft("北京", 6), "北京  ");
  EXPECT_EQ(FitRight("12", 4), "  12");
  EXPECT_EQ(FitLeft("abcdef", 4), "abc…");
}

struct NameCase {
  std::string name;
  std::string team;
  std::string shown;

  friend std::ostream& operator<<(std::ostream& out, const NameCase& row) {
    return out << row.name;
  }
};

class NameTextTest : public testing::TestWithParam<NameCase> {};
TEST_P(NameTextTest, CannotDisturbItsLine) {
  EXPECT_EQ(NameText(GetParam().team), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    Hostile, NameTextTest,
    testing::Values(
        NameCase{"harmless", "Ann & Bob", "Ann & Bob"},
        NameCase{"terminal commands", "\x1b[2J\x1b[31mred",
                 R"(\x1b[2J\x1b[31mred)"},
        NameCase{"line feeds", "a\nb\r\tc", R"(a\nb\r\tc)"},
        NameCase{"another way to begin commands", "\u009b31m", R"(\x9b31m)"},
        NameCase{"override of the direction", "a\u202eb", R"(a\u{202e}b)"},
        NameCase{"isolates", "\u2066a", R"(\u{2066}a)"},
        NameCase{"nothing to see", "a\u200bb", R"(a\u{200b}b)"},
        NameCase{"not utf-8", "a\xff", R"(a\xff)"},
        NameCase{"letters from right to left", "תל אביב", "תל אביב\u200e"},
        NameCase{"towers of marks", "a\u0301\u0302\u0303\u0304b",
                 "a\u0301\u0302b"}));

}  // namespace
}  // namespace gavel::cli
