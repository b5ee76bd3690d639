// What becomes of the examples of a package, and of its time limit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge/verify/verify_fixture.h"

namespace gavel::verify {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ExamplesTest : public VerifyFixture {};

TEST_F(ExamplesTest, AreJudgedOnAllTestsInTheirOrder) {
  const Report report = VerifyPackage(SoundPackage());
  ASSERT_THAT(report.examples, SizeIs(2));
  const JudgedExample& sum = report.examples[0];
  EXPECT_EQ(sum.name, "accepted/sum.js");
  EXPECT_EQ(sum.promised, Verdict::kAccepted);
  EXPECT_EQ(sum.judgement.verdict, Verdict::kAccepted);
  const JudgedExample& first = report.examples[1];
  EXPECT_EQ(first.name, "wrong_answer/first.js");
  EXPECT_EQ(first.judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_THAT(first.judgement.runs, SizeIs(3));
  EXPECT_THAT(first.unexpected, IsEmpty());
  EXPECT_EQ(report.repeated, 1);
  EXPECT_EQ(report.extent, Extent::kAll);
  EXPECT_FALSE(report.partial);
}

TEST_F(ExamplesTest, TimeLimitIsDerivedWhereNoneIsGiven) {
  const Report report = VerifyPackage(
      With(SoundPackage(),
           {{"problem.yaml", kYaml},
            {"submissions/time_limit_exceeded/loops.js", "for (;;);\n"}}));
  EXPECT_EQ(Errors(report), "");
  EXPECT_EQ(report.time_limit.origin, TimeLimit::Origin::kDerived);
  EXPECT_EQ(report.time_limit.limit, absl::Seconds(1));
  ASSERT_TRUE(report.time_limit.lower.has_value());
  ASSERT_TRUE(report.time_limit.upper.has_value());
  EXPECT_EQ(report.time_limit.upper->example, "time_limit_exceeded/loops.js");
  EXPECT_TRUE(report.time_limit.upper->stopped);
  EXPECT_EQ(report.time_limit.upper->slowest, absl::Milliseconds(1500));
}

TEST_F(ExamplesTest, WithoutAnAcceptedOneThatRunsTheDefaultLimitIsUsed) {
  const Report report = VerifyPackage(
      With(SoundPackage(), {{"problem.yaml", kYaml},
                            {"submissions/accepted/sum.js", ""},
                            {"submissions/accepted/sum.py", "print(3)\n"},
                            {"submissions/wrong_answer/first.js", ""}}));
  EXPECT_EQ(Errors(report), "");
  EXPECT_EQ(report.time_limit.origin, TimeLimit::Origin::kDefault);
  EXPECT_THAT(Warnings(report),
              AllOf(HasSubstr("problem.yaml: there is no time_limit"),
                    HasSubstr("2s is used"),
                    HasSubstr("holds no example that can be run")));
}

TEST_F(ExamplesTest, RunWithoutJudgedOutputsWhereTheValidatorHasNoRuntime) {
  const Report report = VerifyPackage(
      With(SoundPackage(),
           {{"output_validator/check.cpp", "int main() {}"},
            {"submissions/accepted/fails.js", "process.exit(1);\n"}}));
  EXPECT_EQ(report.extent, Extent::kOutputsUnjudged);
  EXPECT_TRUE(report.partial);
  EXPECT_EQ(report.outputs.left_out, "the output validator has no runtime");
  EXPECT_THAT(Warnings(report),
              HasSubstr("output_validator/check.cpp: there is no runtime for "
                        "cpp yet: outputs are not judged, and the package "
                        "cannot be used before there is"));
  // Of the two only what does not depend on outputs.
  EXPECT_THAT(Errors(report), HasSubstr("accepted/fails.js"));
  EXPECT_THAT(report.examples[2].unexpected, IsEmpty());
  EXPECT_EQ(report.examples[2].judgement.verdict, Verdict::kAccepted);
}

TEST_F(ExamplesTest, AreOnlyCompiledWhereTheInteractorHasNoRuntime) {
  const Report report = VerifyPackage(
      With(SoundPackage(),
           {{"problem.yaml", absl::StrCat("type: interactive\n", kYaml)},
            {"output_validator/talk.cpp", "int main() {}"},
            {"submissions/accepted/broken.js", "let = ;\n"}}));
  EXPECT_EQ(Errors(report),
            "submissions/accepted/broken.js: submissions/accepted: does not "
            "compile: SyntaxError: Unexpected token ';'\n");
  EXPECT_EQ(report.examples[1].judgement.verdict, Verdict::kAccepted);
  EXPECT_THAT(report.examples[1].judgement.runs, IsEmpty());
}

TEST_F(ExamplesTest, StopAtTheFirstTestThatIsTooSlow) {
  const Report report = VerifyPackage(
      With(SoundPackage(),
           {{"submissions/time_limit_exceeded/loops.js", "for (;;);\n"}}));
  EXPECT_EQ(Errors(report), "");
  EXPECT_THAT(report.examples[1].judgement.runs, SizeIs(1));
  EXPECT_THAT(report.examples[1].judgement.skipped, SizeIs(2));
}

TEST_F(ExamplesTest, ScoresThatComeFromRandomNumbersAreNoScores) {
  const Report report = VerifyPackage(With(
      SoundPackage(),
      {{"problem.yaml", absl::StrCat("type: scoring\n", kYaml)},
       {"output_validator/score.js",
        "const fs = require('fs');\n"
        "const out = fs.readFileSync(0, 'utf8').trim();\n"
        "if (!out.startsWith('0.')) process.exit(42);\n"
        "fs.writeFileSync(`${process.argv[4]}score_multiplier.txt`, out);\n"
        "process.exit(42);\n"},
       {"submissions/wrong_answer/first.js", ""},
       {"submissions/accepted/sum.js",
        "console.log(Math.random().toFixed(6));\n"}}));
  EXPECT_THAT(Errors(report),
              AllOf(HasSubstr("submissions/accepted/sum.js: with other random "
                              "numbers secret/1 is AC with "),
                    HasSubstr(" again")));
}

TEST_F(ExamplesTest, GroupsAndScoresAreChecked) {
  const Files files = With(
      SoundPackage(), {{"problem.yaml", absl::StrCat("type: scoring\n", kYaml)},
                       {"data/secret/1.in", ""},
                       {"data/secret/1.ans", ""},
                       {"data/secret/2.in", ""},
                       {"data/secret/2.ans", ""},
                       {"data/secret/1-one/test_group.yaml", "max_score: 40\n"},
                       {"data/secret/1-one/1.in", "3 4\n"},
                       {"data/secret/1-one/1.ans", "7\n"},
                       {"data/secret/2-two/test_group.yaml", "max_score: 60\n"},
                       {"data/secret/2-two/1.in", "20 22\n"},
                       {"data/secret/2-two/1.ans", "42\n"},
                       {"submissions/wrong_answer/first.js", ""},
                       {"submissions/wrong_answer/seven.js",
                        "console.log(readline() === '3 4' ? 7 : 0);\n"},
                       {"submissions/submissions.yaml",
                        "wrong_answer/seven.js:\n"
                        "  score: 40\n"
                        "  secret/2-two:\n"
                        "    score: 1\n"}});
  const Report report = VerifyPackage(files);
  EXPECT_THAT(Errors(report),
              HasSubstr("the score of secret/2-two is 0, not 1"));
  EXPECT_EQ(report.Count(Severity::kError), 1) << Errors(report);
  EXPECT_EQ(report.examples[0].judgement.score, 100);
  EXPECT_EQ(report.examples[1].judgement.score, 40);
  EXPECT_THAT(report.examples[1].judgement.groups, SizeIs(4));
}

TEST_F(ExamplesTest, StaticValidatorLooksAtThem) {
  const Report report = VerifyPackage(With(
      SoundPackage(),
      {{"data/secret/test_group.yaml", "static_validation_score: pass-fail\n"},
       {"static_validator/words.js",
        "const text = require('fs').readFileSync(process.argv[3], 'utf8');\n"
        "process.exit(text.includes('map') ? 43 : 42);\n"}}));
  EXPECT_EQ(Errors(report),
            "submissions/accepted/sum.js: submissions/accepted: is refused by "
            "the static validator\n");
  EXPECT_EQ(report.examples[0].judgement.reason, Reason::kStaticCheck);
}

}  // namespace
}  // namespace gavel::verify
