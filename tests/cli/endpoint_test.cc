#include "cli/endpoint.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gavel/v1/user_service.grpc.pb.h"

namespace gavel::cli {
namespace {

using ::testing::HasSubstr;

class EndpointTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(mkdtemp(home_.data()), nullptr);
    setenv("HOME", home_.c_str(), 1);
    for (const char* name :
         {"GAVEL_TOKEN", "GAVEL_TOKEN_FILE", "GAVEL_SERVER", "GAVEL_TLS_CA",
          "GAVEL_TLS_CERT", "GAVEL_TLS_KEY"}) {
      unsetenv(name);
    }
  }
  void TearDown() override { std::filesystem::remove_all(home_); }

  std::string Write(const std::string& name, const std::string& text) {
    const std::string path = home_ + "/" + name;
    std::filesystem::create_directories(
        std::filesystem::path(path).parent_path());
    std::ofstream(path) << text;
    return path;
  }

  std::string home_ = testing::TempDir() + "/endpoint-XXXXXX";
};

TEST_F(EndpointTest, TheNearestPlaceOfATokenCounts) {
  EXPECT_EQ(FindToken({}).value(), "");
  Write(".config/gavel/token", "of-home\n");
  EXPECT_EQ(FindToken({}).value(), "of-home");
  setenv("GAVEL_TOKEN_FILE", Write("file", " of-file \n").c_str(), 1);
  EXPECT_EQ(FindToken({}).value(), "of-file");
  setenv("GAVEL_TOKEN", "of-variable", 1);
  EXPECT_EQ(FindToken({}).value(), "of-variable");
  Endpoint endpoint;
  endpoint.token_file = Write("flag", "of-flag");
  EXPECT_EQ(FindToken(endpoint).value(), "of-flag");
}

TEST_F(EndpointTest, AFileThatWasNamedHasToHoldAToken) {
  for (const char* text :
       {"", " \n", "two words", "two\nlines", "\xc3\xa4", "x\ry"}) {
    Endpoint endpoint;
    endpoint.token_file = Write("flag", text);
    const absl::Status status = FindToken(endpoint).status();
    EXPECT_EQ(std::string(status.message()),
              endpoint.token_file + " holds no token");
  }
  Endpoint missing;
  missing.token_file = home_ + "/missing";
  EXPECT_TRUE(absl::IsNotFound(FindToken(missing).status()));
  setenv("GAVEL_TOKEN_FILE", "/nowhere", 1);
  EXPECT_THAT(std::string(FindToken({}).status().message()),
              HasSubstr("/nowhere"));
}

TEST_F(EndpointTest, ACertificateNeedsItsKey) {
  Endpoint endpoint;
  endpoint.tls_cert = "c.pem";
  EXPECT_THAT(std::string(MakeCredentials(endpoint).status().message()),
              HasSubstr("--tls-key"));
  endpoint.tls_key = "/missing";
  EXPECT_FALSE(MakeCredentials(endpoint).ok());
}

TEST_F(EndpointTest, TheEnvironmentNamesServerAndCertificates) {
  EXPECT_EQ(DefaultEndpoint().server, "127.0.0.1:50051");
  EXPECT_FALSE(UsesTls(DefaultEndpoint()));
  setenv("GAVEL_SERVER", "judge:1", 1);
  setenv("GAVEL_TLS_CA", "/ca.pem", 1);
  EXPECT_EQ(DefaultEndpoint().server, "judge:1");
  EXPECT_EQ(DefaultEndpoint().tls_ca, "/ca.pem");
  EXPECT_TRUE(UsesTls(DefaultEndpoint()));
}

// Says which authorization it got.
class EchoService final : public v1::UserService::Service {
 public:
  grpc::Status GetCaller(grpc::ServerContext* context,
                         const v1::GetCallerRequest* /*request*/,
                         v1::GetCallerResponse* response) override {
    for (const auto& [key, value] : context->client_metadata()) {
      if (key == "authorization") {
        response->mutable_user()->mutable_id()->append(value.data(),
                                                       value.size());
      }
    }
    return grpc::Status::OK;
  }
};

TEST(TokenSenderTest, EachCallOfAChannelCarriesTheTokenOnce) {
  EchoService service;
  grpc::ServerBuilder builder;
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  std::vector<
      std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>>
      interceptors;
  interceptors.push_back(MakeTokenSender("secret"));
  const auto stub = v1::UserService::NewStub(
      server->experimental().InProcessChannelWithInterceptors(
          {}, std::move(interceptors)));
  for (int i = 0; i < 2; ++i) {
    grpc::ClientContext context;
    v1::GetCallerResponse response;
    ASSERT_TRUE(stub->GetCaller(&context, {}, &response).ok());
    EXPECT_EQ(response.user().id(), "Bearer secret");
  }
  server->Shutdown();
}

}  // namespace
}  // namespace gavel::cli
