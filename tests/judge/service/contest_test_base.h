// A server with contests on a port of its own, over real storage, a clock that
// tests move and a sandbox without processes.
//
// Shape:   users "admin", "judge", "jury" (judges too) and "ada", "bob", "eve"
//          (contestants) are there, and problems "sum" and "max", both solved
//          by "print 3". A contest "finals" is made by tests; it begins an hour
//          after the start
#ifndef GAVEL_TESTS_JUDGE_SERVICE_CONTEST_TEST_BASE_H_
#define GAVEL_TESTS_JUDGE_SERVICE_CONTEST_TEST_BASE_H_

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/user.h"
#include "gavel/v1/contest_service.grpc.pb.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "judge/engine/dispatcher.h"
#include "judge/engine/work_queue.h"
#include "judge/service/admission.h"
#include "judge/service/server.h"
#include "storage/sqlite_contests.h"
#include "storage/sqlite_store.h"
#include "storage/sqlite_users.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_sandbox.h"

namespace gavel::judge {

// A status with that code whose message has that in it.
MATCHER_P2(Fails, code, message, "") {
  *result_listener << arg.error_code() << ": " << arg.error_message();
  return arg.error_code() == code &&
         arg.error_message().find(message) != std::string::npos;
}

MATCHER(Succeeds, "") {
  *result_listener << arg.error_message();
  return arg.ok();
}

class ContestTest : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  static std::unique_ptr<grpc::ClientContext> As(const std::string& user);

  absl::Time start() const { return start_; }
  absl::Time end() const { return start_ + absl::Hours(5); }
  // Moves the clock there.
  void GoTo(absl::Time time) { clock_.Advance(time - clock_.Now()); }

  // "finals": ICPC, five hours, A is sum and B is max, judged by "judge".
  v1::Contest Finals() const;
  void Create(const v1::Contest& contest);
  grpc::Status Edit(const std::string& user, const v1::Contest& contest);
  v1::Contest Get(const std::string& user,
                  const std::string& contest = "finals");
  grpc::Status TryGet(const std::string& user, const std::string& contest);

  // By the judge.
  void Register(const std::string& user,
                absl::Duration extra_time = absl::ZeroDuration());
  grpc::Status TryRegister(const std::string& as, const std::string& user);

  // "print 3" is right, all else wrong. An empty contest for practice.
  grpc::Status TrySubmit(const std::string& user, const std::string& problem,
                         const std::string& source = "print 3",
                         const std::string& contest = "finals",
                         const std::string& language = "javascript");
  // Until it is judged.
  void Submit(const std::string& user, const std::string& problem,
              const std::string& source = "print 3");

  v1::Standings Standings(const std::string& user,
                          v1::Board board = v1::BOARD_PUBLIC);
  // "1 ada 2 [1+0 0+1]": rank, user, solved, attempts and pending by problem.
  static std::vector<std::string> Rows(const v1::Standings& standings);

  std::string directory_;
  fakes::FakeClock clock_;
  absl::Time start_;
  std::unique_ptr<storage::SqliteStore> store_;
  std::unique_ptr<storage::SqliteContests> contests_;
  std::unique_ptr<Admission> admission_;
  std::unique_ptr<storage::SqliteUsers> users_;
  fakes::FakeSandbox sandbox_;
  std::unique_ptr<WorkQueue> queue_;
  std::unique_ptr<Dispatcher> dispatcher_;
  ServerOptions options_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<v1::ContestService::Stub> stub_;
  std::unique_ptr<v1::SubmissionService::Stub> submissions_;
  std::unique_ptr<v1::ProblemService::Stub> problems_;

 private:
  void AddUser(const std::string& id, Role role);
  void AddProblem(const std::string& id);
};

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_SERVICE_CONTEST_TEST_BASE_H_
