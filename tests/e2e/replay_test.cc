// Verdicts can be repeated, and runs that were made need not be made again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kProblem = GAVEL_SOURCE_DIR "/problems/aplusb";

struct Program {
  std::string name;
  std::string source;
  v1::Verdict verdict;
};
std::ostream& operator<<(std::ostream& out, const Program& program) {
  return out << program.name;
}

// The sum, after something that random numbers decide.
constexpr const char* kRandomSum = R"js(
  const [a, b] = require('fs').readFileSync(0, 'utf8').split(/\s+/).map(Number);
  process.stdout.write(' '.repeat(1 + Math.random() * 1000) + (a + b) + '\n');
)js";

class ReplayTest : public testing::TestWithParam<Program> {
 protected:
  ReplayTest() {
    std::ofstream(directory_ + "/main.js") << GetParam().source;
    EXPECT_EQ(RunGavel(absl::StrCat("problem add ", kProblem, at_)).status, 0);
  }

  int Submit() {
    return RunGavel(absl::StrCat("submit aplusb ", directory_, "/main.js", at_))
        .status;
  }

  const std::string directory_ = MakeDirectory();
  Server server_{directory_ + "/data", "127.0.0.1:0", Reuse::kYes};
  const std::string at_ = absl::StrCat(" --server ", server_.address());
};

TEST_P(ReplayTest, GivesTheSameVerdictAndTheSameBytes) {
  const bool accepted = GetParam().verdict == v1::VERDICT_ACCEPTED;
  EXPECT_EQ(Submit(), accepted ? 0 : 1);
  grpc::ClientContext context;
  v1::ReplaySubmissionRequest request;
  request.set_submission_id("1");
  v1::ReplaySubmissionResponse response;
  const grpc::Status status =
      server_.submissions().ReplaySubmission(&context, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.before().verdict(), GetParam().verdict);
  EXPECT_EQ(response.after().verdict(), GetParam().verdict);
  ASSERT_EQ(response.after().runs_size(), response.before().runs_size());
  for (int i = 0; i < response.after().runs_size(); ++i) {
    const v1::TestRun& before = response.before().runs(i);
    const v1::TestRun& after = response.after().runs(i);
    EXPECT_EQ(after.output_sha256(), before.output_sha256());
    EXPECT_EQ(after.output_sha256().size(), 64u);
    EXPECT_EQ(after.seed(), before.seed());
    EXPECT_FALSE(after.reused());
  }
  EXPECT_THAT(response.after().provenance().engine(), HasSubstr("V8 "));
  EXPECT_EQ(response.after().provenance().engine(),
            response.before().provenance().engine());
  for (const v1::ReplayChange& change : response.changes()) {
    EXPECT_EQ(change.kind(), v1::ReplayChange::KIND_USAGE) << change.what();
  }
  const CommandResult shown = RunGavel(absl::StrCat("replay 1", at_));
  EXPECT_EQ(shown.status, 0);
  EXPECT_THAT(shown.out, HasSubstr("the same result"));
}

TEST_P(ReplayTest, AnEqualProgramIsNotRunAgain) {
  const int status = Submit();
  EXPECT_EQ(Submit(), status);
  EXPECT_THAT(RunGavel(absl::StrCat("status 1", at_)).out,
              Not(HasSubstr("reused")));
  EXPECT_THAT(RunGavel(absl::StrCat("status 2", at_)).out,
              HasSubstr("  reused\n"));
  const CommandResult judge = RunGavel(absl::StrCat("status --judge 2", at_));
  EXPECT_THAT(judge.out, HasSubstr("the run of judgement 1\n"));
  EXPECT_THAT(judge.out, HasSubstr("engine          V8 "));
  EXPECT_EQ(RunGavel(absl::StrCat("replay 2", at_)).status, 0);
}

INSTANTIATE_TEST_SUITE_P(
    , ReplayTest,
    testing::Values(
        Program{"AC", kRandomSum, v1::VERDICT_ACCEPTED},
        Program{"WA", "console.log(Math.random());", v1::VERDICT_WRONG_ANSWER},
        Program{"RTE",
                "console.log(Math.random()); throw new Error(Math.random());",
                v1::VERDICT_RUN_TIME_ERROR}),
    testing::PrintToStringParamName());

}  // namespace
}  // namespace gavel::e2e
