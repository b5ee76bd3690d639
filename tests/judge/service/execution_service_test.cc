#include "judge/service/execution_service.h"

#include <gmock/gmock.h>

#include "gavel/v1/execution_service.grpc.pb.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

class ExecutionServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    Start();
    stub_ = v1::ExecutionService::NewStub(channel_);
    request_.set_language("javascript");
  }

  grpc::Status Execute() {
    return stub_->Execute(Context().get(), request_, &response_);
  }

  std::unique_ptr<v1::ExecutionService::Stub> stub_;
  v1::ExecuteRequest request_;
  v1::ExecuteResponse response_;
};

TEST_F(ExecutionServiceTest, ReturnsWhatTheProgramWrites) {
  request_.set_source("both out err");
  ASSERT_TRUE(Execute().ok());
  EXPECT_EQ(response_.execution().verdict(), v1::VERDICT_ACCEPTED);
  EXPECT_THAT(response_.stdout(), HasSubstr("out"));
  EXPECT_THAT(response_.stderr(), HasSubstr("err"));
}

TEST_F(ExecutionServiceTest, PassesInputOfAnyBytesThrough) {
  std::string bytes(700'000, '\xff');
  bytes[10] = '\0';
  request_.set_source("echo");
  request_.set_stdin(bytes);
  ASSERT_TRUE(Execute().ok());
  EXPECT_EQ(response_.stdout(), bytes);
}

TEST_F(ExecutionServiceTest, TellsHowCompilingFailed) {
  request_.set_source("syntax");
  ASSERT_TRUE(Execute().ok());
  EXPECT_EQ(response_.execution().verdict(), v1::VERDICT_COMPILE_ERROR);
}

TEST_F(ExecutionServiceTest, RefusesLimitsThatCannotBeHonoured) {
  request_.set_source("echo");
  request_.mutable_limits()->set_cpu_time_ms(-1);
  grpc::Status status = Execute();
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr("CPU time limit"));

  request_.mutable_limits()->Clear();
  request_.mutable_limits()->set_output_bytes(2 << 20);
  status = Execute();
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr("output limit 2 MiB"));
}

TEST_F(ExecutionServiceTest, RefusesWhatIsNoProgram) {
  EXPECT_THAT(Execute().error_message(), HasSubstr("source is empty"));
  request_.set_source("a\xc0");
  EXPECT_THAT(Execute().error_message(), HasSubstr("not UTF-8 at byte 1"));
  request_.set_source("a");
  request_.set_language("");
  const grpc::Status status = Execute();
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr("this server has: javascript"));
}

TEST_F(ExecutionServiceTest, PassesTheSandboxesFaultOn) {
  sandbox_.FailLoads(2, absl::UnavailableError("the sandbox is restarting"));
  request_.set_source("echo");
  EXPECT_EQ(Execute().error_code(), grpc::UNAVAILABLE);
}

}  // namespace
}  // namespace gavel::judge
