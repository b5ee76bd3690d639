#include "judge/package/test_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/package/wrong_package.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kSampleFile[] = "data/sample/test_group.yaml";
constexpr char kSecretFile[] = "data/secret/test_group.yaml";
constexpr char kEasyFile[] = "data/secret/1-easy/test_group.yaml";
constexpr char kHardFile[] = "data/secret/2-hard/test_group.yaml";

// Two groups of two and one tests, and a sample.
Files Groups(const std::string& type, const Files& more) {
  Files files = WithYaml("type: " + type + "\n");
  files.erase("data/secret/1.in");
  files.erase("data/secret/1.ans");
  for (const char* name :
       {"sample/1", "secret/1-easy/a", "secret/1-easy/b", "secret/2-hard/a"}) {
    files[absl::StrCat("data/", name, ".in")] = "";
    files[absl::StrCat("data/", name, ".ans")] = "";
  }
  return Plus(std::move(files), more);
}

// What the groups of a scoring problem need at least.
const Files& Scores() {
  static const auto* const files =
      new Files{{kEasyFile, "max_score: 30\n"}, {kHardFile, "max_score: 70\n"}};
  return *files;
}

std::vector<std::string> TestNames(const Files& files) {
  std::vector<std::string> names;
  for (const TestCase& test : MustLoad(files).problem.tests) {
    names.push_back(test.name);
  }
  return names;
}

GroupScoring ScoringOf(const Package& package, size_t group) {
  return std::get<GroupScoring>(package.problem.groups[group].grading);
}

TEST(TestDataTest, TestsAreSamplesFirstAndByName) {
  Files files = FullPackage();
  for (const char* name :
       {"secret/10", "secret/1-2", "secret/1a", "sample/b", "sample/a"}) {
    files[absl::StrCat("data/", name, ".in")] = "";
    files[absl::StrCat("data/", name, ".ans")] = "";
  }
  EXPECT_THAT(TestNames(files),
              ElementsAre("sample/a", "sample/b", "secret/1", "secret/1-2",
                          "secret/10", "secret/1a"));
  for (const TestCase& test : MustLoad(files).problem.tests) {
    EXPECT_EQ(test.sample, test.name.rfind("sample/", 0) == 0);
    EXPECT_EQ(test.full_feedback, test.sample);
  }
}

TEST(TestDataTest, OtherFilesOfATestAreIgnored) {
  Files files = FullPackage();
  for (const char* extension :
       {"png", "in.statement", "in.download", "out", "unknown"}) {
    files[absl::StrCat("data/secret/1.", extension)] = "x";
  }
  files["data/secret/README.md"] = "x";
  files["data/secret/1.yaml"] = "description: the smallest\nhint: add\n";
  EXPECT_THAT(TestNames(files), ElementsAre("secret/1"));
  EXPECT_EQ(Warnings(files), "");
}

TEST(TestDataTest, GroupsAreWhatHasAFileAndHoldAllBelowIt) {
  const Package package = MustLoad(Groups(
      "scoring", Plus(Scores(), {{"data/secret/2-hard/x/y/c.in", ""},
                                 {"data/secret/2-hard/x/y/c.ans", ""}})));
  std::vector<std::string> groups;
  for (const TestGroup& group : package.problem.groups) {
    groups.push_back(absl::StrCat(group.name, " ", group.parent));
  }
  EXPECT_THAT(groups, ElementsAre("sample -1", "secret -1", "secret/1-easy 1",
                                  "secret/2-hard 1"));
  std::vector<std::string> tests;
  for (const TestCase& test : package.problem.tests) {
    tests.push_back(absl::StrCat(test.name, " ", test.group));
  }
  EXPECT_THAT(
      tests, ElementsAre("sample/1 0", "secret/1-easy/a 2", "secret/1-easy/b 2",
                         "secret/2-hard/a 3", "secret/2-hard/x/y/c 3"));
}

TEST(TestDataTest, DirectoriesWithoutAFileAreNoGroups) {
  const Package package = MustLoad(Groups("pass-fail", {}));
  EXPECT_THAT(package.problem.groups, SizeIs(2));
  EXPECT_THAT(package.problem.tests, SizeIs(4));
  EXPECT_EQ(package.problem.tests[3].group, 1);
}

TEST(TestDataTest, ReadsHowGroupsAreScored) {
  const Package package = MustLoad(Groups(
      "scoring", {{kSecretFile, "max_score: 50\nscore_aggregation: min\n"},
                  {kEasyFile, "max_score: 20\nrequire_pass: sample\n"},
                  {kHardFile,
                   "max_score: 30\nscore_aggregation: sum\n"
                   "require_pass: [sample, secret/1-easy]\n"}}));
  const GroupScoring secret = ScoringOf(package, 1);
  EXPECT_EQ(secret.max_score, 50);
  EXPECT_EQ(secret.aggregation, ScoreAggregation::kMin);
  const GroupScoring easy = ScoringOf(package, 2);
  EXPECT_EQ(easy.max_score, 20);
  EXPECT_EQ(easy.aggregation, ScoreAggregation::kPassFail);
  EXPECT_THAT(easy.require_pass, ElementsAre(0));
  const GroupScoring hard = ScoringOf(package, 3);
  EXPECT_EQ(hard.aggregation, ScoreAggregation::kSum);
  EXPECT_THAT(hard.require_pass, ElementsAre(0, 2));
}

TEST(TestDataTest, SecretIsASumOfAHundredUnlessItSaysOtherwise) {
  const Package package = MustLoad(Groups("scoring", Scores()));
  EXPECT_EQ(ScoringOf(package, 1).max_score, 100);
  EXPECT_EQ(ScoringOf(package, 1).aggregation, ScoreAggregation::kSum);
}

TEST(TestDataTest, StaticValidationIsWorthPointsOrACondition) {
  const Package package = MustLoad(Groups(
      "scoring",
      {{"static_validator/check.js", ""},
       {kEasyFile,
        "max_score: 20\nscore_aggregation: sum\nstatic_validation_score: 5\n"
        "static_validator_args: [-x]\n"},
       {kHardFile,
        "max_score: 30\nstatic_validation_score: pass-fail\n"
        "static_validator_args: [-x]\n"}}));
  EXPECT_EQ(ScoringOf(package, 2).static_score, 5);
  EXPECT_FALSE(ScoringOf(package, 2).static_pass_fail);
  EXPECT_TRUE(ScoringOf(package, 3).static_pass_fail);
  EXPECT_TRUE(package.problem.static_validator.has_value());
  EXPECT_THAT(package.problem.static_validator_arguments, ElementsAre("-x"));
}

TEST(TestDataTest, TestsHaveTheirOwnSettingsOrElseThoseOfTheirGroup) {
  const Package package = MustLoad(
      Groups("pass-fail", {{"input_validators/limits.js", ""},
                           {kHardFile, ""},
                           {kEasyFile,
                            "args: [-e]\ninput_validator_args: [easy]\n"
                            "output_validator_args: [case_sensitive]\n"
                            "full_feedback: true\n"},
                           {"data/secret/1-easy/b.yaml",
                            "args: []\ninput_validator_args: {limits: [b]}\n"
                            "output_validator_args: [float_tolerance, 1e-4]\n"
                            "full_feedback: false\n"}}));
  const std::vector<TestCase>& tests = package.problem.tests;
  ASSERT_THAT(tests, SizeIs(4));
  const TestCase& hard = tests[3];
  EXPECT_EQ(hard.name, "secret/2-hard/a");
  EXPECT_THAT(hard.arguments, IsEmpty());
  EXPECT_FALSE(hard.compare.case_sensitive);
  const TestCase& a = tests[1];
  EXPECT_THAT(a.arguments, ElementsAre("-e"));
  EXPECT_TRUE(a.compare.case_sensitive);
  EXPECT_TRUE(a.full_feedback);
  EXPECT_THAT(package.input_arguments[1].For("any"), ElementsAre("easy"));
  const TestCase& b = tests[2];
  EXPECT_THAT(b.arguments, IsEmpty());
  EXPECT_FALSE(b.compare.case_sensitive);
  EXPECT_EQ(b.compare.absolute_tolerance, 1e-4);
  EXPECT_EQ(b.compare.relative_tolerance, 1e-4);
  EXPECT_FALSE(b.full_feedback);
  EXPECT_THAT(package.input_arguments[2].For("limits"), ElementsAre("b"));
  EXPECT_THAT(package.input_arguments[2].For("any"), IsEmpty());
}

TEST(TestDataTest, CustomValidatorsGetTheirArgumentsAsTheyAre) {
  const Package package = MustLoad(Plus(
      FullPackage(), {{"output_validator/check.js", ""},
                      {kSecretFile, "output_validator_args: [a, 'b c']\n"}}));
  EXPECT_THAT(package.problem.tests[0].validator_arguments,
              ElementsAre("a", "b c"));
}

TEST(TestDataTest, ConstantsAreReplacedInGroupFiles) {
  Files files = WithYaml("constants: {eps: 1e-3}\n");
  files[kSecretFile] = "output_validator_args: [float_tolerance, '{{eps}}']\n";
  EXPECT_EQ(MustLoad(files).problem.tests[0].compare.absolute_tolerance, 1e-3);
}

TEST(TestDataTest, FilesOfATestAreNamedAsTheSubmissionSeesThem) {
  const Package package =
      MustLoad(Plus(FullPackage(), {{"data/secret/1.files/words.txt", ""},
                                    {"data/secret/1.files/a/b.txt", ""}}));
  ASSERT_THAT(package.problem.tests, SizeIs(1));
  const std::vector<PackageFile>& files = package.problem.tests[0].files;
  ASSERT_THAT(files, SizeIs(2));
  EXPECT_EQ(files[0].name, "a/b.txt");
  EXPECT_EQ(files[0].path, "/aplusb/data/secret/1.files/a/b.txt");
  EXPECT_EQ(files[1].name, "words.txt");
}

TEST(TestDataTest, TestsOfTheValidatorsAreApart) {
  const Package package = MustLoad(
      Plus(FullPackage(),
           {{"data/invalid_input/a.in", ""},
            {"data/invalid_input/a.yaml", "input_validator_args: [x]\n"},
            {"data/invalid_output/b.in", ""},
            {"data/invalid_output/b.ans", ""},
            {"data/invalid_output/b.out", ""},
            {"data/valid_output/test_group.yaml",
             "output_validator_args: [case_sensitive]\n"},
            {"data/valid_output/c.in", ""},
            {"data/valid_output/c.ans", ""},
            {"data/valid_output/c.out", ""}}));
  EXPECT_THAT(package.problem.tests, SizeIs(1));
  ASSERT_THAT(package.validation_tests, SizeIs(3));
  const ValidationTest& input = package.validation_tests[0];
  EXPECT_EQ(input.kind, ValidationTest::Kind::kInvalidInput);
  EXPECT_EQ(input.test.name, "invalid_input/a");
  EXPECT_THAT(input.input_arguments.For("v"), ElementsAre("x"));
  EXPECT_EQ(package.validation_tests[1].kind,
            ValidationTest::Kind::kInvalidOutput);
  const ValidationTest& output = package.validation_tests[2];
  EXPECT_EQ(output.kind, ValidationTest::Kind::kValidOutput);
  EXPECT_EQ(output.output_path, "/aplusb/data/valid_output/c.out");
  EXPECT_TRUE(output.test.compare.case_sensitive);
}

TEST(TestDataTest, DraftSpellingsAreReadWithWarnings) {
  Files files = Groups(
      "scoring",
      {{"data/secret/1-easy/testdata.yaml",
        "grading:\n  max_score: 30\n  aggregation: sum\n"
        "output_validator_flags: float_tolerance 1e-6\n"},
       {kHardFile, "scoring: {max_score: 70, require_pass: 1-easy}\n"},
       {"data/testdata.yaml", "output_validator_args: [case_sensitive]\n"}});
  files["problem.yaml"].replace(0, 31, "problem_format_version: draft");
  const absl::StatusOr<Package> refused = LoadFiles(files);
  EXPECT_EQ(refused.status().message(),
            "data/secret/2-hard/test_group.yaml: line 1: require_pass: 1-easy "
            "is not pass-fail");
  files[kHardFile] = "scoring: {max_score: 70, require_pass: sample}\n";
  EXPECT_EQ(
      Warnings(files),
      "data/secret/1-easy/testdata.yaml: line 1: grading is called max_score, "
      "score_aggregation and require_pass since 2025-09\n"
      "data/secret/1-easy/testdata.yaml: line 4: output_validator_flags is "
      "called output_validator_args since 2025-09\n"
      "data/secret/2-hard/test_group.yaml: line 1: scoring is called "
      "max_score, "
      "score_aggregation and require_pass since 2025-09\n"
      "problem.yaml: line 1: problem_format_version draft is read as a draft "
      "of "
      "2025-09");
  const Package package = MustLoad(files);
  EXPECT_EQ(ScoringOf(package, 2).aggregation, ScoreAggregation::kSum);
  EXPECT_EQ(package.problem.tests[1].compare.absolute_tolerance, 1e-6);
  EXPECT_TRUE(package.problem.tests[3].compare.case_sensitive);
}

class WrongGroupTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongGroupTest, IsRefusedWithFileAndLine) {
  EXPECT_EQ(Refusal(Groups("scoring", Plus(Scores(), GetParam().files))),
            GetParam().message);
}

std::string ManyArguments() {
  std::string yaml = "input_validator_args: {v: [";
  for (int i = 0; i < 1000; ++i) yaml += "a,";
  return yaml + "]}\n";
}

Wrong Group(const std::string& name, const std::string& file,
            const std::string& content, const std::string& message) {
  return {name, {{file, content}}, absl::StrCat(file, ": ", message)};
}

INSTANTIATE_TEST_SUITE_P(
    Scoring, WrongGroupTest,
    testing::Values(
        Group("SampleScore", kSampleFile, "max_score: 1\n",
              "line 1: max_score is not for data/sample"),
        Group("NegativeScore", kEasyFile, "max_score: -1\n",
              "a pass-fail group needs a max_score that is not unbounded\n"
              "data/secret/1-easy/test_group.yaml: line 1: max_score is not an "
              "integer from 0 up"),
        Group("Fraction", kHardFile, "max_score: 0.5\nscore_aggregation: sum\n",
              "max_score is unbounded, but that of secret is not\n"
              "data/secret/2-hard/test_group.yaml: line 1: max_score is not an "
              "integer from 0 up"),
        Group("Aggregation", kEasyFile,
              "max_score: 1\nscore_aggregation: max\n",
              "line 2: score_aggregation max is none of pass-fail, sum and "
              "min"),
        Group("UnboundedPassFail", kEasyFile, "full_feedback: true\n",
              "a pass-fail group needs a max_score that is not unbounded"),
        Group("UnboundedInBounded", kEasyFile, "score_aggregation: sum\n",
              "max_score is unbounded, but that of secret is not"),
        Wrong{
            "PassFailSecret",
            {{kSecretFile, "score_aggregation: pass-fail\n"},
             {kEasyFile, "max_score: 1\nscore_aggregation: min\n"}},
            "data/secret/1-easy/test_group.yaml: secret is pass-fail, so this "
            "group has to be"},
        Wrong{"TooManyPoints",
              {{kSecretFile, ""}, {kEasyFile, "max_score: 31\n"}},
              "data/secret/test_group.yaml: max_score 100 is less than the 101 "
              "points of its groups together"},
        Wrong{
            "UnboundedWithoutScores",
            {{kSecretFile, "max_score: unbounded\n"},
             {kEasyFile, "score_aggregation: sum\n"}},
            "data/secret/1-easy/test_group.yaml: an unbounded max_score needs "
            "an output_validator, which gives the scores"}),
    WrongName);

INSTANTIATE_TEST_SUITE_P(
    Requirements, WrongGroupTest,
    testing::Values(
        Group("LaterGroup", kEasyFile,
              "max_score: 1\nrequire_pass: secret/2-hard\n",
              "line 2: require_pass: secret/2-hard is no group before this "
              "one"),
        Group("ShortName", kHardFile, "max_score: 1\nrequire_pass: 1-easy\n",
              "line 2: require_pass: 1-easy is no group before this one"),
        Group("OfSample", kSampleFile, "require_pass: sample\n",
              "line 1: require_pass is not for data/sample"),
        Wrong{"NotPassFail",
              {{kEasyFile, "max_score: 1\nscore_aggregation: sum\n"},
               {kHardFile, "max_score: 1\nrequire_pass: secret/1-easy\n"}},
              "data/secret/2-hard/test_group.yaml: line 2: require_pass: "
              "secret/1-easy is not pass-fail"}),
    WrongName);

INSTANTIATE_TEST_SUITE_P(
    Static, WrongGroupTest,
    testing::Values(
        Group("NoValidator", kEasyFile,
              "max_score: 1\nstatic_validation_score: pass-fail\n",
              "line 2: static_validation_score without a static_validator"),
        Group("ArgumentsAlone", kEasyFile,
              "max_score: 1\nstatic_validator_args: [x]\n",
              "line 2: static_validator_args without static_validation_score"),
        Wrong{"PointsInPassFail",
              {{kEasyFile, "max_score: 1\nstatic_validation_score: 1\n"},
               {"static_validator/a.js", ""}},
              "data/secret/1-easy/test_group.yaml: line 2: "
              "static_validation_score has points, but nothing here has"}),
    WrongName);

INSTANTIATE_TEST_SUITE_P(
    Layout, WrongGroupTest,
    testing::Values(
        Wrong{"TestsBesideGroups",
              {{"data/secret/1.in", ""}, {"data/secret/1.ans", ""}},
              "data/secret: holds both test cases and groups"},
        Wrong{"EmptyGroup",
              {{"data/secret/3/test_group.yaml", "max_score: 0\n"}},
              "data/secret/3: is a group without a test case"},
        Group("GroupInGroup", "data/secret/1-easy/x/test_group.yaml", "",
              "groups cannot have groups below them"),
        Wrong{"GroupInSample",
              {{"data/sample/x/1.in", ""}},
              "data/sample/x: data/sample cannot have groups"},
        Group("RootFile", "data/test_group.yaml", "",
              "belongs into data/sample, data/secret or a group of it"),
        Group("OldName", "data/secret/testdata.yaml", "",
              "is called test_group.yaml in this problem_format_version"),
        Group("UnknownKey", kSecretFile, "on_reject: break\n",
              "line 1: unknown key on_reject"),
        Group("LongArguments", kSecretFile,
              "args: ['" + std::string(20000, 'x') + "']\n",
              "line 1: args is too long"),
        Group("ManyArguments", "data/sample/1.yaml", ManyArguments(),
              "line 1: input_validator_args is too long"),
        Group("TestKey", "data/sample/1.yaml", "hints: x\n",
              "line 1: unknown key hints"),
        Group("Orphan", "data/sample/9.yaml", "hint: x\n", "has no input 9.in"),
        Wrong{"OrphanFiles",
              {{"data/sample/9.files/a", ""}},
              "data/sample/9.files: has no input 9.in"},
        Wrong{"NamedAsATest",
              {{"data/secret/1-easy/a/b", ""}},
              "data/secret/1-easy/a: is a directory named as a test case"}),
    WrongName);

}  // namespace
}  // namespace gavel::package
