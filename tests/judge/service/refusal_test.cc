// What clients are told that ask for too much, over a real channel.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "gavel/v1/execution_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

// As any client finds it in grpc-status-details-bin.
std::optional<double> RetrySeconds(const grpc::Status& status) {
  google::rpc::Status details;
  google::rpc::RetryInfo info;
  if (!details.ParseFromString(status.error_details()) ||
      details.details_size() != 1 || !details.details(0).UnpackTo(&info)) {
    return std::nullopt;
  }
  EXPECT_EQ(details.code(), status.error_code());
  EXPECT_EQ(details.message(), status.error_message());
  EXPECT_EQ(details.details(0).type_url(),
            "type.googleapis.com/google.rpc.RetryInfo");
  return static_cast<double>(info.retry_delay().seconds()) +
         info.retry_delay().nanos() * 1e-9;
}

class RefusalTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    // Of whoever the tests are.
    limits_ = {.submissions = {.per_minute = 1, .burst = 100},
               .one_offs = {.per_minute = 1, .burst = 100},
               .calls = {.per_minute = 1, .burst = 1000},
               .in_flight = 100,
               .calls_open = 100,
               .streams_open = 100};
  }
  void StartLimited() {
    for (const Role role :
         {Role::kContestant, Role::kJudge, Role::kAdmin, Role::kService}) {
      options().limits.by_role[role] = limits_;
    }
    Start();
    submissions_ = v1::SubmissionService::NewStub(channel_);
    executions_ = v1::ExecutionService::NewStub(channel_);
  }

  grpc::Status Submit() {
    v1::SubmitRequest request;
    request.set_problem_id("sum");
    request.set_language("javascript");
    request.set_source("print 3");
    v1::SubmitResponse response;
    grpc::Status status =
        submissions_->Submit(Context().get(), request, &response);
    id_ = response.submission().id();
    return status;
  }
  grpc::Status Execute() {
    v1::ExecuteRequest request;
    request.set_language("javascript");
    request.set_source("print 3");
    v1::ExecuteResponse response;
    return executions_->Execute(Context().get(), request, &response);
  }
  static void ExpectRefused(const grpc::Status& status,
                            const std::string& message) {
    EXPECT_EQ(status.error_code(), grpc::RESOURCE_EXHAUSTED);
    EXPECT_THAT(status.error_message(), HasSubstr(message));
    EXPECT_GT(RetrySeconds(status).value_or(0), 0) << status.error_message();
  }

  UserLimits limits_;
  std::unique_ptr<v1::SubmissionService::Stub> submissions_;
  std::unique_ptr<v1::ExecutionService::Stub> executions_;
  std::string id_;
};

TEST_F(RefusalTest, TooManySubmissionsAMinute) {
  limits_.submissions = {.per_minute = 1, .burst = 2};
  StartLimited();
  EXPECT_TRUE(Submit().ok());
  EXPECT_TRUE(Submit().ok());
  const grpc::Status refused = Submit();
  ExpectRefused(refused, "too many submissions: 1 a minute");
  EXPECT_LE(*RetrySeconds(refused), 60);
  EXPECT_EQ(store_.submissions(), 2);
}

TEST_F(RefusalTest, TooManyOneOffRunsAMinute) {
  limits_.one_offs = {.per_minute = 1, .burst = 1};
  StartLimited();
  EXPECT_TRUE(Execute().ok());
  ExpectRefused(Execute(), "too many one-off runs");
}

TEST_F(RefusalTest, TooManyCallsAMinute) {
  limits_.calls = {.per_minute = 1, .burst = 2};
  StartLimited();
  EXPECT_TRUE(Submit().ok());
  EXPECT_TRUE(Submit().ok());
  ExpectRefused(Submit(), "too many calls");
}

TEST_F(RefusalTest, TooManySubmissionsInFlight) {
  limits_.in_flight = 2;
  StartLimited();
  sandbox_.Hold();
  EXPECT_TRUE(Submit().ok());
  EXPECT_TRUE(Submit().ok());
  ExpectRefused(Submit(), "2 submissions waiting or running");
  ExpectRefused(Execute(), "2 submissions waiting or running");
}

TEST_F(RefusalTest, TooManyStreams) {
  limits_.streams_open = 1;
  StartLimited();
  sandbox_.Hold();
  ASSERT_TRUE(Submit().ok());
  v1::WatchSubmissionRequest request;
  request.set_submission_id(id_);
  v1::WatchSubmissionResponse event;
  const auto context = Context();
  const auto open = submissions_->WatchSubmission(context.get(), request);
  ASSERT_TRUE(open->Read(&event));
  const auto other_context = Context();
  const auto other =
      submissions_->WatchSubmission(other_context.get(), request);
  EXPECT_FALSE(other->Read(&event));
  ExpectRefused(other->Finish(), "1 streams open");
  sandbox_.Release();
  while (open->Read(&event)) {
  }
  EXPECT_TRUE(open->Finish().ok());
}

TEST_F(RefusalTest, FullQueue) {
  StartLimited();
  sandbox_.Hold();
  EXPECT_TRUE(Submit().ok());
  sandbox_.AwaitHeld(1);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(Submit().ok());
  ExpectRefused(Submit(), "the queue is full: its limit is 4");
}

TEST_F(RefusalTest, OtherErrorsSayNothingOfTryingAgain) {
  StartLimited();
  v1::GetSubmissionRequest request;
  request.set_submission_id("99");
  v1::GetSubmissionResponse response;
  const grpc::Status status =
      submissions_->GetSubmission(Context().get(), request, &response);
  EXPECT_EQ(status.error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(RetrySeconds(status), std::nullopt);
}

}  // namespace
}  // namespace gavel::judge
