#include "core/limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace gavel {
namespace {

using ::testing::HasSubstr;

TEST(LimitsTest, DefaultsAreValid) {
  EXPECT_TRUE(ValidateLimits(Limits()).ok());
}

TEST(LimitsTest, WallTimeLeavesRoomForALoadedMachine) {
  Limits limits;
  limits.cpu_time = absl::Seconds(1);
  EXPECT_GE(WallTime(limits), absl::Seconds(3));
  limits.wall_time = absl::Seconds(1);
  EXPECT_EQ(WallTime(limits), absl::Seconds(1));
}

TEST(LimitsTest, RefusalNamesTheLimitAndItsRange) {
  Limits limits;
  limits.memory = MiB(1);
  const absl::Status status = ValidateLimits(limits);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(absl::StrCat(status.message()),
              HasSubstr("memory limit 1 MiB is outside 8 MiB to 8 GiB"));
}

TEST(LimitsTest, InfiniteTimeIsRefused) {
  Limits limits;
  limits.cpu_time = absl::InfiniteDuration();
  EXPECT_FALSE(ValidateLimits(limits).ok());
}

}  // namespace
}  // namespace gavel
