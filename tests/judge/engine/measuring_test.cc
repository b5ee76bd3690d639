#include "judge/engine/measuring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tests/judge/engine/package_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Of a limit of 1 s of CPU time and 5 s of wall time.
Execution Ended(Verdict verdict, Reason reason, int cpu_ms, int wall_ms) {
  Execution execution;
  execution.verdict = verdict;
  execution.reason = reason;
  execution.cpu_time = absl::Milliseconds(cpu_ms);
  execution.wall_time = absl::Milliseconds(wall_ms);
  if (verdict != Verdict::kAccepted) {
    execution.message = absl::StrCat("after ", cpu_ms, " ms");
  }
  return execution;
}
Execution Accepted(int cpu_ms) {
  return Ended(Verdict::kAccepted, Reason::kNone, cpu_ms, cpu_ms);
}
Execution OverCpu(int cpu_ms) {
  return Ended(Verdict::kTimeLimitExceeded, Reason::kCpuTime, cpu_ms, cpu_ms);
}
Execution OverWall(int cpu_ms) {
  return Ended(Verdict::kTimeLimitExceeded, Reason::kWallTime, cpu_ms, 5000);
}
Execution Idle(int cpu_ms) {
  return Ended(Verdict::kTimeLimitExceeded, Reason::kIdle, cpu_ms, 5000);
}
Execution Crashed(int cpu_ms) {
  return Ended(Verdict::kRunTimeError, Reason::kException, cpu_ms, cpu_ms);
}

struct NoiseCase {
  const char* name;
  Execution execution;
  bool may_be_noise;
};
std::ostream& operator<<(std::ostream& out, const NoiseCase& row) {
  return out << row.name;
}

class NoiseTest : public ::testing::TestWithParam<NoiseCase> {};

TEST_P(NoiseTest, IsToldFromWhatAnotherMeasurementWouldNotChange) {
  Limits limits;
  limits.cpu_time = absl::Seconds(1);
  EXPECT_EQ(MayBeNoise(GetParam().execution, limits), GetParam().may_be_noise);
}

INSTANTIATE_TEST_SUITE_P(
    Ends, NoiseTest,
    ::testing::Values(NoiseCase{"AcceptedJustInside", Accepted(1000), false},
                      NoiseCase{"CrashedNearTheLimit", Crashed(999), false},
                      NoiseCase{"OverCpu", OverCpu(1002), true},
                      NoiseCase{"OverCpuByFar", OverCpu(1052), true},
                      NoiseCase{"StarvedThoughBusy", OverWall(999), true},
                      NoiseCase{"StarvedAndCalledIdle", Idle(500), true},
                      NoiseCase{"WaitedAfterLittleWork", Idle(499), false},
                      NoiseCase{"Slept", Idle(12), false},
                      NoiseCase{"JudgeError",
                                Ended(Verdict::kJudgeError, Reason::kInternal,
                                      1002, 1002),
                                false}),
    [](const auto& row) { return row.param.name; });

// "TLE 1002, AC 981", of CPU times in milliseconds.
std::string Describe(const std::vector<Measurement>& measurements) {
  std::string text;
  for (const Measurement& measurement : measurements) {
    absl::StrAppend(&text, text.empty() ? "" : ", ",
                    VerdictCode(measurement.verdict), " ",
                    absl::ToInt64Milliseconds(measurement.cpu_time));
  }
  return text;
}

class MeasuringTest : public PackageFixture {
 protected:
  MeasuringTest() { problem_.limits.cpu_time = absl::Seconds(1); }

  void AddTests(int count, const std::string& answer = "1\n") {
    for (int i = 0; i < count; ++i) {
      AddTest(absl::StrCat("secret/", i), "1\n", answer);
    }
  }

  // Judges a program that is right, whose runs end so.
  Judgement JudgeRuns(std::vector<Execution> ends) {
    sandbox_.EndRuns(std::move(ends));
    return Judge();
  }
};

TEST_F(MeasuringTest, NoiseDoesNotCostTheVerdictAndIsOnRecord) {
  AddTests(2);
  const Judgement judgement =
      JudgeRuns({Accepted(10), OverCpu(1002), Accepted(981)});
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  ASSERT_THAT(judgement.runs, SizeIs(2));
  EXPECT_THAT(judgement.runs[0].measurements, IsEmpty());
  EXPECT_EQ(Describe(judgement.runs[1].measurements), "TLE 1002, AC 981");
  EXPECT_EQ(judgement.runs[1].measurements[0].reason, Reason::kCpuTime);
  EXPECT_EQ(judgement.runs[1].execution.cpu_time, absl::Milliseconds(981));
  EXPECT_EQ(judgement.max_cpu_time, absl::Milliseconds(981));
}

TEST_F(MeasuringTest, AcceptedRunsAreMeasuredOnce) {
  AddTests(2);
  const Judgement judgement = JudgeRuns({Accepted(1000), Accepted(1001)});
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_THAT(sandbox_.runs(), SizeIs(2));
}

TEST_F(MeasuringTest, ALoopCostsOneLimitMore) {
  AddTests(3);
  const Judgement judgement = JudgeRuns({OverCpu(1003), OverCpu(1001)});
  EXPECT_EQ(judgement.verdict, Verdict::kTimeLimitExceeded);
  EXPECT_EQ(judgement.message, "after 1001 ms");
  EXPECT_THAT(sandbox_.runs(), SizeIs(2));
  ASSERT_THAT(judgement.runs, SizeIs(1));
  EXPECT_EQ(Describe(judgement.runs[0].measurements), "TLE 1003, TLE 1001");
  EXPECT_EQ(judgement.max_cpu_time, absl::Milliseconds(1001));
}

TEST_F(MeasuringTest, TheLeastCpuTimeCountsWhereverItStands) {
  AddTests(1);
  EXPECT_EQ(JudgeRuns({OverCpu(1001), OverCpu(1003)}).message, "after 1001 ms");
}

// The wall limit says nothing of how long the program would have computed.
TEST_F(MeasuringTest, AnEndOfItsOwnCountsBeforeLessCpuTimeAtTheWallLimit) {
  AddTests(1);
  const Judgement judgement = JudgeRuns({OverWall(600), Accepted(900)});
  EXPECT_EQ(judgement.verdict, Verdict::kAccepted);
  EXPECT_EQ(judgement.max_cpu_time, absl::Milliseconds(900));
}

TEST_F(MeasuringTest, TheCpuLimitCountsBeforeTheWallLimit) {
  AddTests(1);
  EXPECT_EQ(JudgeRuns({OverWall(600), OverCpu(1001)}).reason, Reason::kCpuTime);
  EXPECT_EQ(JudgeRuns({OverCpu(1001), Idle(20)}).reason, Reason::kCpuTime);
}

TEST_F(MeasuringTest, WhatIsNotTleCountsWhateverItIs) {
  AddTests(1, "2\n");
  const Judgement judgement = JudgeRuns({OverCpu(1001), Accepted(900)});
  EXPECT_EQ(judgement.verdict, Verdict::kWrongAnswer);
  EXPECT_EQ(Describe(judgement.runs[0].measurements), "TLE 1001, WA 900");
  EXPECT_EQ(JudgeRuns({OverCpu(1001), Crashed(400)}).verdict,
            Verdict::kRunTimeError);
}

TEST_F(MeasuringTest, ASleeperIsNotMeasuredAgain) {
  AddTests(1);
  const Judgement judgement = JudgeRuns({Idle(12), Accepted(12)});
  EXPECT_EQ(judgement.reason, Reason::kIdle);
  EXPECT_THAT(judgement.runs[0].measurements, IsEmpty());
  EXPECT_THAT(sandbox_.runs(), SizeIs(1));
}

TEST_F(MeasuringTest, AsOftenAsAskedAndNoLongerThanNeeded) {
  AddTests(2);
  options_.measure_again = 3;
  const Judgement judgement =
      JudgeRuns({OverCpu(1001), OverCpu(1004), Accepted(990), OverCpu(1003),
                 OverCpu(1002), OverCpu(1005), OverCpu(1006)});
  ASSERT_THAT(judgement.runs, SizeIs(2));
  EXPECT_EQ(Describe(judgement.runs[0].measurements),
            "TLE 1001, TLE 1004, AC 990");
  EXPECT_EQ(Describe(judgement.runs[1].measurements),
            "TLE 1003, TLE 1002, TLE 1005, TLE 1006");
}

TEST_F(MeasuringTest, ZeroTurnsItOff) {
  AddTests(1);
  options_.measure_again = 0;
  EXPECT_EQ(JudgeRuns({OverCpu(1001), Accepted(900)}).verdict,
            Verdict::kTimeLimitExceeded);
  EXPECT_THAT(sandbox_.runs(), SizeIs(1));
}

TEST_F(MeasuringTest, AJudgingHasABoundHoweverManyTestsAreNearTheLimit) {
  AddTests(10);
  std::vector<Execution> ends;
  for (int i = 0; i < 10; ++i) {
    ends.push_back(OverCpu(1001));
    ends.push_back(Accepted(999));
  }
  const Judgement judgement = JudgeRuns(ends);
  EXPECT_EQ(judgement.verdict, Verdict::kTimeLimitExceeded);
  EXPECT_THAT(judgement.runs, SizeIs(kMostMeasuredAgain + 1));
  EXPECT_THAT(judgement.runs.back().measurements, IsEmpty());
  EXPECT_THAT(sandbox_.runs(), SizeIs(2 * kMostMeasuredAgain + 1));
}

TEST_F(MeasuringTest, EveryMeasurementHasTheSameInputAndSeed) {
  AddTests(1);
  JudgeRuns({OverCpu(1001), Accepted(900)});
  const std::vector<fakes::RunRecord> runs = sandbox_.runs();
  ASSERT_THAT(runs, SizeIs(2));
  EXPECT_EQ(runs[0].input, "1\n");
  EXPECT_EQ(runs[1].input, "1\n");
  EXPECT_EQ(runs[0].seed, runs[1].seed);
}

TEST_F(MeasuringTest, ProgressIsToldOnceWithAllMeasurements) {
  AddTests(1);
  std::vector<std::string> told;
  progress_.on_run = [&](const TestRun& run) {
    told.push_back(Describe(run.measurements));
  };
  JudgeRuns({OverCpu(1001), Accepted(900)});
  EXPECT_THAT(told, ElementsAre("TLE 1001, AC 900"));
}

// The first measurement may be noise, so it must not become the verdict.
TEST_F(MeasuringTest, AFaultWhileMeasuringAgainIsOurs) {
  AddTests(1);
  sandbox_.BeforeRun([this](int index) {
    if (index == 1) sandbox_.FailRuns(2, absl::UnavailableError("gone"));
  });
  const Judgement judgement = JudgeRuns({OverCpu(1001)});
  EXPECT_EQ(judgement.verdict, Verdict::kJudgeError);
  EXPECT_THAT(judgement.message, HasSubstr("secret/0: UNAVAILABLE: gone"));
}

}  // namespace
}  // namespace gavel::judge
