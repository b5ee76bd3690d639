#include "judge/engine/interaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "tests/judge/engine/package_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct PrecedenceCase {
  std::string name;
  Verdict submission = Verdict::kAccepted;
  Verdict interactor = Verdict::kAccepted;
  bool interactor_ended_first = false;
  bool deadlock = false;
  Verdict verdict = Verdict::kAccepted;
};

std::ostream& operator<<(std::ostream& out, const PrecedenceCase& row) {
  return out << row.name;
}

class PrecedenceTest : public ::testing::TestWithParam<PrecedenceCase> {};

constexpr Verdict kAC = Verdict::kAccepted;
constexpr Verdict kWA = Verdict::kWrongAnswer;
constexpr Verdict kTLE = Verdict::kTimeLimitExceeded;
constexpr Verdict kMLE = Verdict::kMemoryLimitExceeded;
constexpr Verdict kRTE = Verdict::kRunTimeError;
constexpr Verdict kJE = Verdict::kJudgeError;

TEST_P(PrecedenceTest, DecidesInTheOrderOfTheHeader) {
  const PrecedenceCase& row = GetParam();
  sandbox::Interaction interaction;
  interaction.submission = fakes::EndWith(row.submission);
  interaction.interactor_ended_first = row.interactor_ended_first;
  interaction.deadlock = row.deadlock;
  Answer answer;
  answer.verdict = row.interactor;
  const InteractionResult result = Decide(interaction, Limits(), answer);
  EXPECT_EQ(result.execution.verdict == kAC ? result.answer.verdict
                                            : result.execution.verdict,
            row.verdict);
}

INSTANTIATE_TEST_SUITE_P(
    Ends, PrecedenceTest,
    ::testing::Values(
        PrecedenceCase{"BothEndWell", kAC, kAC, false, false, kAC},
        PrecedenceCase{"RejectedAfterTheSubmission", kAC, kWA, false, false,
                       kWA},
        PrecedenceCase{"RejectedBeforeTheSubmission", kAC, kWA, true, false,
                       kWA},
        PrecedenceCase{"RejectedFirstThenCrashed", kRTE, kWA, true, false, kWA},
        PrecedenceCase{"RejectedFirstThenTooSlow", kTLE, kWA, true, false, kWA},
        PrecedenceCase{"CrashedThenRejected", kRTE, kWA, false, false, kRTE},
        PrecedenceCase{"TooSlowThenRejected", kTLE, kWA, false, false, kTLE},
        PrecedenceCase{"TooLargeThenRejected", kMLE, kWA, false, false, kMLE},
        PrecedenceCase{"CrashedAlthoughAccepted", kRTE, kAC, true, false, kRTE},
        PrecedenceCase{"TooSlowAlthoughAccepted", kTLE, kAC, true, false, kTLE},
        PrecedenceCase{"InteractorBroke", kAC, kJE, false, false, kJE},
        PrecedenceCase{"InteractorBrokeAfterACrash", kRTE, kJE, false, false,
                       kJE},
        PrecedenceCase{"Deadlock", kTLE, kJE, false, true, kTLE}),
    [](const auto& row) { return row.param.name; });

TEST(DecideTest, TimeAfterARejectionIsNotCountedBeyondTheLimit) {
  sandbox::Interaction interaction;
  interaction.submission = fakes::EndWith(kTLE);
  interaction.submission.cpu_time = absl::Seconds(3);
  interaction.interactor_ended_first = true;
  Answer answer;
  answer.verdict = kWA;
  Limits limits;
  limits.cpu_time = absl::Seconds(2);
  const InteractionResult result = Decide(interaction, limits, answer);
  EXPECT_EQ(result.execution.verdict, kAC);
  EXPECT_EQ(result.execution.cpu_time, absl::Seconds(2));
}

TEST(DecideTest, WaitingForASlowInteractorIsNotTheSubmissionsFault) {
  sandbox::Interaction interaction;
  interaction.submission = fakes::EndWith(kTLE);
  interaction.submission.reason = Reason::kIdle;
  interaction.submission.wall_time = absl::Seconds(8);
  interaction.interactor.cpu_time = absl::Seconds(3);
  EXPECT_EQ(Decide(interaction, Limits(), {}).execution.verdict, kTLE);
  interaction.interactor.cpu_time = absl::Seconds(4);
  EXPECT_EQ(Decide(interaction, Limits(), {}).execution.verdict, kAC);
  EXPECT_EQ(Decide(interaction, Limits(), {}).answer.verdict, kJE);
}

class InteractionTest : public PackageFixture {
 protected:
  InteractionTest() {
    problem_.interactive = true;
    AddTest("secret/1", "7\n", "guess 7\n");
  }
};

TEST_F(InteractionTest, InteractorSeesTheTestAndTheSubmissionDoesNot) {
  fakes::FakeRun seen;
  AddValidator([&seen](fakes::FakeRun& run) {
    seen = run;
    return fakes::ExitWith(42);
  });
  sandbox_.MeetAs({.transcript = ">low\n<8\n"});
  const Judgement judgement = Judge("exit 0");
  EXPECT_EQ(judgement.verdict, kAC);
  EXPECT_EQ(seen.files["input.in"], "7\n");
  EXPECT_EQ(seen.files["answer.ans"], "guess 7\n");
  EXPECT_THAT(seen.arguments,
              ElementsAre("input.in", "answer.ans", "feedback/"));
  ASSERT_THAT(sandbox_.runs(), SizeIs(2));
  EXPECT_EQ(sandbox_.runs()[0].input, "");
  EXPECT_EQ(judgement.runs[0].transcript, ">low\n<8\n");
}

TEST_F(InteractionTest, DeadlockIsTheSubmissionsTime) {
  AddValidator(Exits(1));
  sandbox_.MeetAs({.deadlock = true});
  const Judgement judgement = Judge("exit 0");
  EXPECT_EQ(judgement.verdict, kTLE);
  EXPECT_EQ(judgement.reason, Reason::kDeadlock);
  EXPECT_THAT(judgement.message, HasSubstr("waits for input"));
}

TEST_F(InteractionTest, RejectionHasItsMessages) {
  AddValidator(Leaves(43, "judgemessage.txt", "too many guesses"));
  const Judgement judgement = Judge("exit 0");
  EXPECT_EQ(judgement.verdict, kWA);
  EXPECT_EQ(judgement.reason, Reason::kWrongOutput);
  EXPECT_EQ(judgement.runs[0].judge_message, "too many guesses");
}

TEST_F(InteractionTest, BrokenInteractorIsAJudgeError) {
  AddValidator(Exits(1));
  const Judgement judgement = Judge("exit 0");
  EXPECT_EQ(judgement.verdict, kJE);
  EXPECT_EQ(judgement.reason, Reason::kValidator);
  EXPECT_THAT(judgement.message,
              HasSubstr("interactor output_validator/check.js: exited with 1"));
}

TEST_F(InteractionTest, ThatDoesNotCompileIsAJudgeError) {
  AddValidator(Exits(42));
  problem_.output_validators[0].main.text = "syntax";
  EXPECT_EQ(Judge("exit 0").reason, Reason::kValidator);
}

TEST_F(InteractionTest, IsNotMeasuredAgain) {
  AddValidator(Exits(42));
  EXPECT_EQ(Judge("verdict TLE").verdict, kTLE);
  EXPECT_THAT(sandbox_.runs(), SizeIs(2));
}

TEST_F(InteractionTest, DeathOfTheSandboxLoadsBothAgain) {
  AddValidator(Exits(42));
  sandbox_.FailRuns(1, absl::UnavailableError("gone"));
  EXPECT_EQ(Judge("exit 0").verdict, kAC);
  EXPECT_EQ(sandbox_.loads(), 4);
}

TEST_F(InteractionTest, NeedsAnInteractor) {
  const Judgement judgement = Judge("exit 0");
  EXPECT_EQ(judgement.verdict, kJE);
  EXPECT_THAT(judgement.message, HasSubstr("needs one output validator"));
}

TEST_F(InteractionTest, MayTakeSeveralPasses) {
  problem_.multi_pass = true;
  std::vector<std::string> inputs;
  AddValidator([&inputs](fakes::FakeRun& run) {
    inputs.push_back(run.files["input.in"]);
    if (inputs.size() == 1) WriteFeedback(run, "nextpass.in", "8\n");
    return fakes::ExitWith(42);
  });
  sandbox_.MeetAs({.transcript = "<7\n"});
  const Judgement judgement = Judge("exit 0");
  EXPECT_EQ(judgement.verdict, kAC);
  EXPECT_THAT(inputs, ElementsAre("7\n", "8\n"));
  EXPECT_EQ(judgement.runs[0].passes, 2);
  EXPECT_EQ(judgement.runs[0].transcript, "<7\n---\n<7\n");
}

}  // namespace
}  // namespace gavel::judge
