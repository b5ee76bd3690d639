#include "judge/engine/validator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/judge/engine/package_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class ValidatorTest : public PackageFixture {};

TEST_F(ValidatorTest, SeesTheTestTheSourceAndItsOwnFiles) {
  TestCase& test = AddTest("secret/1", "4 5\n", "9\n");
  test.validator_arguments = {"--strict", "two words"};
  problem_.include[Language::kJavaScript] = {
      {"library.js", WriteFile("include/library.js", "library")}};
  fakes::FakeRun seen;
  AddValidator([&seen](fakes::FakeRun& run) {
    seen = run;
    return fakes::ExitWith(42);
  });
  problem_.output_validators[0].files = {
      {"data/table.txt", "/not/read", "table"}};
  EXPECT_EQ(Judge("print nine").verdict, Verdict::kAccepted);
  EXPECT_EQ(seen.input, "nine\n");
  EXPECT_THAT(seen.arguments, ElementsAre("input.in", "answer.ans", "feedback/",
                                          "--strict", "two words"));
  EXPECT_THAT(
      seen.files,
      UnorderedElementsAre(Pair("input.in", "4 5\n"), Pair("answer.ans", "9\n"),
                           Pair("library.js", "library"),
                           Pair("answer.js", "print nine"),
                           Pair("data/table.txt", "table")));
  EXPECT_THAT(sandbox_.runs()[1].writable, ElementsAre("feedback"));
}

TEST_F(ValidatorTest, NothingOfASubmissionTakesThePlaceOfItsFiles) {
  AddTest("secret/1");
  std::string library;
  AddValidator([&library](fakes::FakeRun& run) {
    library = run.files["answer.js"];
    return fakes::ExitWith(42);
  });
  problem_.output_validators[0].files = {{"answer.js", "", "the validator's"}};
  Judge();
  EXPECT_EQ(library, "the validator's");
}

TEST_F(ValidatorTest, IsLoadedOnceAndOnlyIfItIsNeeded) {
  AddTest("secret/1");
  AddTest("secret/2");
  AddValidator(Exits(42));
  EXPECT_EQ(Judge("verdict RTE").verdict, Verdict::kRunTimeError);
  EXPECT_EQ(sandbox_.loads(), 1);
  EXPECT_EQ(Judge().verdict, Verdict::kAccepted);
  EXPECT_EQ(sandbox_.loads(), 3);
}

TEST_F(ValidatorTest, SurvivesTheDeathOfTheSandbox) {
  AddTest("secret/1");
  AddValidator(Leaves(42, "judgemessage.txt", "well done"));
  sandbox_.BeforeRun([this](int index) {
    if (index == 1) sandbox_.FailRuns(1, absl::UnavailableError("gone"));
  });
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_EQ(judgement.runs[0].judge_message, "well done");
}

TEST_F(ValidatorTest, AllOfSeveralHaveToAccept) {
  AddTest("secret/1");
  AddValidator(Leaves(42, "judgemessage.txt", "one"), "output_validators/1.js");
  AddValidator(Leaves(43, "judgemessage.txt", "two"), "output_validators/2.js");
  AddValidator(Exits(1), "output_validators/3.js");
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(judgement.runs[0].judge_message, "one\ntwo");
}

TEST_F(ValidatorTest, MessagesGoToThoseTheyAreFor) {
  AddTest("sample/1");
  AddTest("secret/1");
  AddValidator([](fakes::FakeRun& run) {
    WriteFeedback(run, "judgemessage.txt", "the answer is 42\n");
    WriteFeedback(run, "teammessage.txt", "too small\xff");
    return fakes::ExitWith(42);
  });
  const Judgement judgement = Judge();
  ASSERT_THAT(judgement.runs, SizeIs(2));
  EXPECT_EQ(judgement.runs[0].team_message, "too small\xef\xbf\xbd");
  EXPECT_EQ(judgement.runs[0].judge_message, "the answer is 42\n");
  EXPECT_EQ(judgement.runs[1].team_message, "");
  EXPECT_THAT(judgement.runs[1].judge_message, HasSubstr("too small"));
}

TEST_F(ValidatorTest, RejectionOfASecretTestTellsNothingOfIt) {
  AddTest("secret/1");
  AddValidator(Leaves(43, "judgemessage.txt", "expected 31337"));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(judgement.reason, Reason::kWrongOutput);
  EXPECT_EQ(judgement.message, "the validator rejects it");
  EXPECT_EQ(judgement.runs[0].judge_message, "expected 31337");
}

TEST_F(ValidatorTest, DefaultValidatorTellsJudgesTheWholeDifference) {
  AddTest("secret/1", "1\n", "31337\n");
  const Judgement judgement = Judge();
  EXPECT_THAT(judgement.message, Not(HasSubstr("31337")));
  EXPECT_THAT(judgement.runs[0].judge_message, HasSubstr("31337"));
}

TEST_F(ValidatorTest, LongMessagesAreCut) {
  AddTest("secret/1");
  AddValidator(Leaves(42, "judgemessage.txt", std::string(100'000, 'x')));
  EXPECT_EQ(Judge().runs[0].judge_message.size(), kMaxMessage);
}

TEST_F(ValidatorTest, ScoresAreOfTheTest) {
  AddTest("secret/1");
  AddTest("secret/2");
  Score(100);
  AddValidator(Leaves(42, "score_multiplier.txt", "0.5\n"));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_EQ(judgement.runs[0].score, 25);
  EXPECT_EQ(judgement.score, 50);
  EXPECT_EQ(judgement.max_score, 100);
  ASSERT_THAT(judgement.groups, SizeIs(2));
  EXPECT_EQ(judgement.groups[1].name, "secret");
  EXPECT_EQ(judgement.groups[1].score, 50);
}

TEST_F(ValidatorTest, WrongAnswersGoOnWhereTheyOnlyCostPoints) {
  AddTest("secret/1", "1\n", "1\n");
  AddTest("secret/2", "2\n", "3\n");
  AddTest("secret/3", "4\n", "4\n");
  Score(90);
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(judgement.score, 60);
  EXPECT_EQ(judgement.message, judgement.runs[1].execution.message);
  EXPECT_THAT(judgement.runs, SizeIs(3));
  EXPECT_THAT(judgement.skipped, IsEmpty());
}

// What a package does wrong is a judge error, never the contestant's.
struct MisuseCase {
  std::string name;
  fakes::FakeFunction validator;
  // In the message for everybody.
  std::string message;
  // In the message for judges.
  std::string judge_message = "";
};

std::ostream& operator<<(std::ostream& out, const MisuseCase& row) {
  return out << row.name;
}

class MisuseTest : public PackageFixture,
                   public ::testing::WithParamInterface<MisuseCase> {};

TEST_P(MisuseTest, IsAJudgeErrorThatNamesValidatorAndTest) {
  AddTest("secret/1");
  AddTest("secret/2");
  AddValidator(GetParam().validator);
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_EQ(judgement.reason, Reason::kValidator);
  EXPECT_EQ(judgement.message, "secret/1: " + GetParam().message);
  ASSERT_THAT(judgement.runs, SizeIs(1));
  EXPECT_EQ(judgement.runs[0].execution.verdict, Verdict::kJudgeError);
  EXPECT_THAT(judgement.runs[0].judge_message,
              HasSubstr(GetParam().judge_message));
}

fakes::FakeFunction EndsWith(Verdict verdict) {
  return [verdict](fakes::FakeRun&) { return fakes::EndWith(verdict); };
}

INSTANTIATE_TEST_SUITE_P(
    Validators, MisuseTest,
    ::testing::Values(
        MisuseCase{"ExitsWith0", Exits(0),
                   "output validator output_validator/check.js: exited with 0, "
                   "not 42 or 43"},
        MisuseCase{"ExitsWith1",
                   [](fakes::FakeRun& run) {
                     run.error = "cannot read 31337";
                     return fakes::ExitWith(1);
                   },
                   "output validator output_validator/check.js: exited with 1, "
                   "not 42 or 43",
                   "cannot read 31337"},
        MisuseCase{"Crashes", EndsWith(Verdict::kRunTimeError),
                   "output validator output_validator/check.js: run-time error "
                   "(exception)",
                   "scripted RTE"},
        MisuseCase{"TakesTooLong", EndsWith(Verdict::kTimeLimitExceeded),
                   "output validator output_validator/check.js: time limit "
                   "exceeded (cpu_time)"},
        MisuseCase{"TakesTooMuchMemory",
                   EndsWith(Verdict::kMemoryLimitExceeded),
                   "output validator output_validator/check.js: memory limit "
                   "exceeded (heap)"},
        MisuseCase{"WritesTooMuch", EndsWith(Verdict::kOutputLimitExceeded),
                   "output validator output_validator/check.js: output limit "
                   "exceeded (output)"},
        MisuseCase{
            "WritesElsewhere",
            [](fakes::FakeRun& run) {
              run.written.push_back({"input.in", "forged"});
              return fakes::ExitWith(42);
            },
            "output validator output_validator/check.js: left a feedback "
            "directory that cannot be read"},
        MisuseCase{
            "WritesOneNameTwice",
            [](fakes::FakeRun& run) {
              WriteFeedback(run, "a", "1");
              WriteFeedback(run, "a", "2");
              return fakes::ExitWith(42);
            },
            "output validator output_validator/check.js: left a feedback "
            "directory that cannot be read"},
        MisuseCase{
            "WritesMoreThanItMay",
            Leaves(42, "a", std::string(size_t{10} << 20, 'x')),
            "output validator output_validator/check.js: left a feedback "
            "directory that cannot be read"},
        MisuseCase{
            "WritesTooManyFiles",
            [](fakes::FakeRun& run) {
              for (int i = 0; i < 300; ++i) {
                WriteFeedback(run, absl::StrCat("image-", i), "");
              }
              return fakes::ExitWith(42);
            },
            "output validator output_validator/check.js: left a feedback "
            "directory that cannot be read",
            "300 files"},
        MisuseCase{"ScoresAPassFailProblem", Leaves(42, "score.txt", "1"),
                   "there is a score in a pass-fail problem"},
        MisuseCase{"AsksForAnotherPass", Leaves(42, "nextpass.in", "1"),
                   "the validator wrote nextpass.in, but this is no multi-pass "
                   "problem"}),
    [](const auto& row) { return row.param.name; });

TEST_F(ValidatorTest, ThatDoesNotCompileIsAJudgeErrorToo) {
  AddTest("secret/1");
  AddValidator(Exits(42));
  problem_.output_validators[0].main.text = "syntax";
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_EQ(judgement.reason, Reason::kValidator);
  EXPECT_THAT(judgement.message, HasSubstr("does not compile"));
}

TEST_F(ValidatorTest, BadScoresAreNotShownToContestants) {
  AddTest("secret/1");
  Score(100);
  AddValidator(Leaves(42, "score.txt", "31337 points"));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.reason, Reason::kValidator);
  EXPECT_THAT(judgement.message, HasSubstr("score.txt does not hold"));
  EXPECT_THAT(judgement.message, Not(HasSubstr("31337")));
}

TEST_F(ValidatorTest, TwoMayNotBothGiveAScore) {
  AddTest("secret/1");
  Score(100);
  AddValidator(Leaves(42, "score.txt", "1"), "output_validators/1.js");
  AddValidator(Leaves(42, "score.txt", "1"), "output_validators/2.js");
  EXPECT_THAT(Judge().message, HasSubstr("two output validators"));
}

TEST_F(ValidatorTest, ScoreOfOneDoesNotMatterIfAnotherRejects) {
  AddTest("secret/1");
  Score(100);
  AddValidator(Leaves(42, "score.txt", "1"), "output_validators/1.js");
  AddValidator(Exits(43), "output_validators/2.js");
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(judgement.score, 0);
}

TEST_F(ValidatorTest, NextPassIsNotForgottenIfAnotherAccepts) {
  AddTest("secret/1");
  AddValidator(Leaves(42, "nextpass.in", "1"), "output_validators/1.js");
  AddValidator(Exits(42), "output_validators/2.js");
  EXPECT_THAT(Judge().message, HasSubstr("no multi-pass problem"));
}

class StaticValidatorTest : public PackageFixture {
 protected:
  StaticValidatorTest() {
    AddTest("secret/1", "1\n", "1\n");
    GroupScoring scoring;
    scoring.static_pass_fail = true;
    problem_.groups[1].grading = scoring;
  }
  void SetValidator(fakes::FakeFunction function) {
    problem_.static_validator =
        Program("static_validator/check.js", std::move(function));
  }
};

TEST_F(StaticValidatorTest, SeesTheSourceBeforeAnyTest) {
  fakes::FakeRun seen;
  SetValidator([&seen](fakes::FakeRun& run) {
    seen = run;
    return fakes::ExitWith(42);
  });
  problem_.static_validator_arguments = {"--no-loops"};
  EXPECT_EQ(Judge().verdict, Verdict::kAccepted);
  EXPECT_THAT(seen.arguments, ElementsAre("javascript", "answer.js",
                                          "feedback/", "--no-loops"));
  EXPECT_THAT(seen.files, ElementsAre(Pair("answer.js", "echo")));
  EXPECT_THAT(sandbox_.runs(), SizeIs(2));
}

TEST_F(StaticValidatorTest, SeesTheSourceWhateverItIsCalled) {
  fakes::FakeRun seen;
  SetValidator([&seen](fakes::FakeRun& run) {
    seen = run;
    return fakes::ExitWith(42);
  });
  // The submission is answer.js as well.
  problem_.static_validator->main.name = "static_validator/answer.js";
  problem_.static_validator->files = {
      {"submission_answer.js", "", "the validator's"}};
  problem_.include[Language::kJavaScript] = {
      {"submission_submission_answer.js", "", "included"}};
  EXPECT_EQ(Judge().verdict, Verdict::kAccepted);
  ASSERT_THAT(seen.arguments, SizeIs(3));
  EXPECT_EQ(seen.files[seen.arguments[1]], "echo");
}

TEST_F(StaticValidatorTest, RejectionEndsAPassFailProblem) {
  SetValidator(Leaves(43, "teammessage.txt", "no loops here"));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(judgement.reason, Reason::kStaticCheck);
  EXPECT_EQ(judgement.message, "no loops here");
  EXPECT_THAT(judgement.runs, IsEmpty());
  EXPECT_THAT(judgement.skipped, SizeIs(1));
}

TEST_F(StaticValidatorTest, RejectionCostsPointsInAScoringProblem) {
  Score(100);
  std::get<GroupScoring>(problem_.groups[1].grading).static_score = 30;
  SetValidator(Exits(43));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(judgement.reason, Reason::kStaticCheck);
  EXPECT_EQ(judgement.score, 70);
}

TEST_F(StaticValidatorTest, IsNotRunWhereNoGroupAsksForIt) {
  problem_.groups[1].grading = GroupScoring();
  SetValidator(Exits(1));
  EXPECT_EQ(Judge().verdict, Verdict::kAccepted);
  Score(100);
  EXPECT_EQ(Judge().verdict, Verdict::kAccepted);
}

TEST_F(StaticValidatorTest, CrashIsAJudgeError) {
  SetValidator(Exits(1));
  const Judgement judgement = Judge();
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_EQ(judgement.reason, Reason::kValidator);
  EXPECT_EQ(judgement.message,
            "static validator static_validator/check.js: exited with 1, not 42 "
            "or 43");
}

TEST_F(StaticValidatorTest, CompileErrorsComeFirst) {
  SetValidator(Exits(43));
  EXPECT_EQ(Judge("syntax").verdict, Verdict::kCompileError);
}

}  // namespace
}  // namespace gavel::judge
