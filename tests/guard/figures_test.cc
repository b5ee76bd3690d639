#include "tests/guard/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace gavel::guard {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr absl::string_view kText = R"(# A comment.
with glibc 2.36

run/empty 100000 2%
# Between.
run/throws 2000 0.5%
calls/empty/run 13 0%
)";

TEST(FiguresTest, AreReadFromLines) {
  const absl::StatusOr<Figures> figures = ParseFigures(kText);
  ASSERT_TRUE(figures.ok()) << figures.status();
  EXPECT_EQ(figures->with, (Versions{{"glibc", "2.36"}}));
  ASSERT_EQ(figures->figures.size(), 3U);
  EXPECT_EQ(figures->figures[1].path, "run/throws");
  EXPECT_EQ(figures->figures[1].count, 2000);
  EXPECT_EQ(figures->figures[1].tolerance_percent, 0.5);
}

struct BadLine {
  const char* name;
  const char* text;
  const char* error;
};
std::ostream& operator<<(std::ostream& out, const BadLine& line) {
  return out << line.name;
}

class BadFiguresTest : public testing::TestWithParam<BadLine> {};

TEST_P(BadFiguresTest, AreRefusedByTheirLine) {
  const absl::StatusOr<Figures> figures = ParseFigures(GetParam().text);
  EXPECT_EQ(figures.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(figures.status().message()),
              HasSubstr(GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, BadFiguresTest,
    testing::Values(
        BadLine{"TwoWords", "run/empty 5", "line 1: want a path"},
        BadLine{"FourWords", "\nrun/empty 5 2% more", "line 2: want a path"},
        BadLine{"NoCount", "run/empty many 2%", "no count: many"},
        BadLine{"NegativeCount", "run/empty -5 2%", "no count: -5"},
        BadLine{"NoPercent", "run/empty 5 2", "no tolerance: 2"},
        BadLine{"NegativeTolerance", "run/empty 5 -2%", "no tolerance: -2%"},
        BadLine{"NoEnd", "run/empty 5 inf%", "no tolerance: inf%"},
        BadLine{"Twice", "a 1 0%\na 1 0%", "line 2: a has two figures"},
        BadLine{"NoVersion", "with glibc", "want a name and a version"}),
    [](const auto& row) { return std::string(row.param.name); });

struct Count {
  const char* name;
  int64_t figure;
  double tolerance_percent;
  int64_t count;
  const char* finding;
  const char* text;
  bool passes;
};
std::ostream& operator<<(std::ostream& out, const Count& count) {
  return out << count.name;
}

class CompareTest : public testing::TestWithParam<Count> {};

TEST_P(CompareTest, FailsOnlyOnWhatCostsMore) {
  const Count& row = GetParam();
  const std::vector<Finding> findings =
      Compare({{"run/empty", row.figure, row.tolerance_percent}},
              {{"run/empty", row.count}}, "run/");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(ToString(findings[0].kind), row.finding);
  EXPECT_EQ(findings[0].text, row.text);
  EXPECT_EQ(Passes(findings), row.passes);
}

INSTANTIATE_TEST_SUITE_P(
    Counts, CompareTest,
    testing::Values(
        Count{"Equal", 1000, 2, 1000, "same",
              "run/empty: 1000, figure 1000, +0.00 % (at most 2 % more)", true},
        Count{"JustWithin", 1000, 2, 1020, "same",
              "run/empty: 1020, figure 1000, +2.00 % (at most 2 % more)", true},
        Count{"JustBeyond", 1000, 2, 1021, "more",
              "run/empty: 1021, figure 1000, +2.10 % (at most 2 % more)",
              false},
        Count{"OneSystemCallMore", 13, 0, 14, "more",
              "run/empty: 14, figure 13, +7.69 % (at most 0 % more)", false},
        Count{"LessWithin", 1000, 2, 980, "same",
              "run/empty: 980, figure 1000, -2.00 % (at most 2 % more)", true},
        Count{"LessBeyond", 1000, 2, 979, "less",
              "run/empty: 979, figure 1000, -2.10 % (at most 2 % more)", true},
        Count{"FromNothing", 0, 2, 1, "more",
              "run/empty: 1, figure 0, +100.00 % (at most 2 % more)", false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(FindingsTest, WhatHasNoFigureOrNoCountFails) {
  const std::vector<Finding> findings = Compare(
      {{"run/gone", 5, 0}, {"calls/empty", 5, 0}}, {{"run/new", 7}}, "run/");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].text, "run/gone: not counted");
  EXPECT_FALSE(Passes({findings[0]}));
  EXPECT_EQ(findings[1].text, "run/new: 7, has no figure");
  EXPECT_FALSE(Passes({findings[1]}));
}

TEST(FiguresTest, AreRewrittenInPlace) {
  const absl::StatusOr<std::string> text =
      RewriteFigures(kText, {{"run/empty", 90'000}, {"run/new", 7}},
                     {{"glibc", "2.37"}, {"valgrind", "3.19.0"}});
  ASSERT_TRUE(text.ok()) << text.status();
  const absl::StatusOr<Figures> figures = ParseFigures(*text);
  ASSERT_TRUE(figures.ok()) << figures.status();
  EXPECT_EQ(figures->with,
            (Versions{{"glibc", "2.37"}, {"valgrind", "3.19.0"}}));
  std::vector<std::string> rows;
  for (const Figure& figure : figures->figures) {
    rows.push_back(absl::StrCat(figure.path, " ", figure.count, " ",
                                figure.tolerance_percent));
  }
  EXPECT_THAT(rows, ElementsAre("run/empty 90000 2", "run/throws 2000 0.5",
                                "calls/empty/run 13 0", "run/new 7 2"));
  EXPECT_THAT(*text, HasSubstr("# A comment.\nwith glibc 2.37\n"));
  EXPECT_THAT(*text, HasSubstr("# Between.\nrun/throws"));
}

TEST(FiguresTest, RewrittenTwiceAreTheSame) {
  const Counts counts = {{"run/new", 7}};
  const Versions with = {{"glibc", "2.37"}};
  const absl::StatusOr<std::string> once = RewriteFigures(kText, counts, with);
  ASSERT_TRUE(once.ok()) << once.status();
  EXPECT_EQ(*RewriteFigures(*once, counts, with), *once);
}

TEST(VersionsTest, SayWhatDiffers) {
  EXPECT_EQ(DifferentVersions({{"glibc", "2.36"}, {"v8", "10.2"}},
                              {{"glibc", "2.36"}}),
            "");
  EXPECT_EQ(DifferentVersions({{"glibc", "2.36"}},
                              {{"glibc", "2.37"}, {"v8", "10.2"}}),
            "glibc 2.37, figures are of 2.36; v8 10.2, figures are of none");
}

}  // namespace
}  // namespace gavel::guard
