#include "bench/soak.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sandbox/harness.h"

namespace gavel::sandbox {
namespace {

using SoakTest = SandboxFixture;

TEST_F(SoakTest, NothingStaysOfTwoThousandRuns) {
  bench::SoakOptions options;
  options.runs = 2000;
  options.runs_per_batch = 200;
  const absl::StatusOr<bench::SoakResult> result =
      bench::Soak(*supervisor_, options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->runs, 2000);
  EXPECT_EQ(result->hostile_runs, 400);
  EXPECT_EQ(result->surprises, 0);
  EXPECT_EQ(result->samples.back().restarts, 0);
  EXPECT_THAT(bench::SoakComplaints(*result), testing::IsEmpty());
}

}  // namespace
}  // namespace gavel::sandbox
