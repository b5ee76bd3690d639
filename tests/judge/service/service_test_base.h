// A server on a port of its own over fakes, and a channel to it.
#ifndef GAVEL_TESTS_JUDGE_SERVICE_SERVICE_TEST_BASE_H_
#define GAVEL_TESTS_JUDGE_SERVICE_SERVICE_TEST_BASE_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/clock.h"
#include "core/user.h"
#include "judge/engine/dispatcher.h"
#include "judge/engine/work_queue.h"
#include "judge/service/server.h"
#include "storage/database.h"
#include "storage/sqlite_users.h"
#include "tests/fakes/fake_sandbox.h"
#include "tests/fakes/fake_store.h"

namespace gavel::judge {

class ServiceTest : public testing::Test {
 public:
  // The token of user "admin", who is there from the start, or of one that
  // AddUser made.
  static std::string TokenOf(const std::string& user);

  // A context whose deadline only ends a test that hangs, with the user's
  // token.
  static std::unique_ptr<grpc::ClientContext> Context(
      const std::string& user = "admin");

 protected:
  // Problem "sum" has two samples whose answer is "3" and is there from the
  // start.
  void SetUp() override;
  void TearDown() override;

  // Before Start.
  ServerOptions& options() { return options_; }
  void Start();

  // Makes a user with a token, before Start.
  void AddUser(const std::string& id, Role role);
  // A context without a token.
  static std::unique_ptr<grpc::ClientContext> AnonymousContext();
  static void WriteFile(const std::string& path, const std::string& text);

  std::string spool_directory() const { return options_.spool_directory; }
  const std::string& directory() const { return directory_; }

  fakes::FakeStore store_;
  fakes::FakeSandbox sandbox_;
  SystemClock clock_;
  WorkQueue queue_{{.slots = 1, .limit = 4}, clock_};
  Dispatcher dispatcher_{{}, queue_, store_, sandbox_, clock_};
  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<storage::SqliteUsers> users_;
  // Null unless a test sets them before Start.
  storage::ContestStore* contests_ = nullptr;
  Rejudgings* rejudgings_ = nullptr;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;

 private:
  std::string directory_;
  ServerOptions options_;
};

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_SERVICE_SERVICE_TEST_BASE_H_
