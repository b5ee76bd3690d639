// Packages that were made for drafts of 2025-09, as people have them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <variant>

#include "absl/strings/str_cat.h"
#include "judge/package/package.h"
#include "tests/judge/package/memory_package.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kVersion[] = "problem_format_version: 2023-07-draft\n";

Files Draft(const std::string& lines, const Files& more = {}) {
  return Plus(FullPackage(),
              Plus({{"problem.yaml",
                     absl::StrCat(kVersion, "name: Sum\nuuid: x\n", lines)}},
                   more));
}

// A scoring problem with two groups, of two tests and of one.
Files Groups(const Files& more) {
  Files files = Draft("type: scoring\n", more);
  for (const char* test : {"a/1", "a/2", "b/1"}) {
    files[absl::StrCat("data/secret/", test, ".in")] = "";
    files[absl::StrCat("data/secret/", test, ".ans")] = "";
  }
  files.erase("data/secret/1.in");
  files.erase("data/secret/1.ans");
  return files;
}

struct Spelling {
  std::string name;
  // From line 4 of problem.yaml on.
  std::string lines;
  // What is odd about them; empty for nothing.
  std::string warning = {};
  bool scoring = false;
  bool interactive = false;
  bool multi_pass = false;
  double ac_to_time_limit = 2;

  friend std::ostream& operator<<(std::ostream& os, const Spelling& spelling) {
    return os << spelling.name;
  }
};

class DraftMetadataTest : public testing::TestWithParam<Spelling> {};

TEST_P(DraftMetadataTest, MeansWhatItMeantThen) {
  const Spelling& spelling = GetParam();
  const Files files =
      Draft(spelling.lines, {{"output_validator/check.js", ""}});
  const Package package = MustLoad(files);
  EXPECT_EQ(package.problem.scoring, spelling.scoring);
  EXPECT_EQ(package.problem.interactive, spelling.interactive);
  EXPECT_EQ(package.problem.multi_pass, spelling.multi_pass);
  EXPECT_EQ(package.metadata.time.ac_to_time_limit, spelling.ac_to_time_limit);
  EXPECT_EQ(Warnings(files),
            absl::StrCat("problem.yaml: line 1: problem_format_version "
                         "2023-07-draft is read as a draft of 2025-09",
                         spelling.warning.empty() ? "" : "\nproblem.yaml: ",
                         spelling.warning));
}

INSTANTIATE_TEST_SUITE_P(
    All, DraftMetadataTest,
    testing::Values(
        Spelling{.name = "TypesInAString",
                 .lines = "type: pass-fail interactive\n",
                 .warning = "line 4: several types are a list since 2025-09",
                 .interactive = true},
        Spelling{.name = "ValidationAsAMap",
                 .lines = "type: scoring\nvalidation:\n  interactive: true\n"
                          "  multipass: true\n  scoring: false\n",
                 .scoring = true,
                 .interactive = true,
                 .multi_pass = true},
        Spelling{.name = "ScoringValidation",
                 .lines = "type: scoring\nvalidation: {scoring: true}\n",
                 .scoring = true},
        Spelling{.name = "MultiplierAsAMap",
                 .lines = "limits:\n  time_multiplier:\n"
                          "    ac_to_time_limit: 3.0\n",
                 .warning = "line 5: time_multiplier is called "
                            "time_multipliers since 2025-09",
                 .ac_to_time_limit = 3},
        Spelling{.name = "SourceWithoutValues",
                 .lines = "source:\n  name:\n  url:\n",
                 .warning = "line 5: source has no name"}),
    [](const auto& row) { return row.param.name; });

TEST(DraftMetadataTest, UnknownKindOfValidationIsRefused) {
  EXPECT_EQ(Refusal(Draft("validation: {pvp: true}\n")),
            "problem.yaml: line 4: validation: pvp is not supported here");
}

TEST(DraftGroupsTest, ArgumentsMayBeInAString) {
  const Files files =
      Draft("", {{"data/testdata.yaml",
                  "output_validator_args: float_tolerance 1E-6\n"}});
  EXPECT_EQ(MustLoad(files).problem.tests.at(0).compare.relative_tolerance,
            1e-6);
  EXPECT_THAT(Warnings(files),
              HasSubstr("data/testdata.yaml: line 1: output_validator_args is "
                        "a list since 2025-09\n"));
}

TEST(DraftGroupsTest, LegacyFilesAreGradedAsTheToolsOfThatTimeDid) {
  const Files files =
      Groups({{"data/secret/testdata.yaml",
               "on_reject: continue\nrange: 0 100\n"
               "grader_flags: first_error accept_if_any_accepted\n"},
              {"data/secret/a/testdata.yaml",
               "on_reject: break\naccept_score: 50\nrange: 0 50\n"
               "grader_flags: min\ninput_validator_flags: n=1\n"
               "output_validator_args: [case_sensitive]\n"}});
  const Package package = MustLoad(files);
  ASSERT_EQ(package.problem.groups.size(), 5u);
  const auto grading = [&](size_t group) {
    return std::get<LegacyGrading>(package.problem.groups[group].grading);
  };
  EXPECT_EQ(package.problem.groups[2].name, "secret");
  EXPECT_TRUE(grading(2).accept_if_any_accepted);
  EXPECT_EQ(grading(2).verdicts, LegacyGrading::Verdicts::kFirst);
  EXPECT_EQ(package.problem.groups[3].name, "secret/a");
  EXPECT_EQ(grading(3).scores, LegacyGrading::Scores::kMin);
  EXPECT_EQ(grading(3).accept_score, 50);
  EXPECT_EQ(grading(3).most, 50);
  EXPECT_THAT(package.input_arguments[0].For("validate"), ElementsAre("n=1"));
  EXPECT_TRUE(package.problem.tests[0].compare.case_sensitive);
  EXPECT_FALSE(package.problem.tests[2].compare.case_sensitive);
  EXPECT_EQ(Warnings(files),
            "data/secret/a/testdata.yaml: line 1: on_reject is of format "
            "legacy: all groups are read as there\n"
            "problem.yaml: line 1: problem_format_version 2023-07-draft is "
            "read as a draft of 2025-09");
}

struct Maxima {
  std::string name;
  std::string secret;
  std::string a;
  std::string b;
  // Of secret, secret/a and secret/b.
  double most[3];

  friend std::ostream& operator<<(std::ostream& os, const Maxima& maxima) {
    return os << maxima.name;
  }
};

class DraftScoreTest : public testing::TestWithParam<Maxima> {};

TEST_P(DraftScoreTest, TheMaximaFollowFromTheScoresOfTests) {
  const Package package =
      MustLoad(Groups({{"data/secret/testdata.yaml", GetParam().secret},
                       {"data/secret/a/testdata.yaml", GetParam().a},
                       {"data/secret/b/testdata.yaml", GetParam().b}}));
  for (size_t i = 0; i < 3; ++i) {
    const TestGroup& group = package.problem.groups.at(i + 1);
    EXPECT_EQ(std::get<GroupScoring>(group.grading).max_score,
              GetParam().most[i])
        << group.name;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, DraftScoreTest,
    testing::Values(Maxima{"Min",
                           "scoring: {aggregation: sum}\n",
                           "scoring: {score: 30, aggregation: min}\n",
                           "scoring: {score: 70, aggregation: min}\n",
                           {100, 30, 70}},
                    Maxima{"MinIsTheDefaultOfGroups",
                           "",
                           "grading: {score: 5}\n",
                           "",
                           {6, 5, 1}},
                    Maxima{"Sum",
                           "",
                           "grading: {score: 5, aggregation: sum}\n",
                           "grading: {score: 7, aggregation: sum}\n",
                           {17, 10, 7}},
                    Maxima{"Given",
                           "grading: {max_score: 40}\n",
                           "grading: {score: 5, max_score: 20}\n",
                           "grading: {score: 7}\n",
                           {40, 20, 7}},
                    Maxima{"MinOfGroups",
                           "grading: {aggregation: min}\n",
                           "grading: {score: 5}\n",
                           "grading: {score: 7}\n",
                           {5, 5, 7}}),
    [](const auto& row) { return row.param.name; });

TEST(DraftGroupsTest, ANegativeScoreIsRefused) {
  EXPECT_EQ(Refusal(Groups({{"data/secret/a/testdata.yaml",
                             "grading:\n  score: -1\n  max_score: 1\n"},
                            {"data/secret/b/testdata.yaml",
                             "grading: {max_score: 1}\n"}})),
            "data/secret/a/testdata.yaml: line 2: score is not a number from "
            "0 up");
}

TEST(DraftGroupsTest, TheScoreOfATestIsNoKeyOf202509) {
  EXPECT_THAT(Refusal(Plus(FullPackage(),
                           {{"data/secret/test_group.yaml", "score: 1\n"}})),
              HasSubstr("line 1: unknown key score"));
}

TEST(DraftMetadataTest, TypesInAStringAreRefusedIn202509) {
  EXPECT_EQ(Refusal(WithYaml("type: pass-fail interactive\n")),
            "problem.yaml: line 4: type pass-fail interactive is unknown: "
            "several types are a list");
}

}  // namespace
}  // namespace gavel::package
