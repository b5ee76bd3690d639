#include "tests/judge/service/service_test_base.h"

#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "judge/service/tokens.h"

namespace gavel::judge {

void ServiceTest::SetUp() {
  directory_ = testing::TempDir() + "service-XXXXXX";
  ASSERT_NE(mkdtemp(directory_.data()), nullptr);
  options_.listen = "127.0.0.1:0";
  options_.spool_directory = directory_ + "/spool";
  Problem problem;
  problem.id = "sum";
  problem.title = "Sum";
  problem.groups = {{"sample", -1, {}}};
  for (const char* name : {"1", "2"}) {
    const std::string path = directory_ + "/" + name;
    WriteFile(path + ".in", std::string(name) + " 2\n");
    WriteFile(path + ".ans", "3\n");
    problem.tests.push_back({.name = std::string("sample/") + name,
                             .sample = true,
                             .input_path = path + ".in",
                             .answer_path = path + ".ans"});
  }
  ASSERT_TRUE(store_.AddProblem(problem).ok());
  absl::StatusOr<std::unique_ptr<storage::Database>> database =
      storage::Database::Open(directory_ + "/gavel.db");
  ASSERT_TRUE(database.ok()) << database.status();
  database_ = *std::move(database);
  users_ = std::make_unique<storage::SqliteUsers>(*database_, clock_);
  AddUser("admin", Role::kAdmin);
}

void ServiceTest::TearDown() {
  sandbox_.Release();
  channel_.reset();
  server_.reset();
  dispatcher_.Shutdown();
  std::filesystem::remove_all(directory_);
}

void ServiceTest::Start() {
  ASSERT_TRUE(dispatcher_.Start().ok());
  ASSERT_TRUE(queue_.Start().ok());
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Start(options_, {.dispatcher = dispatcher_,
                               .store = store_,
                               .sandbox = sandbox_,
                               .clock = clock_,
                               .users = *users_,
                               .contests = contests_,
                               .rejudgings = rejudgings_});
  ASSERT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  channel_ = grpc::CreateChannel(server_->address(),
                                 grpc::InsecureChannelCredentials());
}

void ServiceTest::AddUser(const std::string& id, Role role) {
  ASSERT_TRUE(users_->AddUser({.id = id, .name = id, .role = role}).ok());
  AccessToken token;
  token.user_id = id;
  ASSERT_TRUE(users_->AddToken(token, HashOfToken(TokenOf(id))).ok());
}

std::string ServiceTest::TokenOf(const std::string& user) {
  std::string secret = user;
  secret.resize(43, '_');
  return "gavel_" + secret;
}

std::unique_ptr<grpc::ClientContext> ServiceTest::Context(
    const std::string& user) {
  std::unique_ptr<grpc::ClientContext> context = AnonymousContext();
  context->AddMetadata("authorization", "Bearer " + TokenOf(user));
  return context;
}

std::unique_ptr<grpc::ClientContext> ServiceTest::AnonymousContext() {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() +
                        std::chrono::seconds(60));
  return context;
}

void ServiceTest::WriteFile(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace gavel::judge
