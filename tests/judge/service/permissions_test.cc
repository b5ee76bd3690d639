// Every method of every service, called by everybody.
#include "judge/service/permissions.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/generic/generic_stub.h>

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gavel/v1/contest_service.pb.h"
#include "gavel/v1/execution_service.pb.h"
#include "gavel/v1/problem_service.pb.h"
#include "gavel/v1/rejudging_service.pb.h"
#include "gavel/v1/submission_service.pb.h"
#include "gavel/v1/user_service.pb.h"
#include "judge/engine/rejudgings.h"
#include "judge/service/tokens.h"
#include "storage/sqlite_contests.h"
#include "storage/sqlite_rejudgings.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

// "SubmissionService/Submit" and so on, of all that the API describes.
std::vector<std::string> AllMethods() {
  const google::protobuf::FileDescriptor* const files[] = {
      v1::CreateContestRequest::descriptor()->file(),
      v1::ExecuteRequest::descriptor()->file(),
      v1::GetProblemRequest::descriptor()->file(),
      v1::CreateRejudgingRequest::descriptor()->file(),
      v1::SubmitRequest::descriptor()->file(),
      v1::GetCallerRequest::descriptor()->file()};
  std::vector<std::string> methods;
  for (const google::protobuf::FileDescriptor* file : files) {
    for (int i = 0; i < file->service_count(); ++i) {
      const google::protobuf::ServiceDescriptor* service = file->service(i);
      for (int j = 0; j < service->method_count(); ++j) {
        methods.push_back(
            absl::StrCat(service->name(), "/", service->method(j)->name()));
      }
    }
  }
  return methods;
}

TEST(PermissionsTest, EveryMethodIsInTheTable) {
  const std::vector<std::string> methods = AllMethods();
  EXPECT_GE(methods.size(), 40U);
  for (const std::string& method : methods) {
    EXPECT_TRUE(RolesFor(method).has_value()) << method;
  }
}

TEST(PermissionsTest, AdminsMayCallEverything) {
  for (const std::string& method : AllMethods()) {
    EXPECT_TRUE(CheckPermission(Role::kAdmin, method).ok()) << method;
  }
}

TEST(PermissionsTest, NobodyMayCallWhatIsNotInTheTable) {
  EXPECT_TRUE(
      absl::IsInternal(CheckPermission(Role::kAdmin, "UserService/Missing")));
  EXPECT_FALSE(RolesFor("UserService").has_value());
  EXPECT_FALSE(RolesFor("").has_value());
}

// What is not for everybody, once more and by hand.
TEST(PermissionsTest, ContestantsAndServicesMayNotManage) {
  const std::set<std::string> managing = {"SubmissionService/Rejudge",
                                          "SubmissionService/ReplaySubmission",
                                          "RejudgingService/CreateRejudging",
                                          "RejudgingService/GetRejudging",
                                          "RejudgingService/ListRejudgings",
                                          "RejudgingService/GetRejudgingDiff",
                                          "RejudgingService/ApplyRejudging",
                                          "RejudgingService/CancelRejudging",
                                          "ProblemService/CheckUpload",
                                          "ProblemService/UploadProblem",
                                          "ProblemService/ListProblemVersions",
                                          "ProblemService/ArchiveProblem",
                                          "ProblemService/DownloadProblem",
                                          "ProblemService/VerifyProblem",
                                          "UserService/CreateUser",
                                          "UserService/UpdateUser",
                                          "UserService/ListUsers",
                                          "ContestService/CreateContest",
                                          "ContestService/UpdateContest",
                                          "ContestService/Unregister",
                                          "ContestService/ListRegistrations",
                                          "ContestService/ResolveStandings",
                                          "ContestService/ThawContest",
                                          "ContestService/AnswerClarification",
                                          "ContestService/Announce",
                                          "ContestService/HideProblem"};
  for (const std::string& method : managing) {
    EXPECT_FALSE(CheckPermission(Role::kContestant, method).ok()) << method;
    EXPECT_FALSE(CheckPermission(Role::kService, method).ok()) << method;
  }
}

// Each method as a raw call with an empty message, so that new ones need no
// code here.
struct Started {
  std::unique_ptr<grpc::ClientContext> context;
  grpc::Slice nothing;
  grpc::ByteBuffer request{&nothing, 1};
  grpc::ByteBuffer response;
  grpc::Status status;
  absl::Notification done;
};

class PermissionWalkTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddUser("ann", Role::kContestant);
    AddUser("judy", Role::kJudge);
    AddUser("platform", Role::kService);
    AddUser("gone", Role::kAdmin);
    AddUser("late", Role::kAdmin);
    AddUser("out", Role::kAdmin);
    ASSERT_TRUE(users_
                    ->UpdateUser({.id = "out",
                                  .name = "out",
                                  .role = Role::kAdmin,
                                  .disabled = true})
                    .ok());
    AccessToken late;
    late.user_id = "late";
    late.expires = clock_.Now();
    ASSERT_TRUE(users_->AddToken(late, HashOfToken(TokenOf("expired"))).ok());
    ASSERT_TRUE(
        users_->RevokeToken(users_->ListTokens("gone")->front().id).ok());
    contest_store_.emplace(*database_, clock_);
    contests_ = &*contest_store_;
    sets_.emplace(*database_, clock_);
    rejudging_.emplace(RejudgingsOptions(), *sets_, store_, queue_, sandbox_,
                       clock_);
    rejudgings_ = &*rejudging_;
    Start();
  }
  void TearDown() override {
    sandbox_.Release();
    channel_.reset();
    server_.reset();
    rejudging_.reset();
    ServiceTest::TearDown();
  }

  // No user for calls without a token.
  grpc::Status Call(const std::string& method, const std::string& user) {
    return CallAtOnce(method, user, 1).front();
  }

  // So many calls, each begun before the first has its answer.
  std::vector<grpc::Status> CallAtOnce(const std::string& method,
                                       const std::string& user, int count) {
    std::list<Started> calls;
    grpc::GenericStub stub(channel_);
    for (int i = 0; i < count; ++i) {
      Started& call = calls.emplace_back();
      call.context = user.empty() ? AnonymousContext() : Context(user);
      stub.UnaryCall(call.context.get(), absl::StrCat("/gavel.v1.", method),
                     grpc::StubOptions(), &call.request, &call.response,
                     [&call](grpc::Status result) {
                       call.status = std::move(result);
                       call.done.Notify();
                     });
    }
    std::vector<grpc::Status> results;
    for (Started& call : calls) {
      call.done.WaitForNotification();
      results.push_back(call.status);
    }
    return results;
  }

  std::optional<storage::SqliteContests> contest_store_;
  std::optional<storage::SqliteRejudgings> sets_;
  std::optional<Rejudgings> rejudging_;
};

TEST_F(PermissionWalkTest, ThisServerHasAllServices) {
  for (const std::string& method : AllMethods()) {
    EXPECT_NE(Call(method, "").error_code(), grpc::UNIMPLEMENTED) << method;
  }
}

TEST_F(PermissionWalkTest, NothingIsAnsweredWithoutAGoodToken) {
  const std::map<std::string, std::string> bad = {
      {"", "has no token"},
      {"nobody", "unknown or was revoked"},
      {"gone", "unknown or was revoked"},
      {"expired", "unknown or was revoked"},
      {"out", "user is disabled"}};
  for (const std::string& method : AllMethods()) {
    for (const auto& [user, why] : bad) {
      const grpc::Status status = Call(method, user);
      EXPECT_EQ(status.error_code(), grpc::UNAUTHENTICATED)
          << method << " by " << user << ": " << status.error_message();
      EXPECT_THAT(status.error_message(), HasSubstr(why)) << method;
    }
  }
}

TEST_F(PermissionWalkTest, StrangersTakeNobodysPlace) {
  // More than there are places for exports, uploads and downloads.
  constexpr int kMany = 100;
  for (const std::string& method : AllMethods()) {
    for (const grpc::Status& status : CallAtOnce(method, "", kMany)) {
      ASSERT_EQ(status.error_code(), grpc::UNAUTHENTICATED)
          << method << ": " << status.error_message();
    }
  }
}

TEST_F(PermissionWalkTest, WhoMayCallWhatIsAsTheTableSays) {
  const std::map<std::string, Role> users = {{"admin", Role::kAdmin},
                                             {"ann", Role::kContestant},
                                             {"judy", Role::kJudge},
                                             {"platform", Role::kService}};
  for (const std::string& method : AllMethods()) {
    for (const auto& [user, role] : users) {
      const grpc::Status status = Call(method, user);
      const std::string of_the_table =
          absl::StrCat("role ", RoleName(role), " may not call ", method);
      const bool refused =
          status.error_code() == grpc::PERMISSION_DENIED &&
          absl::StrContains(status.error_message(), of_the_table);
      EXPECT_EQ(refused, !RolesFor(method)->Has(role))
          << method << " by " << user << ": " << status.error_code() << " "
          << status.error_message();
      EXPECT_NE(status.error_code(), grpc::UNAUTHENTICATED) << method;
    }
  }
}

}  // namespace
}  // namespace gavel::judge
