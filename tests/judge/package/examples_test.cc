#include "judge/package/examples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/package/wrong_package.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kRules[] = "submissions/submissions.yaml";

// Examples by name.
std::map<std::string, ExampleSubmission> Examples(const Files& more) {
  std::map<std::string, ExampleSubmission> examples;
  for (ExampleSubmission& example :
       MustLoad(Plus(FullPackage(), more)).examples) {
    examples[example.name] = std::move(example);
  }
  return examples;
}

TEST(ExamplesTest, EveryFileOrDirectoryOfADirectoryIsOne) {
  Files files = FullPackage();
  for (const char* name :
       {"accepted/b.cjs", "accepted/c.py", "accepted/README.md",
        "wrong_answer/dir/main.ts", "wrong_answer/dir/lib/words.txt",
        "memory_limit_exceeded/a.js", "mine/a.js", "loose.js"}) {
    files[absl::StrCat("submissions/", name)] = "";
  }
  const Package package = MustLoad(files);
  std::vector<std::string> examples;
  for (const ExampleSubmission& example : package.examples) {
    const auto verdict = PromisedVerdict(example.expectations);
    examples.push_back(absl::StrCat(
        example.name, " ", verdict.has_value() ? VerdictCode(*verdict) : "?"));
  }
  EXPECT_THAT(examples, ElementsAre("accepted/a.js AC", "accepted/b.cjs AC",
                                    "memory_limit_exceeded/a.js MLE",
                                    "mine/a.js ?", "wrong_answer/dir WA"));
  const PackageProgram& program = package.examples[4].program;
  EXPECT_EQ(program.main.name, "submissions/wrong_answer/dir/main.ts");
  EXPECT_EQ(program.language, Language::kTypeScript);
  ASSERT_THAT(program.files, SizeIs(1));
  EXPECT_EQ(program.files[0].name, "lib/words.txt");
  ASSERT_THAT(package.without_runtime, SizeIs(1));
  EXPECT_EQ(package.without_runtime[0].path, "submissions/accepted/c.py");
  EXPECT_EQ(package.without_runtime[0].language, "python3");
  EXPECT_FALSE(package.without_runtime[0].needed);
  EXPECT_THAT(package.warnings,
              ElementsAre("submissions/mine/a.js: nothing says what is "
                          "expected of it"));
}

TEST(ExamplesTest, ADirectorysNameReplacesItsDefaultAndPatternsAdd) {
  const auto examples =
      Examples({{"submissions/wrong_answer/a.js", ""},
                {"submissions/wrong_answer/b.js", ""},
                {kRules,
                 "wrong_answer:\n  permitted: [AC, WA, TLE]\n"
                 "wrong_answer/*:\n  message: no\n"
                 "'*/b.js':\n  secret/1:\n    required: [WA]\n"}});
  const auto& a = examples.at("wrong_answer/a.js").expectations;
  ASSERT_THAT(a, SizeIs(2));
  EXPECT_THAT(*a[0].permitted,
              ElementsAre(Verdict::kAccepted, Verdict::kWrongAnswer,
                          Verdict::kTimeLimitExceeded));
  EXPECT_THAT(*a[0].required, ElementsAre(Verdict::kWrongAnswer));
  EXPECT_EQ(a[1].message, "no");
  EXPECT_EQ(a[1].source, "submissions/submissions.yaml: line 3");
  const auto& b = examples.at("wrong_answer/b.js").expectations;
  ASSERT_THAT(b, SizeIs(4));
  EXPECT_EQ(b[3].tests, "secret/1");
  EXPECT_THAT(*b[3].required, ElementsAre(Verdict::kWrongAnswer));
}

TEST(ExamplesTest, RulesSayHowAProgramIsRun) {
  const auto examples =
      Examples({{"submissions/accepted/dir/one.js", ""},
                {"submissions/accepted/dir/two.js", ""},
                {"submissions/accepted/odd.js", ""},
                {kRules,
                 "accepted/dir: {entrypoint: two.js, model_solution: true}\n"
                 "accepted/odd.js: {language: typescript, authors: A}\n"}});
  EXPECT_EQ(examples.at("accepted/dir").program.main.name,
            "submissions/accepted/dir/two.js");
  EXPECT_TRUE(examples.at("accepted/dir").model_solution);
  EXPECT_EQ(examples.at("accepted/odd.js").program.language,
            Language::kTypeScript);
}

TEST(ExamplesTest, ReadsHowTheTimeLimitIsBound) {
  const auto examples =
      Examples({{"submissions/mine/a.js", ""},
                {kRules,
                 "mine:\n"
                 "  use_for_time_limit: lower\n"
                 "  secret/1: {use_for_time_limit: upper}\n"
                 "  sample: {permitted: [AC], use_for_time_limit: false}\n"}});
  const auto& rules = examples.at("mine/a.js").expectations;
  ASSERT_THAT(rules, SizeIs(3));
  EXPECT_EQ(rules[0].time_use, TimeUse::kLower);
  EXPECT_THAT(*rules[0].permitted,
              ElementsAre(Verdict::kAccepted, Verdict::kWrongAnswer,
                          Verdict::kRunTimeError));
  EXPECT_EQ(rules[1].time_use, TimeUse::kUpper);
  EXPECT_THAT(*rules[1].required, ElementsAre(Verdict::kTimeLimitExceeded));
  EXPECT_EQ(rules[2].time_use, TimeUse::kNone);
}

TEST(ExamplesTest, ReadsScoresOfScoringProblems) {
  Files files = WithYaml("type: scoring\n");
  files[kRules] = "accepted: {score: 100, secret/1: {score: [5, 7.5]}}\n";
  const auto rules = MustLoad(files).examples.at(0).expectations;
  EXPECT_EQ(rules[0].score, std::pair(100.0, 100.0));
  EXPECT_EQ(rules[1].score, std::pair(5.0, 7.5));
}

TEST(ExamplesTest, RulesWithoutASubmissionAreOdd) {
  EXPECT_EQ(Warnings(Plus(FullPackage(), {{kRules, "acepted/*: {}\n"}})),
            "submissions/submissions.yaml: line 1: acepted/* matches no "
            "submission");
}

TEST(ExamplesTest, SourcesMaySayTheirResults) {
  const auto examples = Examples(
      {{"submissions/mixed/a.js",
        "// @EXPECTED_RESULTS@: TIMELIMIT, CORRECT\n"},
       {"submissions/wrong_answer/a.js", "// @EXPECTED_RESULTS@: CORRECT\n"}});
  const auto& mixed = examples.at("mixed/a.js").expectations;
  ASSERT_THAT(mixed, SizeIs(1));
  EXPECT_EQ(mixed[0].source, "submissions/mixed/a.js: @EXPECTED_RESULTS@");
  EXPECT_THAT(*mixed[0].final_verdict,
              ElementsAre(Verdict::kTimeLimitExceeded, Verdict::kAccepted));
  EXPECT_THAT(examples.at("wrong_answer/a.js").expectations, SizeIs(1));
}

TEST(ExamplesTest, ResultsAreReadInBothSpellings) {
  EXPECT_EQ(ExpectedResults("no tag"), std::nullopt);
  EXPECT_EQ(ExpectedResults("@EXPECTED_RESULTS@: CHECK-MANUALLY"),
            std::nullopt);
  EXPECT_EQ(
      ExpectedResults("/* @EXPECTED_RESULTS@: run_time_error,NO-OUTPUT */ x"),
      std::vector({Verdict::kRunTimeError, Verdict::kWrongAnswer}));
}

TEST(ExamplesTest, ConstantsAreReplacedInThem) {
  Files files = WithYaml("constants: {n: 5}\n");
  files["submissions/accepted/a.js"] = "const n = {{n}}, m = {{m}};\n";
  EXPECT_EQ(MustLoad(files).examples.at(0).program.main.text,
            "const n = 5, m = {{m}};\n");
}

TEST(ExamplesTest, TheirNumberIsBounded) {
  Files files = FullPackage();
  for (int i = 0; i < 500; ++i) {
    files[absl::StrCat("submissions/accepted/", i, ".js")] = "";
  }
  EXPECT_EQ(Refusal(files), "submissions: holds more than 500 submissions");
}

class WrongRulesTest : public testing::TestWithParam<Wrong> {};

TEST_P(WrongRulesTest, AreRefusedWithFileAndLine) {
  EXPECT_EQ(Refusal(Plus(FullPackage(), GetParam().files)), GetParam().message);
}

std::string Patterns(int count) {
  std::string patterns;
  for (int i = 0; i < count; ++i) absl::StrAppend(&patterns, "a", i, ": {}\n");
  return patterns;
}

Wrong Rules(const std::string& name, const std::string& content,
            const std::string& message) {
  return {name, {{kRules, content}}, absl::StrCat(kRules, ": ", message)};
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongRulesTest,
    testing::Values(
        Rules("NoMap", "[accepted]\n", "line 1: the file is not a map"),
        Rules("TooManyPatterns", Patterns(501),
              "has more than 500 patterns and keys"),
        Rules("Pattern", "'**': {}\n",
              "line 1: pattern **: ** is not supported"),
        Rules("Key", "accepted: {permited: [AC]}\n",
              "line 1: permited is neither a key nor a pattern with a map"),
        Rules("KeyOfTests", "accepted: {sample: {language: cpp}}\n",
              "line 1: unknown key language in sample"),
        Rules("Verdict", "accepted: {permitted: [OK]}\n",
              "line 1: permitted: OK is no verdict"),
        Rules("JudgeError", "accepted: {permitted: [JE]}\n",
              "line 1: permitted: JE is no verdict"),
        Rules("NoVerdict", "accepted: {required: []}\n",
              "line 1: required is an empty list"),
        Rules("Language", "accepted: {language: klingon}\n",
              "line 1: klingon is no language code"),
        Rules("ScoreOfPassFail", "accepted: {score: 5}\n",
              "line 1: score is only for scoring problems"),
        Rules("TimeUse", "accepted: {use_for_time_limit: middle}\n",
              "line 1: use_for_time_limit in accepted is neither true nor "
              "false"),
        Rules("TimeContradiction",
              "x: {permitted: [AC, TLE], use_for_time_limit: lower}\n",
              "line 1: use_for_time_limit contradicts permitted"),
        Wrong{"Contradiction",
              {{kRules, "accepted/*: {permitted: [WA]}\n"}},
              "submissions/accepted/a.js: submissions.yaml permits it no "
              "verdict: its rules contradict"}),
    WrongName);

}  // namespace
}  // namespace gavel::package
