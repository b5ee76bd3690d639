#include "core/retry.h"

#include <gtest/gtest.h>

namespace gavel {
namespace {

TEST(RetryTest, DelayComesWithTheStatus) {
  const absl::Status status = RetryAfter(absl::ResourceExhaustedError("full"),
                                         absl::Microseconds(1'500'001));
  EXPECT_TRUE(absl::IsResourceExhausted(status));
  EXPECT_EQ(status.message(), "full");
  EXPECT_EQ(RetryDelay(status), absl::Milliseconds(1501));
}

TEST(RetryTest, NegativeDelayIsNone) {
  EXPECT_EQ(RetryDelay(RetryAfter(absl::UnavailableError("x"),
                                  -absl::InfiniteDuration())),
            absl::ZeroDuration());
}

TEST(RetryTest, OtherStatusesHaveNone) {
  EXPECT_EQ(RetryDelay(absl::UnavailableError("x")), std::nullopt);
  EXPECT_EQ(RetryDelay(RetryAfter(absl::OkStatus(), absl::Seconds(1))),
            std::nullopt);
}

}  // namespace
}  // namespace gavel
