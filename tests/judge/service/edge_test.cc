// What calls carry, through a real channel.
#include "judge/service/edge.h"

#include <gmock/gmock.h>

#include <ostream>
#include <string>
#include <vector>

#include "gavel/v1/problem_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "gavel/v1/user_service.grpc.pb.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

class EdgeTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddUser("ann", Role::kContestant);
    Start();
    stub_ = v1::UserService::NewStub(channel_);
  }

  grpc::Status Call(const std::vector<std::string>& headers,
                    std::string* caller = nullptr) {
    const auto context = AnonymousContext();
    for (const std::string& header : headers) {
      context->AddMetadata("authorization", header);
    }
    v1::GetCallerResponse response;
    grpc::Status status = stub_->GetCaller(context.get(), {}, &response);
    if (caller != nullptr) *caller = response.user().id();
    return status;
  }

  std::unique_ptr<v1::UserService::Stub> stub_;
};

struct Refused {
  std::vector<std::string> headers;
  std::string why;
};

TEST_F(EdgeTest, CallsWithoutAGoodTokenAreRefusedAndSayWhy) {
  const std::string good = "Bearer " + TokenOf("ann");
  for (const Refused& row : std::vector<Refused>{
           {{}, "no token"},
           {{good, good}, "more than one"},
           {{good, "Bearer " + TokenOf("admin")}, "more than one"},
           {{""}, "not \"Bearer TOKEN\""},
           {{"Bearer"}, "not \"Bearer TOKEN\""},
           {{TokenOf("ann")}, "not \"Bearer TOKEN\""},
           {{"Basic YW5uOmFubg=="}, "not \"Bearer TOKEN\""},
           {{"Bearer "}, "malformed"},
           {{"Bearer  " + TokenOf("ann")}, "malformed"},
           {{"Bearer Gavel_" + TokenOf("ann").substr(6)}, "malformed"},
           {{"Bearer " + TokenOf("nobody")}, "unknown or was revoked"}}) {
    const grpc::Status status = Call(row.headers);
    EXPECT_EQ(status.error_code(), grpc::UNAUTHENTICATED) << row.why;
    EXPECT_THAT(status.error_message(), HasSubstr(row.why));
    EXPECT_THAT(status.error_message(),
                testing::Not(HasSubstr(TokenOf("ann"))));
  }
}

TEST_F(EdgeTest, TheSchemeIsTakenInAnyCase) {
  for (const char* scheme : {"Bearer ", "bearer ", "BEARER "}) {
    std::string caller;
    EXPECT_TRUE(Call({scheme + TokenOf("ann")}, &caller).ok()) << scheme;
    EXPECT_EQ(caller, "ann");
  }
}

TEST_F(EdgeTest, HugeMetadataIsRefusedAndTheServerGoesOn) {
  EXPECT_EQ(Call({"Bearer gavel_" + std::string(4000, 'a')}).error_code(),
            grpc::UNAUTHENTICATED);
  EXPECT_FALSE(Call({"Bearer " + std::string(1 << 20, 'a')}).ok());
  // The connection may have ended with it.
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  stub_ = v1::UserService::NewStub(grpc::CreateCustomChannel(
      server_->address(), grpc::InsecureChannelCredentials(), arguments));
  EXPECT_TRUE(Call({"Bearer " + TokenOf("ann")}).ok());
}

TEST_F(EdgeTest, FaultsOfTheServerAreToldToAdminsOnly) {
  const auto submissions = v1::SubmissionService::NewStub(channel_);
  v1::GetSubmissionRequest request;
  request.set_submission_id("1");
  for (const char* user : {"ann", "admin"}) {
    store_.FailGetSubmission(1, absl::InternalError("reading /data/gavel.db"));
    v1::GetSubmissionResponse response;
    const grpc::Status status =
        submissions->GetSubmission(Context(user).get(), request, &response);
    EXPECT_EQ(status.error_code(), grpc::INTERNAL);
    EXPECT_EQ(status.error_message() == "reading /data/gavel.db",
              std::string(user) == "admin")
        << status.error_message();

    store_.FailGetSubmission(1, absl::InternalError("reading /data/gavel.db"));
    v1::WatchSubmissionRequest watch;
    watch.set_submission_id("1");
    const auto context = Context(user);
    const auto reader = submissions->WatchSubmission(context.get(), watch);
    EXPECT_EQ(reader->Finish().error_message(), status.error_message());
  }
}

TEST_F(EdgeTest, AnUploadIsRefusedBeforeAnythingIsTaken) {
  const auto problems = v1::ProblemService::NewStub(channel_);
  const auto context = Context("ann");
  v1::UploadProblemResponse response;
  const auto writer = problems->UploadProblem(context.get(), &response);
  v1::UploadProblemRequest part;
  part.mutable_header()->set_problem_id("mine");
  writer->Write(part);
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  EXPECT_EQ(status.error_code(), grpc::PERMISSION_DENIED);
  EXPECT_EQ(status.error_message(),
            "a user with role contestant may not call "
            "ProblemService/UploadProblem");
}

}  // namespace
}  // namespace gavel::judge
