#include "judge/verify/cancelling_sandbox.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/clock.h"
#include "judge/package/package.h"
#include "judge/verify/verify.h"
#include "tests/fakes/fake_sandbox.h"
#include "tests/judge/package/scratch.h"

namespace gavel::verify {
namespace {

package::Files SmallPackage() {
  return {{"problem.yaml",
           std::string(package::kMinimalYaml) + "limits: {time_limit: 1}\n"},
          {"data/secret/1.in", "1 2\n"},
          {"data/secret/1.ans", "3\n"},
          {"data/secret/2.in", "2 1\n"},
          {"data/secret/2.ans", "3\n"},
          {"input_validators/validate.js", "exit 42"},
          {"output_validator/validate.js", "exit 42"},
          {"submissions/accepted/a.js", "print 3"},
          {"submissions/accepted/b.js", "print 3"}};
}

class CancellingSandboxTest : public testing::Test {
 protected:
  // Cancelled when so many runs have begun.
  absl::Status VerifyUntil(size_t runs) {
    fakes::FakeSandbox sandbox;
    const VerifyOptions options = {
        .cancelled = [&] { return sandbox.runs().size() >= runs; }};
    const absl::StatusOr<Report> report = Verify(
        *package_, sandbox, clock_, options,
        [&](const std::string& stage, int, int) { stages_.insert(stage); });
    runs_ = sandbox.runs().size();
    return report.status();
  }

  const package::Scratch scratch_;
  const absl::StatusOr<package::Package> package_ =
      package::LoadDirectory(scratch_.WritePackage("sum", SmallPackage()));
  const SystemClock clock_;
  size_t runs_ = 0;
  std::set<std::string> stages_;
};

TEST_F(CancellingSandboxTest, NothingIsBegunAfterwardsInAnyPart) {
  ASSERT_TRUE(package_.ok()) << package_.status();
  ASSERT_TRUE(VerifyUntil(1000).ok());
  const size_t all = runs_;
  ASSERT_LT(all, 1000);
  EXPECT_EQ(stages_, (std::set<std::string>{"inputs", "outputs", "examples",
                                            "slow examples",
                                            "accepted examples again"}));
  for (size_t runs = 0; runs < all; ++runs) {
    EXPECT_TRUE(absl::IsCancelled(VerifyUntil(runs))) << runs;
    EXPECT_EQ(runs_, runs);
  }
}

TEST_F(CancellingSandboxTest, InteractionsToo) {
  fakes::FakeSandbox fake;
  bool cancelled = false;
  const VerifyOptions options = {.cancelled = [&] { return cancelled; }};
  CancellingSandbox sandbox(fake, options);
  const auto submission = sandbox.Load({.text = "exit 0"}, Limits());
  const auto interactor = sandbox.Load({.text = "exit 42"}, Limits());
  ASSERT_TRUE(submission.ok() && interactor.ok());
  const auto interact = [&] {
    return sandbox.Interact(*submission->program, {}, *interactor->program, {})
        .status();
  };
  EXPECT_TRUE(interact().ok());
  cancelled = true;
  EXPECT_TRUE(absl::IsCancelled(interact()));
}

}  // namespace
}  // namespace gavel::verify
