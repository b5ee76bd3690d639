#include "judge/verify/time_bounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace gavel::verify {
namespace {

using ::testing::HasSubstr;

package::ExampleSubmission Example(const std::string& name, bool slow) {
  package::Expectation expectation;
  expectation.permitted = {Verdict::kAccepted};
  if (slow) {
    expectation.permitted->push_back(Verdict::kTimeLimitExceeded);
    expectation.required = {Verdict::kTimeLimitExceeded};
  }
  package::ExampleSubmission example;
  example.name = name;
  example.expectations = {expectation};
  return example;
}

Judgement Took(int milliseconds, Verdict verdict = Verdict::kAccepted) {
  TestRun run;
  run.test = "secret/1";
  run.execution.verdict = verdict;
  run.execution.cpu_time = absl::Milliseconds(milliseconds);
  Judgement judgement;
  judgement.verdict = verdict;
  AddRun(run, judgement);
  return judgement;
}

struct Case {
  const char* name;
  // 0 for none.
  int given_s;
  std::vector<int> fast_ms;
  // What a slow example took when it had as long as it needs at least; 0 for
  // longer.
  std::vector<int> slow_ms;
  int limit_s;
  TimeLimit::Origin origin;
  std::string finding = "";
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
  return out << c.name;
}

class TimeBoundsTest : public testing::TestWithParam<Case> {
 protected:
  static Report Conclude(const Case& c, bool legacy) {
    package::TimeRules rules;
    if (c.given_s > 0) rules.given = absl::Seconds(c.given_s);
    TimeBounds bounds(rules, legacy);
    for (const int time : c.fast_ms) {
      bounds.Add(Example("accepted/" + std::to_string(time), false),
                 Took(time));
    }
    Report report;
    bounds.Settle(report);
    const Verdict tle = Verdict::kTimeLimitExceeded;
    for (const int time : c.slow_ms) {
      const auto example = Example("slow/" + std::to_string(time), true);
      EXPECT_TRUE(TimeBounds::IsTooSlow(example, Took(time, tle)));
      bounds.AddSlow(example, time == 0 ? Took(9999, tle) : Took(time));
    }
    bounds.Conclude(report);
    return report;
  }
};

TEST_P(TimeBoundsTest, LimitAndWhatDoesNotFit) {
  const Case& c = GetParam();
  const Report report = Conclude(c, false);
  EXPECT_EQ(report.time_limit.limit, absl::Seconds(c.limit_s));
  EXPECT_EQ(report.time_limit.origin, c.origin);
  if (c.finding.empty()) {
    EXPECT_EQ(report.Count(Severity::kError), 0);
  } else {
    ASSERT_EQ(report.Count(Severity::kError), 1);
    EXPECT_THAT(report.findings.front().text, HasSubstr(c.finding));
    // Legacy packages promise nothing of the kind.
    EXPECT_EQ(Conclude(c, true).Count(Severity::kError), 0);
    EXPECT_EQ(Conclude(c, true).Count(Severity::kWarning), 1);
  }
}

constexpr auto kGiven = TimeLimit::Origin::kGiven;
constexpr auto kDerived = TimeLimit::Origin::kDerived;

INSTANTIATE_TEST_SUITE_P(
    Limits, TimeBoundsTest,
    testing::Values(
        Case{"GivenFits", 2, {900, 1000}, {0}, 2, kGiven},
        Case{"GivenTooSmall",
             2,
             {900, 1001},
             {},
             2,
             kGiven,
             "the time limit 2s is less than 2 times the 1.001s of "
             "submissions/accepted/1001"},
        Case{"GivenTooLarge",
             2,
             {},
             {0, 2999},
             2,
             kGiven,
             "the time limit 2s times 1.5 is more than the 2.999s of "
             "submissions/slow/2999"},
        Case{"DerivedFromTheSlowest", 0, {3, 1600, 20}, {}, 4, kDerived},
        Case{"DerivedExactly", 0, {1500}, {0}, 3, kDerived},
        Case{"DerivedDoesNotFit",
             0,
             {1600},
             {4000},
             4,
             kDerived,
             "the time limit 4s times 1.5 is more than the 4s"}),
    testing::PrintToStringParamName());

TEST(TimeBoundsDefaultTest, NothingToDeriveItFromIsAWarning) {
  Report report;
  TimeBounds({}, false).Settle(report);
  EXPECT_EQ(report.time_limit.origin, TimeLimit::Origin::kDefault);
  EXPECT_EQ(report.Count(Severity::kWarning), 1);
}

TEST(TimeBoundsDefaultTest, WhatWasStoppedIsNoBoundFromBelow) {
  TimeBounds bounds({}, false);
  bounds.Add(Example("accepted/a", false),
             Took(60000, Verdict::kTimeLimitExceeded));
  Report report;
  bounds.Settle(report);
  EXPECT_EQ(report.time_limit.origin, TimeLimit::Origin::kDefault);
}

}  // namespace
}  // namespace gavel::verify
