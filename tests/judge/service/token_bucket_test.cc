#include "judge/service/token_bucket.h"

#include <gtest/gtest.h>

namespace gavel::judge {
namespace {

constexpr Rate kRate = {.per_minute = 60, .burst = 3};
constexpr absl::Duration kSecond = absl::Seconds(1);

class TokenBucketTest : public testing::Test {
 protected:
  // How many there are, at most 100.
  int TakeAll(const Rate& rate) {
    int count = 0;
    while (count < 100 && bucket_.Delay(rate, now_) == absl::ZeroDuration()) {
      bucket_.Take(rate, now_);
      ++count;
    }
    return count;
  }

  TokenBucket bucket_;
  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
};

TEST_F(TokenBucketTest, HoldsOneBurst) {
  EXPECT_EQ(TakeAll(kRate), 3);
  now_ += absl::Hours(1);
  EXPECT_EQ(TakeAll(kRate), 3);
}

TEST_F(TokenBucketTest, FillsAtTheRate) {
  TakeAll(kRate);
  now_ += absl::Milliseconds(2500);
  EXPECT_EQ(TakeAll(kRate), 2);
}

TEST_F(TokenBucketTest, TellsExactlyWhenThereIsOne) {
  TakeAll(kRate);
  now_ += absl::Milliseconds(300);
  EXPECT_EQ(bucket_.Delay(kRate, now_), absl::Milliseconds(700));
  now_ += absl::Milliseconds(700);
  EXPECT_EQ(TakeAll(kRate), 1);
}

TEST_F(TokenBucketTest, IsFullAgainWhenAllIsBack) {
  EXPECT_TRUE(bucket_.IsFull(now_));
  TakeAll(kRate);
  now_ += absl::Milliseconds(2999);
  EXPECT_FALSE(bucket_.IsFull(now_));
  now_ += absl::Milliseconds(1);
  EXPECT_TRUE(bucket_.IsFull(now_));
}

TEST_F(TokenBucketTest, ClockThatJumpsBackCostsOneBucketAtMost) {
  TakeAll(kRate);
  now_ -= absl::Hours(1);
  EXPECT_EQ(bucket_.Delay(kRate, now_), kSecond);
  now_ += kSecond;
  EXPECT_EQ(TakeAll(kRate), 0);
  now_ -= kSecond;
  now_ += 3 * kSecond;
  EXPECT_EQ(bucket_.Delay(kRate, now_), kSecond);
}

TEST_F(TokenBucketTest, RateOfZeroIsNoLimit) {
  EXPECT_EQ(TakeAll({.per_minute = 0, .burst = 1}), 100);
  EXPECT_TRUE(bucket_.IsFull(now_));
}

}  // namespace
}  // namespace gavel::judge
