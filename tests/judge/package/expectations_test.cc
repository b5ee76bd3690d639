#include "judge/package/expectations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "judge/package/examples.h"

namespace gavel::package {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "secret/1 WA 20": a test, its verdict and its time in milliseconds. The first
// verdict that is not AC is that of the whole.
Judgement MakeJudgement(const std::vector<std::string>& runs) {
  Judgement judgement;
  judgement.verdict = Verdict::kAccepted;
  for (const std::string& text : runs) {
    const std::vector<std::string> parts = absl::StrSplit(text, ' ');
    TestRun run;
    run.test = parts[0];
    run.execution.verdict = *ParseVerdictCode(parts[1]);
    if (parts.size() > 2) {
      run.execution.cpu_time = absl::Milliseconds(std::stoi(parts[2]));
    }
    if (judgement.verdict == Verdict::kAccepted) {
      judgement.verdict = run.execution.verdict;
    }
    judgement.runs.push_back(run);
  }
  return judgement;
}

Judgement CompileError() {
  Judgement judgement;
  judgement.verdict = Verdict::kCompileError;
  return judgement;
}

std::string Unexpected(const Expectation& expectation,
                       const Judgement& judgement) {
  return absl::StrJoin(FindUnexpected({expectation}, judgement), "\n");
}

struct Row {
  std::string directory;
  bool legacy;
  // Verdicts of the tests, or "CE".
  std::string verdicts;
  bool expected;

  friend std::ostream& operator<<(std::ostream& os, const Row& row) {
    return os << row.directory << (row.legacy ? " (legacy): " : ": ")
              << row.verdicts;
  }
};

class DefaultExpectationTest : public testing::TestWithParam<Row> {};

TEST_P(DefaultExpectationTest, IsThatOfTheDirectory) {
  const Row& row = GetParam();
  Judgement judgement = CompileError();
  if (row.verdicts != "CE") {
    std::vector<std::string> runs;
    const std::vector<std::string> verdicts = absl::StrSplit(row.verdicts, ' ');
    for (const std::string& verdict : verdicts) {
      runs.push_back(absl::StrCat("secret/", runs.size(), " ", verdict));
    }
    judgement = MakeJudgement(runs);
  }
  const auto expectation = DefaultExpectation(row.directory, row.legacy);
  ASSERT_TRUE(expectation.has_value());
  EXPECT_EQ(Unexpected(*expectation, judgement).empty(), row.expected)
      << Unexpected(*expectation, judgement);
}

INSTANTIATE_TEST_SUITE_P(
    Current, DefaultExpectationTest,
    testing::Values(Row{"accepted", false, "AC AC", true},
                    Row{"accepted", false, "AC WA", false},
                    Row{"accepted", false, "CE", false},
                    Row{"rejected", false, "AC TLE", true},
                    Row{"rejected", false, "MLE", true},
                    Row{"rejected", false, "AC", false},
                    Row{"wrong_answer", false, "AC WA", true},
                    Row{"wrong_answer", false, "AC", false},
                    Row{"wrong_answer", false, "WA TLE", false},
                    Row{"time_limit_exceeded", false, "AC TLE", true},
                    Row{"time_limit_exceeded", false, "WA TLE", false},
                    Row{"run_time_error", false, "RTE AC", true},
                    Row{"run_time_error", false, "OLE", true},
                    Row{"run_time_error", false, "RTE WA", false},
                    Row{"brute_force", false, "AC TLE RTE", true},
                    Row{"brute_force", false, "AC AC", false},
                    Row{"brute_force", false, "TLE WA", false},
                    Row{"memory_limit_exceeded", false, "AC MLE", true},
                    Row{"memory_limit_exceeded", false, "RTE", false},
                    Row{"output_limit_exceeded", false, "OLE", true},
                    Row{"compile_error", false, "CE", true},
                    Row{"compile_error", false, "AC", false}));

INSTANTIATE_TEST_SUITE_P(
    Legacy, DefaultExpectationTest,
    testing::Values(Row{"time_limit_exceeded", true, "WA TLE", true},
                    Row{"time_limit_exceeded", true, "RTE TLE", false},
                    Row{"run_time_error", true, "WA TLE RTE", true},
                    Row{"run_time_error", true, "WA", false},
                    Row{"wrong_answer", true, "WA RTE", false},
                    Row{"partially_accepted", true, "AC", true},
                    Row{"partially_accepted", true, "WA", false}));

TEST(ExpectationsTest, OtherDirectoriesPromiseNothing) {
  EXPECT_FALSE(DefaultExpectation("mine", false).has_value());
  EXPECT_FALSE(DefaultExpectation("partially_accepted", false).has_value());
  EXPECT_FALSE(DefaultExpectation("brute_force", true).has_value());
}

TEST(ExpectationsTest, SaysWhatIsUnexpectedAndWhoSaysSo) {
  EXPECT_THAT(FindUnexpected({*DefaultExpectation("accepted", false),
                              *DefaultExpectation("wrong_answer", false)},
                             MakeJudgement({"secret/1 AC", "secret/2 TLE"})),
              ElementsAre("submissions/accepted: secret/2 is TLE, not AC",
                          "submissions/wrong_answer: secret/2 is TLE, not AC "
                          "or WA",
                          "submissions/wrong_answer: no test is WA"));
}

TEST(ExpectationsTest, JudgeErrorIsNeverExpected) {
  Judgement judgement;
  judgement.verdict = Verdict::kJudgeError;
  judgement.message = "the validator crashed";
  EXPECT_THAT(FindUnexpected({}, judgement),
              ElementsAre("is JE: the validator crashed"));
}

TEST(ExpectationsTest, MayBeAboutSomeTestsOnly) {
  Expectation expectation{"x"};
  expectation.tests = "secret/*-easy";
  expectation.permitted = {Verdict::kAccepted};
  EXPECT_EQ(Unexpected(expectation,
                       MakeJudgement({"secret/1-easy/1 AC", "secret/2 WA"})),
            "");
  EXPECT_EQ(Unexpected(expectation, MakeJudgement({"secret/1-easy/1 WA"})),
            "x for secret/*-easy: secret/1-easy/1 is WA, not AC");
}

TEST(ExpectationsTest, ScoresAreOfTheWholeOrOfGroups) {
  Judgement judgement = MakeJudgement({"secret/1 AC"});
  judgement.score = 30;
  judgement.max_score = 100;
  judgement.groups = {{"secret/a", Verdict::kAccepted, 20, 20},
                      {"secret/b", Verdict::kAccepted, 10, 80}};
  Expectation expectation{"x"};
  expectation.score = {30, 30};
  EXPECT_EQ(Unexpected(expectation, judgement), "");
  expectation.score = {31, 40};
  EXPECT_EQ(Unexpected(expectation, judgement),
            "x: the score is 30, not 31 to 40");
  expectation.tests = "secret/{a,b}";
  expectation.score = {20, 20};
  EXPECT_EQ(Unexpected(expectation, judgement),
            "x for secret/{a,b}: the score of secret/b is 10, not 20");
  expectation.tests = "secret/c";
  EXPECT_EQ(Unexpected(expectation, judgement),
            "x for secret/c: no group has the score");
}

TEST(ExpectationsTest, PartialScoresAreNotTheBest) {
  Judgement judgement = MakeJudgement({"secret/1 AC"});
  judgement.score = judgement.max_score = 100;
  const Expectation expectation =
      *DefaultExpectation("partially_accepted", true);
  EXPECT_EQ(Unexpected(expectation, judgement),
            "submissions/partially_accepted: the score is 100, the best");
  judgement.score = 99;
  EXPECT_EQ(Unexpected(expectation, judgement), "");
}

TEST(ExpectationsTest, MessagesAreSoughtInThoseForJudges) {
  Judgement judgement = MakeJudgement({"secret/1 AC", "secret/2 WA"});
  judgement.runs[1].judge_message = "team: Too Long\n";
  Expectation expectation{"x"};
  expectation.message = "Too Long";
  EXPECT_EQ(Unexpected(expectation, judgement), "");
  expectation.message = "too long";
  EXPECT_EQ(Unexpected(expectation, judgement),
            "x: no test has the message \"too long\"");
}

TEST(ExpectationsTest, FinalVerdictsAreOfTheWhole) {
  Expectation expectation{"x"};
  expectation.final_verdict = {Verdict::kWrongAnswer, Verdict::kRunTimeError};
  EXPECT_EQ(Unexpected(expectation, MakeJudgement({"a AC", "b RTE"})), "");
  EXPECT_EQ(Unexpected(expectation, MakeJudgement({"a TLE"})),
            "x: is TLE, not WA or RTE");
}

std::string Times(const std::vector<Expectation>& expectations) {
  SlowestTimes times;
  AddTimes(expectations,
           MakeJudgement({"sample/1 AC 5", "secret/1 AC 30", "secret/2 TLE 90",
                          "secret/3 AC 10"}),
           times);
  std::string text;
  for (const absl::Duration time : times.lower) {
    absl::StrAppend(&text, "lower ", absl::FormatDuration(time), " ");
  }
  for (const absl::Duration time : times.upper) {
    absl::StrAppend(&text, "upper ", absl::FormatDuration(time), " ");
  }
  return text;
}

TEST(ExpectationsTest, TheTimeLimitIsBoundByWhatMayNotOrHasToBeSlow) {
  const auto of = [](const char* directory) {
    return Times({*DefaultExpectation(directory, false)});
  };
  EXPECT_EQ(of("accepted"), "lower 90ms ");
  EXPECT_EQ(of("wrong_answer"), "lower 90ms ");
  EXPECT_EQ(of("run_time_error"), "lower 90ms ");
  EXPECT_EQ(of("time_limit_exceeded"), "upper 90ms ");
  EXPECT_EQ(of("rejected"), "");
  EXPECT_EQ(of("brute_force"), "");
  EXPECT_EQ(of("memory_limit_exceeded"), "");
}

TEST(ExpectationsTest, TimesAreThoseOfTheTestsInQuestion) {
  Expectation easy{"x"};
  easy.tests = "secret/{1,3}";
  easy.permitted = {Verdict::kAccepted};
  Expectation hard{"x"};
  hard.tests = "secret/2";
  hard.required = {Verdict::kTimeLimitExceeded};
  EXPECT_EQ(Times({easy, hard}), "lower 30ms upper 90ms ");
  hard.required = {Verdict::kTimeLimitExceeded, Verdict::kRunTimeError};
  easy.time_use = TimeUse::kNone;
  EXPECT_EQ(Times({easy, hard}), "");
  hard.time_use = TimeUse::kUpper;
  easy.time_use = TimeUse::kLower;
  EXPECT_EQ(Times({easy, hard}), "lower 30ms upper 90ms ");
  easy.tests = "secret/none";
  EXPECT_EQ(Times({easy}), "");
}

TEST(ExpectationsTest, ThePromisedVerdictIsTheOnlyOneBesideAccepted) {
  const auto of = [](const char* directory) {
    return PromisedVerdict({*DefaultExpectation(directory, false)});
  };
  EXPECT_EQ(of("accepted"), Verdict::kAccepted);
  EXPECT_EQ(of("wrong_answer"), Verdict::kWrongAnswer);
  EXPECT_EQ(of("compile_error"), Verdict::kCompileError);
  EXPECT_EQ(of("rejected"), std::nullopt);
  EXPECT_EQ(PromisedVerdict({}), std::nullopt);
}

TEST(ExpectationsTest, ThePromisedVerdictIsTheOneThatAllAgreeOn) {
  const Expectation wrong = *DefaultExpectation("wrong_answer", false);
  Expectation score{"x"};
  score.score = {20, 30};
  Expectation some{"x"};
  some.tests = "secret/2";
  some.permitted = {Verdict::kAccepted};
  EXPECT_EQ(PromisedVerdict({wrong, score, some}), Verdict::kWrongAnswer);
  EXPECT_EQ(PromisedVerdict({wrong, *DefaultExpectation("accepted", false)}),
            std::nullopt);
}

TEST(ExpectationsTest, ARefusedSourceIsAWrongAnswerOfItsOwn) {
  Judgement judgement = MakeJudgement({"secret/1 AC"});
  judgement.verdict = Verdict::kWrongAnswer;
  judgement.reason = Reason::kStaticCheck;
  EXPECT_EQ(Unexpected(*DefaultExpectation("wrong_answer", false), judgement),
            "");
  EXPECT_EQ(Unexpected(*DefaultExpectation("accepted", false), judgement),
            "submissions/accepted: is refused by the static validator");
  EXPECT_EQ(Unexpected(*DefaultExpectation("run_time_error", false), judgement),
            "submissions/run_time_error: is refused by the static validator\n"
            "submissions/run_time_error: no test is RTE");
}

TEST(ExpectationsTest, WhatMayNotBeSlowBoundsTheTimeLimitFromBelow) {
  const auto of = [](const char* directory) {
    return BoundsFromBelow({*DefaultExpectation(directory, false)});
  };
  EXPECT_TRUE(of("accepted"));
  EXPECT_TRUE(of("wrong_answer"));
  EXPECT_FALSE(of("time_limit_exceeded"));
  EXPECT_FALSE(of("brute_force"));
}

}  // namespace
}  // namespace gavel::package
