#include <gmock/gmock.h>

#include <filesystem>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gavel/v1/problem_service.grpc.pb.h"
#include "judge/package/package.h"
#include "tests/judge/package/scratch.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using package::Files;
using ::testing::Contains;
using ::testing::HasSubstr;

// All programs are scripts of the fake sandbox.
Files SoundPackage() {
  return {{"problem.yaml",
           std::string(package::kMinimalYaml) + "limits: {time_limit: 1}\n"},
          {"data/secret/1.in", "1 2\n"},
          {"data/secret/1.ans", "3\n"},
          {"data/secret/2.in", "2 1\n"},
          {"data/secret/2.ans", "3\n"},
          {"input_validators/validate.js", "exit 42"},
          {"submissions/accepted/right.js", "print 3"},
          {"submissions/wrong_answer/wrong.js", "print 4"}};
}

// One VerifyProblem call.
class Verification {
 public:
  Verification(v1::ProblemService::Stub& stub,
               std::unique_ptr<grpc::ClientContext> context,
               const std::string& id, int version = 0)
      : context_(std::move(context)) {
    v1::VerifyProblemRequest request;
    request.set_problem_id(id);
    request.set_version(version);
    reader_ = stub.VerifyProblem(context_.get(), request);
  }

  void Cancel() { context_->TryCancel(); }

  // Reads to the end.
  grpc::Status Finish() {
    v1::VerifyProblemResponse response;
    while (reader_->Read(&response)) {
      if (response.has_report()) {
        reports_.push_back(response.report());
      } else {
        stages_.push_back(response.progress().stage());
        done_.push_back(
            {response.progress().done(), response.progress().total()});
      }
    }
    return reader_->Finish();
  }

  // The one report.
  const v1::VerificationReport& report() const {
    EXPECT_EQ(reports_.size(), 1);
    return reports_.front();
  }
  const std::vector<std::string>& stages() const { return stages_; }
  const std::vector<std::pair<int, int>>& done() const { return done_; }

 private:
  const std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientReader<v1::VerifyProblemResponse>> reader_;
  std::vector<v1::VerificationReport> reports_;
  std::vector<std::string> stages_;
  std::vector<std::pair<int, int>> done_;
};

class VerifyProblemTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    Start();
    stub_ = v1::ProblemService::NewStub(channel_);
  }
  void TearDown() override {
    if (server_ != nullptr) {
      EXPECT_TRUE(std::filesystem::is_empty(spool_directory()));
    }
    ServiceTest::TearDown();
  }

  // A version of the problem "checked".
  void Add(const Files& files) {
    const absl::StatusOr<package::Package> loaded = package::LoadDirectory(
        directories_.emplace_back().WritePackage("checked", files));
    ASSERT_TRUE(loaded.ok()) << loaded.status();
    ASSERT_TRUE(store_.AddProblem(loaded->problem).ok());
  }

  Verification Begin(const std::string& id = "checked", int version = 0) {
    return Verification(*stub_, Context(), id, version);
  }

  // When the one before has been let go of.
  grpc::Status FinishNext() {
    grpc::Status status;
    do {
      status = Begin().Finish();
    } while (status.error_code() == grpc::RESOURCE_EXHAUSTED);
    return status;
  }

  // Of each version: the store leaves files where they are.
  std::list<package::Scratch> directories_;
  std::unique_ptr<v1::ProblemService::Stub> stub_;
};

TEST_F(VerifyProblemTest, ReportsOnAProblemInOrder) {
  Add(SoundPackage());
  Verification verification = Begin();
  const grpc::Status status = verification.Finish();
  ASSERT_TRUE(status.ok()) << status.error_message();
  const v1::VerificationReport& report = verification.report();
  EXPECT_TRUE(report.in_order()) << report.DebugString();
  EXPECT_EQ(report.problem_id(), "checked");
  EXPECT_EQ(report.problem_version(), 1);
  EXPECT_EQ(report.title(), "A plus B");
  EXPECT_EQ(report.inputs().valid(), 2);
  EXPECT_EQ(report.outputs().answers(), 2);
  EXPECT_EQ(report.extent(), v1::VERIFICATION_EXTENT_ALL);
  EXPECT_EQ(report.repeated_count(), 1);
  EXPECT_EQ(report.time_limit().cpu_time_us(), 1'000'000);
  EXPECT_EQ(report.time_limit().origin(), v1::TIME_LIMIT_ORIGIN_GIVEN);
  EXPECT_EQ(report.time_limit().lower().example(), "accepted/right.js");
  EXPECT_FALSE(report.time_limit().has_upper());
  ASSERT_EQ(report.examples_size(), 2);
  EXPECT_EQ(report.examples(0).name(), "accepted/right.js");
  EXPECT_EQ(report.examples(0).verdict(), v1::VERDICT_ACCEPTED);
  EXPECT_EQ(report.examples(1).promised(), v1::VERDICT_WRONG_ANSWER);
  EXPECT_EQ(report.examples(1).verdict(), v1::VERDICT_WRONG_ANSWER);
  EXPECT_EQ(report.examples(1).runs_size(), 2);
  EXPECT_EQ(report.examples(1).runs(0).test(), "secret/1");
}

TEST_F(VerifyProblemTest, TellsHowFarItIs) {
  Add(SoundPackage());
  sandbox_.Hold();
  Verification verification = Begin();
  // The first program waits, so that the client has all the time to be told.
  sandbox_.AwaitHeld(1);
  sandbox_.Release();
  ASSERT_TRUE(verification.Finish().ok());
  EXPECT_THAT(verification.stages(), Contains("inputs"));
  EXPECT_THAT(verification.done(), Contains(std::pair<int, int>(0, 2)));
}

TEST_F(VerifyProblemTest, ReportsAllThatIsWrong) {
  Files files = SoundPackage();
  files["input_validators/validate.js"] = "exit 43";
  files["submissions/accepted/right.js"] = "print 5";
  Add(files);
  Verification verification = Begin();
  ASSERT_TRUE(verification.Finish().ok());
  const v1::VerificationReport& report = verification.report();
  EXPECT_FALSE(report.in_order());
  std::string errors;
  for (const auto& finding : report.findings()) {
    if (finding.severity() == v1::FINDING_SEVERITY_ERROR) {
      errors += finding.text() + "\n";
    }
  }
  EXPECT_THAT(errors, HasSubstr("data/secret/1.in: input validator "));
  EXPECT_THAT(errors, HasSubstr("data/secret/2.in: input validator "));
  EXPECT_THAT(errors, HasSubstr("submissions/accepted/right.js: "));
  EXPECT_EQ(report.examples(0).verdict(), v1::VERDICT_WRONG_ANSWER);
  EXPECT_GT(report.examples(0).unexpected_size(), 0);
}

TEST_F(VerifyProblemTest, VerifiesTheVersionThatIsAskedFor) {
  Files files = SoundPackage();
  files["input_validators/validate.js"] = "exit 43";
  Add(files);
  Add(SoundPackage());
  Verification first = Begin("checked", 1);
  ASSERT_TRUE(first.Finish().ok());
  EXPECT_EQ(first.report().problem_version(), 1);
  EXPECT_FALSE(first.report().in_order());
  Verification newest = Begin("checked", 0);
  ASSERT_TRUE(newest.Finish().ok());
  EXPECT_EQ(newest.report().problem_version(), 2);
  EXPECT_TRUE(newest.report().in_order());
}

TEST_F(VerifyProblemTest, APackageThatDoesNotLoadAnyMoreIsNotInOrder) {
  Problem problem;
  problem.id = "checked";
  const std::string path = directory() + "/problem.yaml";
  WriteFile(path, "problem_format_version: 1999-01\n");
  problem.contents = {{"problem.yaml", path}};
  ASSERT_TRUE(store_.AddProblem(problem).ok());
  Verification verification = Begin();
  ASSERT_TRUE(verification.Finish().ok());
  EXPECT_FALSE(verification.report().in_order());
  EXPECT_THAT(verification.report().DebugString(), HasSubstr("problem.yaml: "));
}

TEST_F(VerifyProblemTest, RefusesWhatItCannotVerify) {
  Add(SoundPackage());
  EXPECT_EQ(Begin("none").Finish().error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Begin("checked", 2).Finish().error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Begin("No Id").Finish().error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_EQ(Begin("checked", -1).Finish().error_code(), grpc::INVALID_ARGUMENT);
  // It has tests, but no package.
  EXPECT_EQ(Begin("sum").Finish().error_code(), grpc::FAILED_PRECONDITION);
}

TEST_F(VerifyProblemTest, RefusesASecondOneAtATime) {
  Add(SoundPackage());
  sandbox_.Hold();
  Verification first = Begin();
  sandbox_.AwaitHeld(1);
  const grpc::Status refused = Begin().Finish();
  EXPECT_EQ(refused.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_THAT(refused.error_message(),
              HasSubstr("1 verification open already"));
  sandbox_.Release();
  EXPECT_TRUE(first.Finish().ok());
  EXPECT_TRUE(Begin().Finish().ok());
}

TEST_F(VerifyProblemTest, EndsWhenTheClientGoesAway) {
  Files files = SoundPackage();
  for (int i = 10; i < 300; ++i) {
    const std::string test = "data/secret/" + std::to_string(i);
    files[test + ".in"] = "1 2\n";
    files[test + ".ans"] = "3\n";
  }
  Add(files);
  // Each program waits for a call on the connection on which the server hears
  // of the end.
  sandbox_.BeforeRun([this](int) {
    v1::ListProblemsResponse ignored;
    stub_->ListProblems(Context().get(), {}, &ignored);
  });
  sandbox_.Hold();
  Verification verification = Begin();
  sandbox_.AwaitHeld(1);
  verification.Cancel();
  EXPECT_EQ(verification.Finish().error_code(), grpc::CANCELLED);
  sandbox_.Release();
  Add(SoundPackage());
  EXPECT_TRUE(FinishNext().ok());
  EXPECT_LT(sandbox_.runs().size(), 250);
}

TEST_F(VerifyProblemTest, EndsWhenTheServerDrains) {
  Add(SoundPackage());
  sandbox_.Hold();
  Verification verification = Begin();
  sandbox_.AwaitHeld(1);
  server_->Drain();
  sandbox_.Release();
  EXPECT_EQ(verification.Finish().error_code(), grpc::UNAVAILABLE);
  EXPECT_EQ(sandbox_.runs().size(), 1);
  EXPECT_EQ(Begin().Finish().error_code(), grpc::UNAVAILABLE);
}

}  // namespace
}  // namespace gavel::judge
