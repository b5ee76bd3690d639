#include "cli/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

namespace gavel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::vector<std::string>> Fields(absl::string_view text) {
  const std::vector<CsvRow> parsed = ParseCsv(text).value();
  std::vector<std::vector<std::string>> rows;
  for (const CsvRow& row : parsed) rows.push_back(row.fields);
  return rows;
}

struct Case {
  const char* name;
  const char* text;
  std::vector<std::vector<std::string>> rows;
};
std::ostream& operator<<(std::ostream& out, const Case& row) {
  return out << row.name;
}

class CsvTest : public testing::TestWithParam<Case> {};

TEST_P(CsvTest, ReadsRows) {
  EXPECT_EQ(Fields(GetParam().text), GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(
    All, CsvTest,
    testing::Values(Case{"Plain", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
                    Case{"NoLastLineEnd", "a,b", {{"a", "b"}}},
                    Case{"CarriageReturns", "a\r\nb\r\n", {{"a"}, {"b"}}},
                    Case{"EmptyFields", "a,,\n", {{"a", "", ""}}},
                    Case{"EmptyLines", "a\n\n\nb\n", {{"a"}, {"b"}}},
                    Case{"Quoted", "\"a,b\",\"c\"\"d\"\n", {{"a,b", "c\"d"}}},
                    Case{"LineEndInQuotes", "\"a\nb\",c\n", {{"a\nb", "c"}}},
                    Case{"ByteOrderMark",
                         "\xef\xbb\xbf"
                         "a\n",
                         {{"a"}}},
                    Case{"Nothing", "", {}}),
    [](const auto& row) { return row.param.name; });

TEST(CsvLinesTest, KnowWhereTheyBegin) {
  const std::vector<CsvRow> rows = ParseCsv("a\n\n\"b\nb\"\nc\n").value();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].line, 1);
  EXPECT_EQ(rows[1].line, 3);
  EXPECT_EQ(rows[2].line, 5);
}

TEST(CsvErrorsTest, NameTheLine) {
  EXPECT_THAT(std::string(ParseCsv("a\n\"b\n").status().message()),
              HasSubstr("line 2: a quote is never closed"));
  EXPECT_THAT(std::string(ParseCsv("a\n\"b\"c\n").status().message()),
              HasSubstr("line 2: text after the quote"));
}

TEST(CsvFormatTest, QuotesWhatItHasToAndReadsBack) {
  const std::vector<std::string> fields = {"", "a,b", "c\"d", "e\nf", "g"};
  EXPECT_EQ(FormatCsvRow(fields), ",\"a,b\",\"c\"\"d\",\"e\nf\",g\n");
  EXPECT_THAT(Fields(FormatCsvRow(fields)), ElementsAre(fields));
}

}  // namespace
}  // namespace gavel::cli
