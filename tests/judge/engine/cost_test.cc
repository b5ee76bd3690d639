#include "judge/engine/cost.h"

#include <gtest/gtest.h>

namespace gavel::judge {
namespace {

constexpr absl::Duration kSecond = absl::Seconds(1);

Execution Used(absl::Duration cpu_time, absl::Duration wall_time) {
  Execution execution;
  execution.cpu_time = cpu_time;
  execution.wall_time = wall_time;
  return execution;
}

TEST(CostTest, IsCompilingAndAllRuns) {
  Judgement judgement;
  judgement.compilation = Used(kSecond, kSecond);
  judgement.runs = {{.test = "1", .execution = Used(2 * kSecond, 2 * kSecond)},
                    {.test = "2", .execution = Used(3 * kSecond, 3 * kSecond)}};
  EXPECT_EQ(CostOf(judgement), 6 * kSecond);
}

TEST(CostTest, CountsEachMeasurementOnce) {
  Judgement judgement;
  TestRun run{.test = "1", .execution = Used(2 * kSecond, 2 * kSecond)};
  run.measurements = {{.cpu_time = 2 * kSecond}, {.cpu_time = 3 * kSecond}};
  judgement.runs = {run};
  EXPECT_EQ(CostOf(judgement), 5 * kSecond);
}

TEST(CostTest, SleepingIsHalfAsDear) {
  OneOffResult result;
  result.compilation = Used(kSecond, kSecond);
  result.execution = Used(absl::ZeroDuration(), 8 * kSecond);
  EXPECT_EQ(CostOf(result), 5 * kSecond);
}

}  // namespace
}  // namespace gavel::judge
