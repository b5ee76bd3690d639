#include "judge/package/glob.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"

namespace gavel::package {
namespace {

struct Match {
  std::string glob;
  std::string path;
  bool matches;

  friend std::ostream& operator<<(std::ostream& os, const Match& row) {
    return os << row.glob << " on " << row.path;
  }
};

class GlobTest : public testing::TestWithParam<Match> {};

TEST_P(GlobTest, MatchesThePathOrADirectoryOfIt) {
  const Match& row = GetParam();
  ASSERT_TRUE(CheckGlob(row.glob).ok());
  EXPECT_EQ(GlobMatchesPath(row.glob, row.path), row.matches);
}

INSTANTIATE_TEST_SUITE_P(
    All, GlobTest,
    testing::Values(
        Match{"accepted", "accepted/a.js", true},
        Match{"accepted/*", "accepted/a.js", true},
        Match{"accepted/*", "accepted", false},
        Match{"accept", "accepted/a.js", false},
        Match{"*", "accepted/a.js", true}, Match{"*.js", "a/b.js", false},
        Match{"*/*.js", "a/b.js", true}, Match{"*a*b*", "xaxxbx", true},
        Match{"*a*b*", "xbxxax", false}, Match{"a*", "a", true},
        Match{"*ab", "aab", true},
        Match{"secret/*-easy", "secret/1-easy", true},
        Match{"secret/*-easy", "secret/1-easy/3", true},
        Match{"secret/*-easy", "secret/1/x-easy", false},
        Match{"*/{simple,complex}.py", "accepted/complex.py", true},
        Match{"*/{simple,complex}.py", "accepted/simplex.py", false},
        Match{"a.{py,{c,h}pp}", "a.hpp", true},
        Match{"a.{py,{c,h}pp}", "a.pp", false}, Match{"a{,b}", "a", true},
        Match{"a{,b}", "ab", true}, Match{"{a,b}{c,d}", "bc", true},
        Match{"a.b", "axb", false}));

struct Bad {
  std::string name;
  std::string glob;
  std::string message;

  friend std::ostream& operator<<(std::ostream& os, const Bad& row) {
    return os << row.name;
  }
};

std::string NameOfBad(const testing::TestParamInfo<Bad>& info) {
  return info.param.name;
}

class BadGlobTest : public testing::TestWithParam<Bad> {};

TEST_P(BadGlobTest, IsRefused) {
  EXPECT_EQ(CheckGlob(GetParam().glob).message(), GetParam().message);
}

std::string Repeat(const std::string& text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) absl::StrAppend(&repeated, text);
  return repeated;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadGlobTest,
    testing::Values(Bad{"Empty", "", "is empty or too long"},
                    Bad{"Long", std::string(1025, 'a'), "is empty or too long"},
                    Bad{"Directories", "a/**/b", "** is not supported"},
                    Bad{"Set", "[ab].js", "[...] and ? are not supported"},
                    Bad{"Any", "?.js", "[...] and ? are not supported"},
                    Bad{"Open", "{a,b", "its braces do not match"},
                    Bad{"Close", "a}{b", "its braces do not match"},
                    Bad{"Bomb", Repeat("{a,b}", 100),
                        "has more than 64 choices"}),
    NameOfBad);

// A hostile pattern is no slower than its length times the path's.
TEST(GlobTest, ManyStarsAreFast) {
  EXPECT_FALSE(GlobMatches(Repeat("*a", 500), std::string(100000, 'a') + "b"));
}

}  // namespace
}  // namespace gavel::package
