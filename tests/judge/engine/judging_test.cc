#include "judge/engine/judging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_sandbox.h"
#include "tests/judge/engine/package_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class JudgingTest : public PackageFixture {
 protected:
  std::vector<std::string> InputsRun() const {
    std::vector<std::string> inputs;
    for (const fakes::RunRecord& run : sandbox_.runs()) {
      inputs.push_back(run.input);
    }
    return inputs;
  }
};

TEST_F(JudgingTest, RightOnEveryTestIsAccepted) {
  AddTest("sample/1", "1\n", "1\n");
  AddTest("secret/1", "2\n", "2\n");
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_EQ(judgement.reason, Reason::kNone);
  EXPECT_EQ(judgement.message, "");
  EXPECT_EQ(judgement.test_count, 2);
  ASSERT_THAT(judgement.runs, SizeIs(2));
  EXPECT_EQ(judgement.runs[1].test, "secret/1");
  EXPECT_EQ(sandbox_.loads(), 1);
}

TEST_F(JudgingTest, FirstFailureDecidesAndEndsTheJudging) {
  AddTest("sample/1", "1\n", "1\n");
  AddTest("secret/1", "2\n", "3\n");
  AddTest("secret/2", "4\n", "4\n");
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(judgement.reason, Reason::kWrongOutput);
  EXPECT_THAT(judgement.runs, SizeIs(2));
  EXPECT_THAT(InputsRun(), ElementsAre("1\n", "2\n"));
}

TEST_F(JudgingTest, AllTestsAreRunForWhoeverAsksAndTheFirstFailureDecides) {
  AddTest("secret/1", "2\n", "2\n");
  AddTest("secret/2", "4\n", "5\n");
  AddTest("secret/3", "6\n", "6\n");
  AddTest("secret/4", "8\n", "9\n");
  options_.all_tests = true;
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_THAT(judgement.message, HasSubstr("token 1"));
  EXPECT_THAT(judgement.skipped, IsEmpty());
  ASSERT_THAT(judgement.runs, SizeIs(4));
  EXPECT_EQ(judgement.runs[2].execution.verdict, Verdict::kAccepted);
  EXPECT_EQ(judgement.runs[3].execution.verdict, Verdict::kWrongAnswer);
}

TEST_F(JudgingTest, AllTestsEndWithTheFirstThatIsTooSlow) {
  AddTest("secret/1", "2\n", "2\n");
  AddTest("secret/2", "4\n", "5\n");
  options_.all_tests = true;
  const Judgement judgement = Judge("verdict TLE");
  EXPECT_THAT(judgement.runs, SizeIs(1));
  EXPECT_THAT(judgement.skipped, SizeIs(1));
}

TEST_F(JudgingTest, SampleShowsTheWholeDifference) {
  AddTest("sample/1", "1\n", "31337\n");
  EXPECT_THAT(Judge("echo").message, HasSubstr("31337"));
}

TEST_F(JudgingTest, SecretTestShowsWhereButNothingOfTheAnswer) {
  AddTest("secret/1", "1 2\n3 4\n", "1 2\n31337 4\n");
  const Judgement judgement = Judge("echo");
  ASSERT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_THAT(judgement.message, HasSubstr("output differs at token 3"));
  EXPECT_THAT(judgement.message, HasSubstr("line 2"));
  EXPECT_THAT(judgement.message, Not(HasSubstr("31337")));
  EXPECT_EQ(judgement.runs[0].execution.message, judgement.message);
}

TEST_F(JudgingTest, VerdictOfTheSandboxIsKept) {
  AddTest("secret/1", "1\n", "1\n");
  const Judgement judgement = Judge("verdict TLE");
  EXPECT_EQ(judgement.verdict, Verdict::kTimeLimitExceeded);
  EXPECT_EQ(judgement.reason, Reason::kCpuTime);
  EXPECT_EQ(judgement.message, "scripted TLE");
}

TEST_F(JudgingTest, CompileErrorRunsNothing) {
  AddTest("sample/1", "1\n", "1\n");
  const Judgement judgement = Judge("syntax");
  EXPECT_EQ(judgement.verdict, Verdict::kCompileError);
  EXPECT_EQ(judgement.reason, Reason::kSyntax);
  EXPECT_EQ(judgement.compilation.verdict, Verdict::kCompileError);
  EXPECT_THAT(judgement.runs, IsEmpty());
}

TEST_F(JudgingTest, SourceOverTheLimitNeverReachesTheSandbox) {
  AddTest("sample/1", "1\n", "1\n");
  problem_.limits.source = Bytes(3);
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kCompileError);
  EXPECT_EQ(judgement.reason, Reason::kSourceSize);
  EXPECT_THAT(judgement.message, HasSubstr("4 B, the limit is 3 B"));
  EXPECT_EQ(sandbox_.loads(), 0);
}

// The sandboxed process counts what it writes; a subverted one would lie.
TEST_F(JudgingTest, MoreOutputThanTheLimitIsNotBelievedToBeClean) {
  AddTest("sample/1", "123456\n", "123456\n");
  problem_.limits.output = Bytes(4);
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kOutputLimitExceeded);
  EXPECT_EQ(judgement.reason, Reason::kOutput);
}

TEST_F(JudgingTest, ProgressIsToldInOrder) {
  AddTest("sample/1", "1\n", "1\n");
  AddTest("secret/1", "2\n", "3\n");
  std::vector<std::string> told;
  progress_.on_compiled = [&](const Execution& compilation) {
    told.emplace_back(VerdictCode(compilation.verdict));
  };
  progress_.on_run = [&](const TestRun& run) {
    told.push_back(run.test + " " +
                   absl::StrCat(VerdictCode(run.execution.verdict)));
  };
  Judge("echo");
  EXPECT_THAT(told, ElementsAre("AC", "sample/1 AC", "secret/1 WA"));
}

TEST_F(JudgingTest, TimesComeFromTheClock) {
  AddTest("sample/1", "1\n", "1\n");
  const absl::Time begin = clock_.Now();
  sandbox_.BeforeRun([this](int) { clock_.Advance(absl::Seconds(3)); });
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.started, begin);
  EXPECT_EQ(judgement.finished, begin + absl::Seconds(3));
}

TEST_F(JudgingTest, AClockThatIsSetBackMakesNoNegativeDuration) {
  AddTest("sample/1", "1\n", "1\n");
  const absl::Time begin = clock_.Now();
  sandbox_.BeforeRun([this](int) { clock_.Advance(-absl::Hours(3)); });
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_EQ(judgement.started, begin);
  EXPECT_EQ(judgement.finished, begin);
}

TEST_F(JudgingTest, SeedsDifferByTestAndAreTheSameEveryTime) {
  AddTest("sample/1", "1\n", "1\n");
  AddTest("secret/1", "2\n", "2\n");
  Judge("echo");
  Judge("echo");
  const std::vector<fakes::RunRecord> runs = sandbox_.runs();
  ASSERT_THAT(runs, SizeIs(4));
  EXPECT_NE(runs[0].seed, runs[1].seed);
  EXPECT_EQ(runs[0].seed, runs[2].seed);
  EXPECT_EQ(runs[1].seed, runs[3].seed);
  // Pinned: other machines and later versions must draw the same numbers.
  EXPECT_EQ(runs[0].seed, 204069615u);
}

TEST_F(JudgingTest, EveryRunButTheLastIsSaidToBeFollowed) {
  AddTest("sample/1", "1\n", "1\n");
  AddTest("secret/1", "2\n", "2\n");
  Judge("echo");
  const std::vector<fakes::RunRecord> runs = sandbox_.runs();
  ASSERT_THAT(runs, SizeIs(2));
  EXPECT_TRUE(runs[0].another_follows);
  EXPECT_FALSE(runs[1].another_follows);
}

TEST_F(JudgingTest, DeathOfTheSandboxRerunsOnlyTheTestItHit) {
  AddTest("sample/1", "1\n", "1\n");
  AddTest("secret/1", "2\n", "2\n");
  AddTest("secret/2", "3\n", "3\n");
  sandbox_.BeforeRun([this](int index) {
    if (index == 1) sandbox_.FailRuns(1, absl::UnavailableError("gone"));
  });
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_THAT(judgement.runs, SizeIs(3));
  EXPECT_EQ(sandbox_.loads(), 2);
  EXPECT_THAT(InputsRun(), ElementsAre("1\n", "2\n", "2\n", "3\n"));
}

TEST_F(JudgingTest, SecondDeathOfTheSandboxIsOurFault) {
  AddTest("sample/1", "1\n", "1\n");
  AddTest("secret/1", "2\n", "2\n");
  sandbox_.BeforeRun([this](int index) {
    if (index == 1) sandbox_.FailRuns(2, absl::UnavailableError("gone again"));
  });
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_EQ(judgement.reason, Reason::kInternal);
  EXPECT_THAT(judgement.message,
              HasSubstr("secret/1: UNAVAILABLE: gone again"));
  EXPECT_THAT(judgement.runs, SizeIs(1));
}

TEST_F(JudgingTest, LoadingIsTriedOnceMore) {
  AddTest("sample/1", "1\n", "1\n");
  sandbox_.FailLoads(1, absl::UnavailableError("gone"));
  EXPECT_EQ(Judge("echo").verdict, Verdict::kAccepted);
  sandbox_.FailLoads(2, absl::UnavailableError("gone"));
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_EQ(judgement.compilation.verdict, Verdict::kJudgeError);
  EXPECT_EQ(sandbox_.loads(), 4);
}

TEST_F(JudgingTest, OtherFaultsAreNotRetried) {
  AddTest("sample/1", "1\n", "1\n");
  sandbox_.FailRuns(1, absl::InternalError("setting up the run"));
  const Judgement judgement = Judge("echo");
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_THAT(judgement.message, HasSubstr("setting up the run"));
  EXPECT_THAT(sandbox_.runs(), SizeIs(1));
}

TEST_F(JudgingTest, MissingTestDataIsOurFault) {
  AddTest("sample/1", "1\n", "1\n");
  for (const auto& [path, name] :
       {std::pair(problem_.tests[0].input_path, "the input"),
        std::pair(problem_.tests[0].answer_path, "the answer")}) {
    std::filesystem::remove(path);
    const Judgement judgement = Judge("echo");
    EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
    EXPECT_THAT(judgement.message,
                HasSubstr(absl::StrCat("sample/1: NOT_FOUND: opening ", name)));
    // Where data lies is told to no contestant: a blob is named by its hash.
    EXPECT_THAT(judgement.message, Not(HasSubstr(directory_.string())));
  }
}

TEST_F(JudgingTest, ProblemWithoutTestsAcceptsNobody) {
  EXPECT_EQ(Judge("echo").verdict, Verdict::kJudgeError);
}

}  // namespace
}  // namespace gavel::judge
