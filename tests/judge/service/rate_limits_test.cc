#include "judge/service/rate_limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/retry.h"
#include "tests/fakes/fake_clock.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

const Caller kAda = {"ada", Role::kContestant};
const Caller kAlan = {"alan", Role::kContestant};
const Caller kPlatform = {"platform", Role::kService};
const Caller kRoot = {"root", Role::kAdmin};

RateLimitOptions SmallLimits() {
  return {{{Role::kContestant,
            {.submissions = {.per_minute = 60, .burst = 3},
             .one_offs = {.per_minute = 60, .burst = 2},
             .calls = {.per_minute = 600, .burst = 100},
             .in_flight = 5,
             .calls_open = 2,
             .streams_open = 3}},
           {Role::kService,
            {.submissions = {.per_minute = 600, .burst = 8},
             .one_offs = {.per_minute = 600, .burst = 8},
             .calls = {.per_minute = 6000, .burst = 100},
             .in_flight = 100,
             .calls_open = 10,
             .streams_open = 10}}}};
}

class RateLimitsTest : public testing::Test {
 protected:
  // How many of 100 are let through.
  int Submit(const Caller& caller, const std::string& user) {
    int count = 0;
    for (; count < 100; ++count) {
      const auto pass = limits_.BeginSubmission(caller, user);
      refusal_ = pass.status();
      if (!pass.ok()) break;
    }
    return count;
  }

  fakes::FakeClock clock_;
  std::map<std::string, int> queued_;
  RateLimits limits_{SmallLimits(), clock_,
                     [this](const std::string& user) { return queued_[user]; }};
  absl::Status refusal_;
};

TEST_F(RateLimitsTest, SubmissionsComeInBurstsAndAtARate) {
  EXPECT_EQ(Submit(kAda, "ada"), 3);
  EXPECT_TRUE(absl::IsResourceExhausted(refusal_));
  EXPECT_EQ(absl::StrCat(refusal_.message()),
            "user ada has made too many submissions: 60 a minute are allowed, "
            "and 3 at once");
  EXPECT_EQ(RetryDelay(refusal_), absl::Seconds(1));
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(Submit(kAda, "ada"), 1);
}

TEST_F(RateLimitsTest, UsersDoNotShareLimits) {
  EXPECT_EQ(Submit(kAda, "ada"), 3);
  EXPECT_EQ(Submit(kAlan, "alan"), 3);
}

TEST_F(RateLimitsTest, AdminsHaveNoLimits) {
  queued_["root"] = 1000;
  EXPECT_EQ(Submit(kRoot, "root"), 100);
  EXPECT_EQ(limits_.remembered(), 0U);
}

TEST_F(RateLimitsTest, ServiceIsLimitedByEachOfItsUsersAndAsAWhole) {
  EXPECT_EQ(Submit(kPlatform, "ada"), 3);
  EXPECT_THAT(absl::StrCat(refusal_.message()), HasSubstr("user ada"));
  EXPECT_EQ(Submit(kPlatform, "alan"), 3);
  EXPECT_EQ(Submit(kPlatform, "grace"), 2);
  EXPECT_THAT(absl::StrCat(refusal_.message()), HasSubstr("user platform"));
}

TEST_F(RateLimitsTest, RefusedSubmissionIsNotCharged) {
  EXPECT_EQ(Submit(kPlatform, "ada"), 3);
  for (int i = 0; i < 50; ++i) EXPECT_EQ(Submit(kPlatform, "ada"), 0);
  EXPECT_EQ(Submit(kPlatform, "alan"), 3);
}

TEST_F(RateLimitsTest, WhatIsInFlightIsBounded) {
  queued_["ada"] = 4;
  {
    const auto last = limits_.BeginSubmission(kAda, "ada");
    EXPECT_TRUE(last.ok());
    // On its way into the queue.
    EXPECT_EQ(Submit(kAda, "ada"), 0);
    EXPECT_THAT(absl::StrCat(refusal_.message()),
                HasSubstr("has 5 submissions waiting or running"));
    EXPECT_TRUE(RetryDelay(refusal_).has_value());
    EXPECT_TRUE(absl::IsResourceExhausted(limits_.BeginOneOff(kAda).status()));
  }
  EXPECT_EQ(Submit(kAda, "ada"), 2);
}

TEST_F(RateLimitsTest, ServicesUserIsBoundedInFlightToo) {
  queued_["ada"] = 5;
  EXPECT_EQ(Submit(kPlatform, "ada"), 0);
  EXPECT_EQ(Submit(kPlatform, "alan"), 3);
}

TEST_F(RateLimitsTest, OneOffsHaveABucketOfTheirOwn) {
  EXPECT_EQ(Submit(kAda, "ada"), 3);
  EXPECT_TRUE(limits_.BeginOneOff(kAda).ok());
  EXPECT_TRUE(limits_.BeginOneOff(kAda).ok());
  EXPECT_THAT(absl::StrCat(limits_.BeginOneOff(kAda).status().message()),
              HasSubstr("one-off runs"));
}

TEST_F(RateLimitsTest, CallsAndStreamsAreBoundedWhileTheyAreOpen) {
  std::vector<RateLimits::Pass> open;
  for (int i = 0; i < 2; ++i) open.push_back(*limits_.BeginCall(kAda));
  const absl::Status call = limits_.BeginCall(kAda).status();
  EXPECT_EQ(absl::StrCat(call.message()),
            "user ada has 2 calls open, the limit");
  for (int i = 0; i < 3; ++i) open.push_back(*limits_.BeginStream(kAda));
  const absl::Status stream = limits_.BeginStream(kAda).status();
  EXPECT_EQ(absl::StrCat(stream.message()),
            "user ada has 3 streams open, the limit");
  EXPECT_TRUE(limits_.BeginCall(kAlan).ok());
  open.clear();
  EXPECT_TRUE(limits_.BeginCall(kAda).ok());
  EXPECT_TRUE(limits_.BeginStream(kAda).ok());
}

TEST_F(RateLimitsTest, CallsAreCountedWhenTheyAreOver) {
  int calls = 0;
  while (calls < 1000 && limits_.BeginCall(kAda).ok()) ++calls;
  EXPECT_EQ(calls, 100);
}

TEST_F(RateLimitsTest, IdleUsersAreForgotten) {
  for (int i = 0; i < 10'000; ++i) {
    const std::string user = absl::StrCat("user", i);
    EXPECT_TRUE(limits_.BeginCall({user, Role::kContestant}).ok());
    clock_.Advance(absl::Milliseconds(10));
  }
  EXPECT_LE(limits_.remembered(), 20U);
  const auto open = limits_.BeginStream(kAda);
  clock_.Advance(absl::Minutes(1));
  EXPECT_EQ(limits_.remembered(), 1U);
}

}  // namespace
}  // namespace gavel::judge
