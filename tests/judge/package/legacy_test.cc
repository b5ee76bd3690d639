// Packages of formats legacy and legacy-icpc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "judge/package/package.h"
#include "tests/judge/package/wrong_package.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kScoring[] = "name: Sum\ntype: scoring\n";
constexpr char kGroup[] = "data/secret/testdata.yaml";

// A scoring problem with groups in groups.
Files Tree(const Files& more) {
  Files files = LegacyPackage(kScoring);
  files.erase("data/secret/1.in");
  files.erase("data/secret/1.ans");
  for (const char* name :
       {"sample/1", "secret/a/1", "secret/a/deep/1", "secret/b/1"}) {
    files[absl::StrCat("data/", name, ".in")] = "";
    files[absl::StrCat("data/", name, ".ans")] = "";
  }
  return Plus(std::move(files), more);
}

LegacyGrading GradingOf(const Package& package, size_t group) {
  return std::get<LegacyGrading>(package.problem.groups[group].grading);
}

TEST(LegacyTest, MetadataIsReadInTheNewTerms) {
  const Package package = MustLoad(Plus(
      LegacyPackage("name: Sum\n"
                    "author: A\n"
                    "source: Contest\n"
                    "source_url: http://contest.example\n"
                    "license: cc by-sa\n"
                    "keywords: sum easy\n"
                    "validator_flags: case_sensitive float_tolerance 1e-6\n"
                    "limits: {memory: 128, time_multiplier: 4}\n"),
      {{".timelimit", "3\n"},
       {"data/secret/testdata.yaml",
        "on_reject: break\noutput_validator_flags: "
        "space_change_sensitive\n"}}));
  EXPECT_THAT(package.warnings, ElementsAre());
  EXPECT_EQ(package.metadata.format, Format::kLegacy);
  EXPECT_THAT(package.metadata.keywords, ElementsAre("sum", "easy"));
  EXPECT_EQ(package.metadata.time.given, absl::Seconds(3));
  EXPECT_EQ(package.metadata.time.ac_to_time_limit, 4);
  EXPECT_EQ(package.metadata.time.time_limit_to_tle, 2);
  const Problem& problem = package.problem;
  EXPECT_EQ(problem.title, "Sum");
  EXPECT_EQ(problem.limits.cpu_time, absl::Seconds(3));
  EXPECT_EQ(problem.limits.memory, MiB(128));
  const CompareOptions& compare = problem.tests.at(0).compare;
  EXPECT_TRUE(compare.case_sensitive);
  EXPECT_TRUE(compare.space_change_sensitive);
  EXPECT_EQ(compare.absolute_tolerance, 1e-6);
}

TEST(LegacyTest, DomjudgesFileGivesTheTimeLimitAsWell) {
  const Package package = MustLoad(
      Plus(LegacyPackage(),
           {{".timelimit", "3"},
            {"domjudge-problem.ini", "color = '#fff'\ntimelimit = '2.5'\n"}}));
  EXPECT_EQ(package.problem.limits.cpu_time, absl::Milliseconds(2500));
}

TEST(LegacyTest, DomjudgesFileMayNameTheProblem) {
  const Files file = {{"domjudge-problem.ini", "name = \"B\"\n"}};
  EXPECT_EQ(
      MustLoad(Plus(LegacyPackage("type: pass-fail\n"), file)).problem.title,
      "B");
  EXPECT_EQ(MustLoad(Plus(LegacyPackage(), file)).problem.title, "Sum");
}

TEST(LegacyTest, MultiPassIsWhatDomjudgeAddsToTheFormat) {
  const Files files =
      Plus(LegacyPackage("name: x\nvalidation: custom multi-pass\n"
                         "validator_flags: --hint \"a b\" c\n"
                         "limits:\n  validation_passes: 26\n"),
           {{"output_validators/a.js", ""}});
  const Problem problem = MustLoad(files).problem;
  EXPECT_TRUE(problem.multi_pass);
  EXPECT_EQ(problem.validation.passes, 26);
  EXPECT_THAT(problem.tests.at(0).validator_arguments,
              ElementsAre("--hint", "a b", "c"));
  EXPECT_EQ(Warnings(files), "");
}

TEST(LegacyTest, BooleansAreThoseOfOldYaml) {
  for (const char* value : {"yes", "No", "on", "OFF", "True"}) {
    EXPECT_EQ(
        Refusal(LegacyPackage(absl::StrCat(
            kScoring, "grading: {show_test_data_groups: ", value, "}\n"))),
        "");
  }
}

TEST(LegacyTest, CommasBetweenGraderFlagsAreOdd) {
  const Files files =
      Tree({{"data/testdata.yaml", "grader_flags: max, ignore_sample\n"}});
  const LegacyGrading root = GradingOf(MustLoad(files), 0);
  EXPECT_EQ(root.scores, LegacyGrading::Scores::kMax);
  EXPECT_TRUE(root.ignore_sample);
  EXPECT_THAT(Warnings(files),
              HasSubstr("line 1: grader_flags are separated by spaces only"));
}

TEST(LegacyTest, FlagsMayNameTheirOutputValidator) {
  const Files files = Plus(
      LegacyPackage("name: x\nvalidation: custom\n"),
      {{"output_validators/check.js", ""},
       {kGroup, "output_validator_flags: {name: check, flags: a 'b c'}\n"}});
  EXPECT_THAT(MustLoad(files).problem.tests.at(0).validator_arguments,
              ElementsAre("a", "b c"));
  EXPECT_EQ(Refusal(Plus(files, {{"output_validators/other.js", ""}})),
            "data/secret/testdata.yaml: line 1: flags for only check of "
            "several output validators are not supported");
  EXPECT_THAT(Warnings(Plus(files, {{kGroup,
                                     "output_validator_flags: {name: chk}\n"
                                     "input_validator_flags: {name: v}\n"}})),
              HasSubstr("line 1: there is no output validator chk\n"
                        "data/secret/testdata.yaml: line 2: there is no input "
                        "validator v"));
}

struct Title {
  std::string name;
  std::string statement;
  std::string title;

  friend std::ostream& operator<<(std::ostream& os, const Title& title) {
    return os << title.name;
  }
};

class LegacyTitleTest : public testing::TestWithParam<Title> {};

TEST_P(LegacyTitleTest, IsThatOfTheStatementIfMetadataHasNone) {
  Files files = LegacyPackage("type: pass-fail\n");
  files.erase("problem_statement/problem.en.tex");
  files["problem_statement/problem.sv.tex"] = GetParam().statement;
  EXPECT_EQ(MustLoad(files).problem.title, GetParam().title);
}

INSTANTIATE_TEST_SUITE_P(
    All, LegacyTitleTest,
    testing::Values(
        Title{"Plain", "% x\n\\problemname{ Stad i ljus }\nText\n",
              "Stad i ljus"},
        Title{"Braces", "\\problemname{A {\\em B} C}\n", "A {\\em B} C"},
        Title{"Empty", "\\problemname{}\n", "aplusb"},
        Title{"Command", "\\problemname{\\problemyamlname}\n", "aplusb"},
        Title{"Lines", "\\problemname{A\nB}\n", "aplusb"},
        Title{"Open", "\\problemname{A\n", "aplusb"},
        Title{"Broken", "\\problemname{\xff}\n", "aplusb"}),
    [](const auto& row) { return row.param.name; });

TEST(LegacyTest, TheEnglishTitleCountsFirst) {
  const Problem problem =
      MustLoad(
          Plus(LegacyPackage("type: pass-fail\n"),
               {{"problem_statement/problem.de.tex", "\\problemname{Summe}"},
                {"problem_statement/problem.en.tex", "\\problemname{Sum}"}}))
          .problem;
  EXPECT_EQ(problem.title, "Sum");
  EXPECT_EQ(problem.names.at("de"), "Summe");
}

TEST(LegacyTest, TheTitleMayBeMissing) {
  EXPECT_EQ(MustLoad(LegacyPackage("type: pass-fail\n")).problem.title,
            "aplusb");
}

TEST(LegacyTest, GroupsAreATree) {
  const Package package = MustLoad(Tree({}));
  std::vector<std::string> groups;
  for (const TestGroup& group : package.problem.groups) {
    groups.push_back(absl::StrCat(group.name, " ", group.parent));
  }
  EXPECT_THAT(groups, ElementsAre(" -1", "sample 0", "secret 0", "secret/a 2",
                                  "secret/a/deep 3", "secret/b 2"));
  std::vector<std::string> tests;
  for (const TestCase& test : package.problem.tests) {
    tests.push_back(absl::StrCat(test.name, " ", test.group));
  }
  EXPECT_THAT(tests, ElementsAre("sample/1 1", "secret/a/1 3",
                                 "secret/a/deep/1 4", "secret/b/1 5"));
}

TEST(LegacyTest, GroupsInheritKeyByKey) {
  const Package package = MustLoad(
      Tree({{"data/testdata.yaml",
             "on_reject: continue\ngrader_flags: ignore_sample first_error\n"
             "output_validator_flags: case_sensitive\n"},
            {"data/secret/testdata.yaml", "accept_score: 5\n"},
            {"data/secret/a/testdata.yaml",
             "grader_flags: always_accept min\nrange: -inf 50\n"
             "input_validator_flags: small\n"},
            {"data/secret/b/testdata.yaml",
             "reject_score: -1\noutput_validator_flags: ''\n"
             "input_validator_flags: {name: limits, flags: a b}\n"}}));
  using Verdicts = LegacyGrading::Verdicts;
  using Scores = LegacyGrading::Scores;
  const LegacyGrading root = GradingOf(package, 0);
  EXPECT_TRUE(root.ignore_sample);
  EXPECT_FALSE(root.break_on_reject);
  EXPECT_EQ(root.verdicts, Verdicts::kFirst);
  const LegacyGrading secret = GradingOf(package, 2);
  EXPECT_FALSE(secret.ignore_sample);
  EXPECT_FALSE(secret.break_on_reject);
  EXPECT_EQ(secret.verdicts, Verdicts::kFirst);
  EXPECT_EQ(secret.accept_score, 5);
  const LegacyGrading deep = GradingOf(package, 4);
  EXPECT_EQ(deep.verdicts, Verdicts::kAlwaysAccept);
  EXPECT_EQ(deep.scores, Scores::kMin);
  EXPECT_EQ(deep.least, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(deep.most, 50);
  EXPECT_EQ(deep.accept_score, 5);
  const LegacyGrading b = GradingOf(package, 5);
  EXPECT_EQ(b.scores, Scores::kSum);
  EXPECT_EQ(b.reject_score, -1);
  const std::vector<TestCase>& tests = package.problem.tests;
  EXPECT_TRUE(tests[1].compare.case_sensitive);
  EXPECT_THAT(package.input_arguments[1].For("any"), ElementsAre("small"));
  EXPECT_FALSE(tests[3].compare.case_sensitive);
  EXPECT_THAT(package.input_arguments[3].For("limits"), ElementsAre("a", "b"));
  EXPECT_THAT(package.input_arguments[3].For("any"), IsEmpty());
}

TEST(LegacyTest, AllOutputValidatorsAreUsedIfTheyAreAskedFor) {
  const Files files = {{"output_validators/a.js", ""},
                       {"output_validators/b/main.js", ""}};
  const Package package = MustLoad(
      Plus(LegacyPackage("name: x\ntype: scoring\nvalidation: custom score\n"
                         "validator_flags: -f\ngrading: {objective: min}\n"),
           files));
  EXPECT_THAT(package.problem.output_validators, SizeIs(2));
  EXPECT_TRUE(package.problem.minimize);
  EXPECT_THAT(package.problem.tests.at(0).validator_arguments,
              ElementsAre("-f"));
  EXPECT_EQ(Warnings(Plus(LegacyPackage(), files)),
            "output_validators: is not used: validation in problem.yaml is "
            "not custom");
}

TEST(LegacyTest, InteractiveIsAKindOfValidation) {
  const Problem problem =
      MustLoad(Plus(LegacyPackage("name: x\nvalidation: custom interactive\n"),
                    {{"output_validators/a.js", ""},
                     {"data/sample/1.interaction", ">1\n"}}))
          .problem;
  EXPECT_TRUE(problem.interactive);
  EXPECT_THAT(problem.output_validators, SizeIs(1));
}

TEST(LegacyTest, WhatTheFormatForbidsWithoutHarmIsOdd) {
  EXPECT_EQ(Warnings(Plus(LegacyPackage("name: x\nlabel: A\r\n"),
                          {{"data/testdata.yaml", "accept_score: 1\n"}})),
            "data/testdata.yaml: line 1: accept_score is only for scoring "
            "problems\n"
            "problem.yaml: has no problem_format_version, so it is read as "
            "legacy\n"
            "problem.yaml: line 2: unknown key label\n"
            "problem.yaml: line 2: has a carriage return: lines end with LF "
            "only");
}

class WrongLegacyTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongLegacyTest, IsRefusedWithFileAndLine) {
  EXPECT_EQ(Refusal(Plus(LegacyPackage(), GetParam().files)),
            GetParam().message);
}

Wrong Row(const std::string& name, const std::string& file,
          const std::string& content, const std::string& message) {
  return {name, {{file, content}}, absl::StrCat(file, ": ", message)};
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongLegacyTest,
    testing::Values(
        Row("TimeLimit", ".timelimit", "soon\n",
            "is not a number of seconds above 0"),
        Row("TimeLimitOfAYear", ".timelimit", "31536000\n",
            "CPU time limit 8760h is outside 1ms to 1h"),
        Row("ProgramOfDomjudges", "domjudge-problem.ini",
            "name='x'\nspecial_compare='float'\n",
            "line 2: special_compare names a program outside of the package"),
        Row("Quote", "problem.yaml", "name: x\nvalidator_flags: a 'b\n",
            "line 2: validator_flags has a quote that does not end"),
        Row("Type", "problem.yaml", "name: x\ntype: interactive\n",
            "line 2: type interactive is unknown"),
        Row("Validation", "problem.yaml", "name: x\nvalidation: mine\n",
            "line 2: validation begins with neither default nor custom"),
        Row("ValidationScore", "problem.yaml",
            "name: x\nvalidation: default score\n",
            "line 2: validation: score is not supported here"),
        Row("Objective", "problem.yaml",
            "name: x\ntype: scoring\ngrading: {objective: least}\n",
            "line 3: objective is neither min nor max"),
        Row("GradingOfPassFail", "problem.yaml",
            "name: x\ngrading: {objective: max}\n",
            "line 2: grading is only for scoring problems"),
        Row("SourceUrl", "problem.yaml", "name: x\nsource_url: y\n",
            "line 2: source_url without a source"),
        Row("CustomGrader", kGroup, "grading: custom\n",
            "line 1: grading: custom graders are not supported"),
        Row("OnReject", kGroup, "on_reject: stop\n",
            "line 1: on_reject stop is neither break nor continue"),
        Row("GraderFlags", kGroup, "grader_flags: median\n",
            "line 1: grader_flags: median is unknown"),
        Row("IgnoreSample", kGroup, "grader_flags: ignore_sample\n",
            "line 1: grader_flags: ignore_sample is only for data/"),
        Row("Range", kGroup, "range: 5 1\n",
            "line 1: range is not two numbers, the smaller one first"),
        Row("NewName", "data/secret/test_group.yaml", "",
            "is called testdata.yaml in this problem_format_version")),
    WrongName);

INSTANTIATE_TEST_SUITE_P(
    Icpc, WrongLegacyTest,
    testing::Values(Wrong{"Subset",
                          {{"problem.yaml",
                            "problem_format_version: legacy-icpc\nname: x\n"
                            "type: scoring\n"},
                           {"include/default/a.js", ""},
                           {"data/secret/a/1.in", ""},
                           {"data/secret/a/1.ans", ""}},
                          "data/secret/a: legacy-icpc packages have no groups\n"
                          "include: legacy-icpc packages have no included "
                          "files\n"
                          "problem.yaml: line 3: legacy-icpc packages are "
                          "pass-fail"}),
    WrongName);

}  // namespace
}  // namespace gavel::package
