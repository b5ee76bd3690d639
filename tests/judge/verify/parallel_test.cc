#include "judge/verify/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace gavel::verify {
namespace {

TEST(ParallelTest, DoesEachOnce) {
  std::vector<std::atomic<int>> done(100);
  EXPECT_TRUE(ForEach(4, done.size(), [&](size_t i) {
                ++done[i];
                return absl::OkStatus();
              }).ok());
  for (const auto& count : done) EXPECT_EQ(count, 1);
}

TEST(ParallelTest, FirstFailureInOrderIsReportedAndEndsIt) {
  std::atomic<int> done = 0;
  const absl::Status status = ForEach(1, 100, [&](size_t i) -> absl::Status {
    ++done;
    if (i < 3) return absl::OkStatus();
    return absl::InternalError(std::to_string(i));
  });
  EXPECT_EQ(status, absl::InternalError("3"));
  EXPECT_EQ(done, 4);
}

TEST(ParallelTest, NothingIsFine) {
  EXPECT_TRUE(
      ForEach(4, 0, [](size_t) { return absl::InternalError("called"); }).ok());
}

}  // namespace
}  // namespace gavel::verify
