// A run over its time limit is measured again, and everybody can see it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kProblem = GAVEL_SOURCE_DIR "/problems/aplusb";

class MeasuringTest : public testing::Test {
 protected:
  MeasuringTest() { std::ofstream(loop_) << "for (;;);"; }

  const std::string directory_ = MakeDirectory();
  const std::string loop_ = directory_ + "/loop.js";
};

TEST_F(MeasuringTest, AServerKeepsEveryMeasurement) {
  const std::string data = directory_ + "/data";
  Server server(data);
  const std::string at = absl::StrCat(" --server ", server.address());
  ASSERT_EQ(RunGavel(absl::StrCat("problem add ", kProblem, at)).status, 0);
  const CommandResult judged =
      RunGavel(absl::StrCat("submit aplusb ", loop_, at));
  EXPECT_EQ(judged.status, 1);
  EXPECT_THAT(judged.out, HasSubstr("TLE"));
  EXPECT_THAT(judged.out,
              ContainsRegex("measured 2 times: 1.[0-9]+ s, 1.[0-9]+ s\n"));
  server.Signal(SIGKILL);

  Server restarted(data);
  grpc::ClientContext context;
  v1::GetSubmissionRequest request;
  request.set_submission_id("1");
  v1::GetSubmissionResponse response;
  ASSERT_TRUE(
      restarted.submissions().GetSubmission(&context, request, &response).ok());
  const v1::TestRun& run = response.submission().judgement().runs(0);
  ASSERT_EQ(run.measurements_size(), 2);
  int64_t least = run.measurements(0).cpu_time_us();
  for (const v1::Measurement& measurement : run.measurements()) {
    EXPECT_EQ(measurement.verdict(), v1::VERDICT_TIME_LIMIT_EXCEEDED);
    EXPECT_EQ(measurement.reason(), v1::REASON_CPU_TIME);
    EXPECT_GE(measurement.cpu_time_us(), 1'000'000);
    EXPECT_GE(measurement.wall_time_us(), 1);
    least = std::min(least, measurement.cpu_time_us());
  }
  EXPECT_EQ(run.execution().cpu_time_us(), least);
}

TEST_F(MeasuringTest, WithoutAServerItCanBeTurnedOff) {
  const std::string judge =
      absl::StrCat("judge --json ", kProblem, " ", loop_, " --measure-again=");
  EXPECT_THAT(RunGavel(absl::StrCat(judge, 0)).out,
              HasSubstr("\"measurements\": []"));
  EXPECT_THAT(RunGavel(absl::StrCat(judge, 1)).out,
              Not(HasSubstr("\"measurements\": []")));
  EXPECT_EQ(RunGavel(absl::StrCat(judge, "6 2>&1")).status, 64);
}

}  // namespace
}  // namespace gavel::e2e
