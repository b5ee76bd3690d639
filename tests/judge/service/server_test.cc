#include "judge/service/server.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>
#include <regex>
#include <set>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "core/owned_fd.h"
#include "gavel/v1/execution_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

class ServerTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    Start();
  }

  // A call of a service whose generated code we do not have.
  grpc::Status Call(const std::string& method, const std::string& request,
                    std::string* response) {
    const grpc::Slice slice(request);
    const grpc::ByteBuffer request_bytes(&slice, 1);
    grpc::ByteBuffer response_bytes;
    grpc::Status status;
    absl::Notification done;
    const auto context = Context();
    grpc::GenericStub stub(channel_);
    stub.UnaryCall(context.get(), method, grpc::StubOptions(), &request_bytes,
                   &response_bytes, [&](grpc::Status result) {
                     status = std::move(result);
                     done.Notify();
                   });
    done.WaitForNotification();
    grpc::Slice whole;
    if (status.ok() && response_bytes.DumpToSingleSlice(&whole).ok()) {
      response->assign(reinterpret_cast<const char*>(whole.begin()),
                       whole.size());
    }
    return status;
  }

  // HealthCheckResponse.status: 1 is SERVING, 2 is NOT_SERVING.
  std::optional<int> Health(const std::string& service) {
    std::string request;
    if (!service.empty()) {
      request = std::string("\x0a") + static_cast<char>(service.size());
      request += service;
    }
    std::string response;
    const grpc::Status status =
        Call("/grpc.health.v1.Health/Check", request, &response);
    if (!status.ok() || response.size() != 2) return std::nullopt;
    return response[1];
  }
};

TEST_F(ServerTest, SaysThatItServes) {
  EXPECT_EQ(Health(""), 1);
  EXPECT_EQ(Health("gavel.v1.SubmissionService"), 1);
  EXPECT_EQ(Health("gavel.v1.NoService"), std::nullopt);
}

TEST_F(ServerTest, SaysThatItStopsServingWhileItDrains) {
  server_->Drain();
  EXPECT_EQ(Health(""), 2);
  EXPECT_EQ(Health("gavel.v1.SubmissionService"), 2);
}

TEST_F(ServerTest, ListsItsServicesByReflection) {
  // ServerReflectionRequest.list_services = "*".
  std::string response;
  const grpc::Status status =
      Call("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
           "\x3a\x01*", &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  for (const char* service :
       {"gavel.v1.SubmissionService", "gavel.v1.ProblemService",
        "gavel.v1.ExecutionService", "grpc.health.v1.Health"}) {
    EXPECT_THAT(response, HasSubstr(service));
  }
}

// Also of services that somebody adds and forgets to name.
TEST_F(ServerTest, EveryServiceOfOursHasAHealthOfItsOwn) {
  std::string listed;
  ASSERT_TRUE(
      Call("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
           "\x3a\x01*", &listed)
          .ok());
  std::set<std::string> services;
  static const std::regex kOurs("gavel\\.v1\\.[A-Za-z]+");
  for (std::sregex_iterator at(listed.begin(), listed.end(), kOurs), end;
       at != end; ++at) {
    services.insert(at->str());
  }
  EXPECT_GE(services.size(), 3U);
  for (const std::string& service : services) {
    EXPECT_EQ(Health(service), 1) << service;
  }
  server_->SetServing(false);
  for (const std::string& service : services) {
    EXPECT_EQ(Health(service), 2) << service;
  }
  server_->SetServing(true);
  EXPECT_EQ(Health("gavel.v1.ProblemService"), 1);
  server_->Drain();
  server_->SetServing(true);
  EXPECT_EQ(Health("gavel.v1.ProblemService"), 2);
}

TEST_F(ServerTest, TellsTheRealPort) {
  EXPECT_THAT(server_->address(), testing::StartsWith("127.0.0.1:"));
  EXPECT_THAT(server_->address(), testing::Not(testing::EndsWith(":0")));
}

TEST_F(ServerTest, SaysThatAPortIsTaken) {
  ServerOptions second = options();
  second.listen = server_->address();
  second.spool_directory = directory() + "/second";
  const auto server =
      Server::Start(second, {dispatcher_, store_, sandbox_, clock_, *users_});
  EXPECT_EQ(server.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(absl::StrCat(server.status().message()),
              HasSubstr(second.listen + " is taken"));
}

TEST_F(ServerTest, RefusesAddressesThatCannotBe) {
  for (const char* address :
       {"", "localhost", ":1", "127.0.0.1:", "127.0.0.1:notaport"}) {
    ServerOptions bad = options();
    bad.listen = address;
    bad.spool_directory = directory() + "/second";
    const auto server =
        Server::Start(bad, {dispatcher_, store_, sandbox_, clock_, *users_});
    EXPECT_EQ(server.status().code(), absl::StatusCode::kInvalidArgument)
        << address;
  }
}

TEST_F(ServerTest, AnswersNothingAfterShutdown) {
  server_->Shutdown(absl::Seconds(1));
  server_->Shutdown(absl::Seconds(1));
  const auto stub = v1::SubmissionService::NewStub(channel_);
  v1::ListSubmissionsResponse response;
  EXPECT_EQ(stub->ListSubmissions(Context().get(), {}, &response).error_code(),
            grpc::UNAVAILABLE);
}

// Would take the hour if it waited for the client.
TEST_F(ServerTest, AClientThatDoesNotAnswerHoldsNothingUp) {
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
  // The server's greeting: from now on the connection is one of its own.
  char byte = 0;
  ASSERT_EQ(read(silent.get(), &byte, 1), 1);
  server_->Shutdown(absl::Hours(1));
}

TEST_F(ServerTest, ACallThatIsBeingAnsweredIsWaitedFor) {
  sandbox_.Hold();
  const auto stub = v1::ExecutionService::NewStub(channel_);
  v1::ExecuteRequest request;
  request.set_language("javascript");
  request.set_source("print 3");
  v1::ExecuteResponse response;
  grpc::Status status;
  std::thread client(
      [&] { status = stub->Execute(Context().get(), request, &response); });
  sandbox_.AwaitHeld(1);
  std::thread stop([&] { server_->Shutdown(absl::Hours(1)); });
  // Until it takes no more calls.
  while (Health("").has_value()) {
  }
  sandbox_.Release();
  client.join();
  stop.join();
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(response.stdout(), "3\n");
}

TEST_F(ServerTest, ManyClientsAtOnceAreAllAnswered) {
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([this] {
      const auto stub = v1::SubmissionService::NewStub(channel_);
      for (int round = 0; round < 20; ++round) {
        v1::ListSubmissionsResponse response;
        const grpc::Status status =
            stub->ListSubmissions(Context().get(), {}, &response);
        EXPECT_TRUE(status.ok()) << status.error_message();
      }
    });
  }
  for (std::thread& client : clients) client.join();
}

}  // namespace
}  // namespace gavel::judge
