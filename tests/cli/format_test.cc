#include "cli/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gavel/v1/judgement.pb.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(EscapeTest, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(Escape("error: größer als 5 → no, 漢字 🎉"),
            "error: größer als 5 → no, 漢字 🎉");
}

TEST(EscapeTest, ShowsWhatWouldControlATerminal) {
  EXPECT_EQ(Escape("\x1b[2Jgone"), "\\x1b[2Jgone");
  EXPECT_EQ(Escape("a\nb\tc\rd\be"), "a\\nb\\tc\\rd\\x08e");
  EXPECT_EQ(Escape(std::string("\0\x7f", 2)), "\\x00\\x7f");
  // A C1 control: CSI without an escape character.
  EXPECT_EQ(Escape("\xc2\x9b"
                   "31m"),
            "\\x9b31m");
}

TEST(EscapeTest, ShowsWhatWouldReorderOrHideText) {
  EXPECT_EQ(Escape("a\xe2\x80\xae"
                   "b"),
            "a\\u{202e}b");
  EXPECT_EQ(Escape("a\xe2\x81\xa6"
                   "b"),
            "a\\u{2066}b");
  EXPECT_EQ(Escape("a\xe2\x80\x8b"
                   "b"),
            "a\\u{200b}b");
  EXPECT_EQ(Escape("\xef\xbb\xbf"), "\\u{feff}");
}

TEST(EscapeTest, ShowsBytesThatAreNotUtf8) {
  EXPECT_EQ(Escape("a\xff"), "a\\xff");
  EXPECT_EQ(Escape("\xc0\xaf"), "\\xc0\\xaf");
  EXPECT_EQ(Escape("\xed\xa0\x80"), "\\xed\\xa0\\x80");
  EXPECT_EQ(Escape("\xe2\x82"), "\\xe2\\x82");
}

TEST(EscapeTest, KeepsLinesAndIndentsThem) {
  EXPECT_EQ(EscapeLines("one\n\x1btwo\n\n", "  "), "  one\n  \\x1btwo\n");
  EXPECT_EQ(EscapeLines("", "  "), "  \n");
}

TEST(FormatTest, ChoosesUnitsThatReadWell) {
  EXPECT_EQ(FormatMicros(0), "0.0 ms");
  EXPECT_EQ(FormatMicros(812), "0.8 ms");
  EXPECT_EQ(FormatMicros(999'949), "999.9 ms");
  EXPECT_EQ(FormatMicros(999'950), "1.00 s");
  EXPECT_EQ(FormatSize(0), "0 B");
  EXPECT_EQ(FormatSize(1536), "1.5 KiB");
  EXPECT_EQ(FormatSize(int64_t{2} << 30), "2 GiB");
}

TEST(FormatTest, KnowsEveryVerdictOfTheApi) {
  for (int i = v1::Verdict_MIN; i <= v1::Verdict_MAX; ++i) {
    EXPECT_NE(VerdictCode(i), "?") << i;
  }
  EXPECT_EQ(VerdictCode(v1::VERDICT_TIME_LIMIT_EXCEEDED), "TLE");
  EXPECT_EQ(VerdictCode(99), "?");
}

TEST(FormatTest, PaintsOnlyWhereItMay) {
  EXPECT_EQ(PaintVerdict(v1::VERDICT_ACCEPTED, 3, {}), "AC ");
  EXPECT_EQ(PaintVerdict(v1::VERDICT_ACCEPTED, 3, {.colour = true}),
            "\x1b[1;32mAC \x1b[0m");
}

TEST(FormatTest, AlignsTablesOfAnyText) {
  EXPECT_EQ(
      FormatTable(
          {{"ID", "NAME", "X"}, {"1", "größe", "a"}, {"100", "b", "\x1b"}}),
      "ID   NAME   X\n"
      "1    größe  a\n"
      "100  b      \\x1b\n");
}

v1::TestRun RunOn(const std::string& test, v1::Verdict verdict, int64_t micros,
                  int64_t bytes) {
  v1::TestRun run;
  run.set_test(test);
  run.mutable_execution()->set_verdict(verdict);
  run.mutable_execution()->set_cpu_time_us(micros);
  run.mutable_execution()->set_memory_bytes(bytes);
  return run;
}

TEST(FormatTest, AlignsRuns) {
  EXPECT_EQ(FormatRun(RunOn("sample/1", v1::VERDICT_ACCEPTED, 812, 0), {}),
            "  sample/1              AC      0.8 ms         0 B\n");
  EXPECT_EQ(FormatRun(RunOn("secret/02-big", v1::VERDICT_TIME_LIMIT_EXCEEDED,
                            2'001'000, 3 << 20),
                      {}),
            "  secret/02-big         TLE     2.00 s       3 MiB\n");
}

TEST(FormatTest, SaysHowARunWasMeasuredAgain) {
  v1::TestRun run = RunOn("secret/1", v1::VERDICT_ACCEPTED, 981'400, 0);
  run.add_measurements()->set_cpu_time_us(1'002'000);
  run.add_measurements()->set_cpu_time_us(981'400);
  EXPECT_EQ(FormatRun(run, {}),
            "  secret/1              AC    981.4 ms         0 B\n"
            "      measured 2 times: 1.002 s, 0.981 s\n");
}

TEST(FormatTest, SumsUpAnAcceptedJudgement) {
  v1::Judgement judgement;
  judgement.set_verdict(v1::VERDICT_ACCEPTED);
  *judgement.add_runs() = RunOn("sample/1", v1::VERDICT_ACCEPTED, 1, 1);
  judgement.set_max_cpu_time_us(1200);
  judgement.set_max_memory_bytes(1024);
  EXPECT_EQ(FormatVerdict(judgement, {}), "AC  max 1.2 ms  1 KiB\n");
}

TEST(FormatTest, SaysWhereAndWhyAJudgementFailed) {
  v1::Judgement judgement;
  judgement.set_verdict(v1::VERDICT_RUN_TIME_ERROR);
  judgement.set_message("Error: \x1b[31mred\n    at main.js:1:2");
  judgement.set_test_count(10);
  *judgement.add_runs() = RunOn("sample/1", v1::VERDICT_ACCEPTED, 1, 1);
  *judgement.add_runs() = RunOn("secret/1", v1::VERDICT_RUN_TIME_ERROR, 1, 1);
  const std::string text = FormatVerdict(judgement, {});
  EXPECT_THAT(text,
              HasSubstr("RTE  run-time error on secret/1 (test 2 of 10)"));
  EXPECT_THAT(text, HasSubstr("\n    Error: \\x1b[31mred\n"
                              "        at main.js:1:2\n"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(FormatTest, ShowsWhatARunScoredAndWhatTheValidatorSays) {
  v1::TestRun run = RunOn("secret/1", v1::VERDICT_ACCEPTED, 812, 0);
  run.set_score(0);
  run.set_passes(2);
  run.set_team_message("close\n\x1b[2Jenough\n");
  run.set_judge_message("off by 1");
  run.set_transcript("<5\n>higher\n");
  EXPECT_EQ(FormatRun(run, {}),
            "  secret/1              AC      0.8 ms         0 B  0 points"
            "  2 passes\n"
            "      validator: close\n"
            "      validator: \\x1b[2Jenough\n"
            "      for judges: off by 1\n"
            "      <5\n"
            "      >higher\n");
}

void AddGroup(const std::string& name, v1::Verdict verdict, double score,
              v1::Judgement* judgement) {
  v1::GroupResult* group = judgement->add_groups();
  group->set_name(name);
  group->set_verdict(verdict);
  group->set_score(score);
}

void AddSkipped(const std::string& why, v1::Judgement* judgement) {
  v1::SkippedTest* skipped = judgement->add_skipped();
  skipped->set_test("x");
  skipped->set_why(why);
}

TEST(FormatTest, SumsUpGroupsScoreAndSkippedTests) {
  v1::Judgement judgement;
  judgement.set_verdict(v1::VERDICT_WRONG_ANSWER);
  judgement.set_score(20.5);
  judgement.set_max_score(100);
  AddGroup("secret/a", v1::VERDICT_ACCEPTED, 20.5, &judgement);
  judgement.mutable_groups(0)->set_max_score(40);
  AddGroup("\x1b", v1::VERDICT_WRONG_ANSWER, 0, &judgement);
  AddSkipped("secret/b is lost already", &judgement);
  AddSkipped("secret/b is lost already", &judgement);
  AddSkipped("\x1b", &judgement);
  EXPECT_EQ(FormatVerdict(judgement, {}),
            "  group secret/a  AC   20.5 of 40 points\n"
            "  group \\x1b      WA   0 points\n"
            "  skipped 2 tests: secret/b is lost already\n"
            "  skipped 1 test: \\x1b\n"
            "WA  wrong answer  20.5 of 100 points\n");
}

TEST(FormatTest, ShowsACompileErrorWithoutRuns) {
  v1::Judgement judgement;
  judgement.set_verdict(v1::VERDICT_COMPILE_ERROR);
  judgement.set_message("SyntaxError");
  EXPECT_EQ(FormatVerdict(judgement, {}),
            "CE  compile error\n    SyntaxError\n");
}

TEST(FormatTest, HeadsASubmission) {
  v1::Submission submission;
  submission.set_id("42");
  submission.set_problem_id("a-plus-b");
  submission.set_problem_version(3);
  submission.set_language("javascript");
  EXPECT_EQ(FormatHeading(submission),
            "submission 42: a-plus-b version 3, javascript");
  submission.mutable_judgement()->set_problem_version(4);
  EXPECT_EQ(FormatHeading(submission),
            "submission 42: a-plus-b version 4, javascript");
}

}  // namespace
}  // namespace gavel::cli
