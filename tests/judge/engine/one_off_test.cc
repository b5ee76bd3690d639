#include "judge/engine/one_off.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/status/status.h"
#include "tests/fakes/fake_sandbox.h"

namespace gavel::judge {
namespace {

using ::testing::IsEmpty;

class OneOffTest : public ::testing::Test {
 protected:
  absl::StatusOr<OneOffResult> Run(const std::string& source) {
    OneOff one_off;
    one_off.source = source;
    one_off.standard_input = "input";
    one_off.limits = limits_;
    return RunOneOff(one_off, sandbox_);
  }

  Limits limits_;
  fakes::FakeSandbox sandbox_;
};

TEST_F(OneOffTest, ReadsItsInputFromTheStart) {
  const absl::StatusOr<OneOffResult> result = Run("echo");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->standard_output, "input");
  EXPECT_EQ(result->standard_error, "");
  EXPECT_EQ(result->execution.verdict, Verdict::kAccepted);
}

TEST_F(OneOffTest, StreamsAreKeptApart) {
  const absl::StatusOr<OneOffResult> result = Run("both out err");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->standard_output, "out");
  EXPECT_EQ(result->standard_error, "err");
}

TEST_F(OneOffTest, ReturnsNoMoreThanTheOutputLimit) {
  limits_.output = Bytes(4);
  const absl::StatusOr<OneOffResult> result = Run("both out err");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->standard_output, "out");
  EXPECT_EQ(result->standard_error, "e");
  EXPECT_EQ(result->execution.verdict, Verdict::kOutputLimitExceeded);
}

TEST_F(OneOffTest, CompileErrorRunsNothing) {
  const absl::StatusOr<OneOffResult> result = Run("syntax");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->compilation.verdict, Verdict::kCompileError);
  EXPECT_THAT(sandbox_.runs(), IsEmpty());
}

TEST_F(OneOffTest, SourceOverTheLimitIsACompileError) {
  limits_.source = Bytes(3);
  const absl::StatusOr<OneOffResult> result = Run("echo");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->compilation.reason, Reason::kSourceSize);
  EXPECT_EQ(sandbox_.loads(), 0);
}

TEST_F(OneOffTest, RerunGetsTheWholeInputAndAFreshOutput) {
  sandbox_.FailRuns(1, absl::UnavailableError("gone"));
  const absl::StatusOr<OneOffResult> result = Run("echo");
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->standard_output, "input");
}

TEST_F(OneOffTest, ErrorsAreTheSandboxs) {
  sandbox_.FailLoads(1, absl::InvalidArgumentError("no such limits"));
  EXPECT_TRUE(absl::IsInvalidArgument(Run("echo").status()));
  sandbox_.FailRuns(2, absl::UnavailableError("gone"));
  EXPECT_TRUE(absl::IsUnavailable(Run("echo").status()));
}

}  // namespace
}  // namespace gavel::judge
