#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "core/owned_fd.h"
#include "gavel/v1/execution_service.grpc.pb.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "tests/fakes/fake_clock.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

class EndedCalls final : public CallObserver {
 public:
  void OnCallBegun(const Call& /*call*/) override {}
  void OnCallEnded(const Call& /*call*/, absl::StatusCode /*code*/,
                   absl::Duration /*took*/) override {
    ++calls_;
  }
  int calls() const { return calls_; }

 private:
  std::atomic<int> calls_ = 0;
};

// A server whose clock stands still until a test moves it.
class LimitsTest : public ServiceTest {
 protected:
  void Serve() {
    ASSERT_TRUE(dispatcher_.Start().ok());
    ASSERT_TRUE(queue_.Start().ok());
    auto server = Server::Start(options(), {.dispatcher = dispatcher_,
                                            .store = store_,
                                            .sandbox = sandbox_,
                                            .clock = still_,
                                            .users = *users_,
                                            .observer = &ended_});
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channel_ = grpc::CreateCustomChannel(
        server_->address(), grpc::InsecureChannelCredentials(), arguments);
  }

  // The time passes, and the server looks at its calls every second.
  void Pass(absl::Duration time) {
    for (absl::Duration passed; passed < time; passed += absl::Seconds(1)) {
      still_.Advance(absl::Seconds(1));
      server_->EndOverdueCalls();
    }
  }

  // How the call ends while time passes.
  grpc::Status Wait(const std::function<grpc::Status()>& call) {
    grpc::Status status;
    std::atomic<bool> ended = false;
    std::thread client([&] {
      status = call();
      ended = true;
    });
    while (!ended) {
      Pass(absl::Seconds(1));
      std::this_thread::yield();
    }
    client.join();
    return status;
  }

  grpc::Status Execute() {
    v1::ExecuteRequest request;
    request.set_language("javascript");
    request.set_source("print 3");
    v1::ExecuteResponse response;
    return v1::ExecutionService::NewStub(channel_)->Execute(Context().get(),
                                                            request, &response);
  }

  fakes::FakeClock still_;
  EndedCalls ended_;
};

TEST_F(LimitsTest, ACallHasALimitThatItsClientDidNotSet) {
  Serve();
  sandbox_.Hold();
  grpc::Status status;
  std::thread client([&] { status = Execute(); });
  sandbox_.AwaitHeld(1);
  Pass(absl::Seconds(119));
  EXPECT_EQ(server_->calls().open(), 1U);
  Pass(absl::Seconds(1));
  client.join();
  EXPECT_EQ(status.error_code(), grpc::DEADLINE_EXCEEDED);
  EXPECT_EQ(status.error_message(),
            "there was no answer within the server's limit of 2m");
  // What was under way ends without harm, and others are served.
  sandbox_.Release();
  EXPECT_TRUE(Execute().ok());
}

TEST_F(LimitsTest, AClockThatIsSetForwardEndsNothing) {
  Serve();
  sandbox_.Hold();
  grpc::Status status;
  std::thread client([&] { status = Execute(); });
  sandbox_.AwaitHeld(1);
  still_.Advance(absl::Hours(24));
  server_->EndOverdueCalls();
  still_.Advance(-absl::Hours(48));
  server_->EndOverdueCalls();
  sandbox_.Release();
  client.join();
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(LimitsTest, AnUploadThatStallsGivesItsSlotBack) {
  options().problems.max_uploads = 1;
  Serve();
  const auto stub = v1::ProblemService::NewStub(channel_);
  const auto upload = [&](const auto& then) {
    const auto context = Context();
    v1::UploadProblemResponse response;
    const auto writer = stub->UploadProblem(context.get(), &response);
    v1::UploadProblemRequest request;
    request.mutable_header();
    writer->Write(request);
    then(*writer);
    return writer->Finish();
  };
  const grpc::Status status =
      Wait([&] { return upload([](auto& /*writer*/) {}); });
  EXPECT_EQ(status.error_code(), grpc::DEADLINE_EXCEEDED);
  EXPECT_EQ(status.error_message(),
            "nothing was sent for the server's limit of 1m");
  grpc::Status second;
  do {
    second = upload([](auto& writer) { writer.WritesDone(); });
  } while (second.error_code() == grpc::RESOURCE_EXHAUSTED);
  EXPECT_EQ(second.error_code(), grpc::INVALID_ARGUMENT);
}

TEST_F(LimitsTest, AStreamThatNobodyReadsEnds) {
  Problem problem;
  problem.id = "big";
  WriteFile(directory() + "/big", std::string(64 << 20, 'x'));
  problem.groups = {{"sample", -1, {}}};
  problem.contents = {{"attachments/big", directory() + "/big"}};
  ASSERT_TRUE(store_.AddProblem(problem).ok());
  Serve();
  const auto stub = v1::ProblemService::NewStub(channel_);
  v1::DownloadAttachmentRequest request;
  request.set_problem_id("big");
  request.set_name("big");
  const auto context = Context();
  const auto reader = stub->DownloadAttachment(context.get(), request);
  v1::DownloadAttachmentResponse chunk;
  ASSERT_TRUE(reader->Read(&chunk));
  while (ended_.calls() == 0) {
    Pass(absl::Seconds(1));
  }
  // Behind what was on its way.
  while (reader->Read(&chunk)) {
  }
  const grpc::Status status = reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::DEADLINE_EXCEEDED);
  EXPECT_EQ(status.error_message(),
            "nothing was read for the server's limit of 1m");
}

TEST_F(LimitsTest, AWatchMayWaitForHours) {
  Serve();
  sandbox_.Hold();
  const auto stub = v1::SubmissionService::NewStub(channel_);
  v1::SubmitRequest submit;
  submit.set_problem_id("sum");
  submit.set_language("javascript");
  submit.set_source("print 3");
  v1::SubmitResponse submitted;
  ASSERT_TRUE(stub->Submit(Context().get(), submit, &submitted).ok());
  v1::WatchSubmissionRequest request;
  request.set_submission_id(submitted.submission().id());
  const auto context = Context();
  const auto watch = stub->WatchSubmission(context.get(), request);
  v1::WatchSubmissionResponse event;
  // Queued, compiling and compiled: the next one waits for the sandbox.
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(watch->Read(&event));
  sandbox_.AwaitHeld(1);
  // The client has an event a moment before its server knows that it has.
  while (server_->calls().sending() > 0) {
  }
  Pass(absl::Hours(5));
  sandbox_.Release();
  while (watch->Read(&event)) {
  }
  EXPECT_TRUE(watch->Finish().ok());
}

// The reflection service, which has streams of both directions.
class QuietStream final
    : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  explicit QuietStream(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(channel) {
    stub_.PrepareBidiStreamingCall(
        &context_,
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
        grpc::StubOptions(), this);
    StartCall();
  }
  void OnDone(const grpc::Status& status) override {
    status_ = status;
    done_.Notify();
  }
  grpc::Status Await() {
    done_.WaitForNotification();
    return status_;
  }

 private:
  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  grpc::Status status_;
  absl::Notification done_;
};

TEST_F(LimitsTest, AStreamOfBothDirectionsMayNotBeQuietForEver) {
  Serve();
  QuietStream stream(channel_);
  const grpc::Status status = Wait([&] { return stream.Await(); });
  EXPECT_EQ(status.error_code(), grpc::DEADLINE_EXCEEDED);
  EXPECT_EQ(status.error_message(),
            "the stream was quiet for the server's limit of 15m");
}

TEST_F(LimitsTest, AMessageThatIsTooLargeIsRefused) {
  Serve();
  v1::SubmitRequest request;
  request.set_source(std::string((16 << 20) + 1, 'x'));
  v1::SubmitResponse response;
  const grpc::Status status = v1::SubmissionService::NewStub(channel_)->Submit(
      Context().get(), request, &response);
  EXPECT_EQ(status.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("larger than max"));
}

TEST_F(LimitsTest, HeadersThatAreTooLargeAreRefused) {
  Serve();
  const auto context = Context();
  context->AddMetadata("x-large", std::string(20 << 10, 'x'));
  v1::ListSubmissionsResponse response;
  const grpc::Status status =
      v1::SubmissionService::NewStub(channel_)->ListSubmissions(context.get(),
                                                                {}, &response);
  EXPECT_EQ(status.error_code(), grpc::RESOURCE_EXHAUSTED);
}

TEST_F(LimitsTest, CallsThatWaitForAThreadAreBounded) {
  options().workers = {.threads = 1, .queue_limit = 0};
  Serve();
  v1::ListSubmissionsResponse response;
  const grpc::Status status =
      v1::SubmissionService::NewStub(channel_)->ListSubmissions(Context().get(),
                                                                {}, &response);
  EXPECT_EQ(status.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("0 calls waiting already"));
}

TEST_F(LimitsTest, AConnectionHasSoManyCallsAtATime) {
  options().connections.streams = 1;
  Serve();
  sandbox_.Hold();
  grpc::Status first;
  std::thread client([&] { first = Execute(); });
  sandbox_.AwaitHeld(1);
  // The second waits at the client.
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::milliseconds(50));
  v1::ListSubmissionsResponse response;
  const auto stub = v1::SubmissionService::NewStub(channel_);
  EXPECT_EQ(stub->ListSubmissions(&context, {}, &response).error_code(),
            grpc::DEADLINE_EXCEEDED);
  sandbox_.Release();
  client.join();
  EXPECT_TRUE(first.ok());
  EXPECT_TRUE(stub->ListSubmissions(Context().get(), {}, &response).ok());
}

TEST_F(LimitsTest, AClientThatSaysNothingIsHungUpOn) {
  options().connections.handshake = absl::Milliseconds(50);
  Serve();
  const std::string address = server_->address();
  sockaddr_in to = {};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int port = 0;
  ASSERT_TRUE(absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port));
  to.sin_port = htons(static_cast<uint16_t>(port));
  const OwnedFd silent(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ASSERT_EQ(connect(silent.get(), reinterpret_cast<sockaddr*>(&to), sizeof(to)),
            0);
  // Would block for ever.
  char bytes[256];
  while (read(silent.get(), bytes, sizeof(bytes)) > 0) {
  }
}

}  // namespace
}  // namespace gavel::judge
