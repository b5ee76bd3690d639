// Whose submissions and which problems a caller sees, through a real channel.
#include "judge/service/access.h"

#include <gmock/gmock.h>

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "tests/judge/service/judges_only.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Problems "sum", which everybody sees, and "secret", which is hidden and in
// contest "finals", of which judy is a judge. Submissions: 1 ann's, 2 bob's, 3
// carl's by the platform, 4 bob's in the finals; all judged.
class AccessTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddUser("ann", Role::kContestant);
    AddUser("bob", Role::kContestant);
    AddUser("judy", Role::kJudge);
    AddUser("jim", Role::kJudge);
    AddUser("platform", Role::kService);
    Problem secret = store_.GetProblem("sum", std::nullopt).value();
    secret.id = "secret";
    ASSERT_TRUE(store_.AddProblem(secret).ok());
    Contest finals;
    finals.id = "finals";
    finals.judges = {"judy"};
    ContestProblem problem;
    problem.problem_id = "secret";
    problem.label = "A";
    finals.problems.push_back(problem);
    judges_.Add(finals);
    ASSERT_TRUE(judges_.HideProblem("secret", true).ok());
    contests_ = &judges_;
    Store("ann", "ann", "");
    Store("bob", "bob", "");
    Store("carl", "platform", "");
    Store("bob", "bob", "finals");
    Start();
    submissions_ = v1::SubmissionService::NewStub(channel_);
    problems_ = v1::ProblemService::NewStub(channel_);
  }

  void Store(const std::string& user, const std::string& sender,
             const std::string& contest) {
    Submission submission;
    submission.problem_id = "sum";
    submission.problem_version = 1;
    submission.source = "print 3";
    submission.user_id = user;
    submission.submitted_by = sender;
    submission.contest_id = contest;
    const SubmissionId id = store_.AddSubmission(submission).value().id;
    ASSERT_TRUE(store_.AddJudgement(id, Judgement()).ok());
  }

  grpc::Status Get(const std::string& user, int id, bool details = false) {
    v1::GetSubmissionRequest request;
    request.set_submission_id(absl::StrCat(id));
    request.set_judge_details(details);
    v1::GetSubmissionResponse response;
    return submissions_->GetSubmission(Context(user).get(), request, &response);
  }
  grpc::Status Judgements(const std::string& user, int id) {
    v1::ListJudgementsRequest request;
    request.set_submission_id(absl::StrCat(id));
    v1::ListJudgementsResponse response;
    return submissions_->ListJudgements(Context(user).get(), request,
                                        &response);
  }
  grpc::Status Watch(const std::string& user, int id, bool details = false) {
    v1::WatchSubmissionRequest request;
    request.set_submission_id(absl::StrCat(id));
    request.set_judge_details(details);
    const auto context = Context(user);
    const auto reader = submissions_->WatchSubmission(context.get(), request);
    v1::WatchSubmissionResponse event;
    while (reader->Read(&event)) {
    }
    return reader->Finish();
  }
  grpc::Status Rejudge(const std::string& user, int id) {
    v1::RejudgeRequest request;
    request.set_submission_id(absl::StrCat(id));
    v1::RejudgeResponse response;
    return submissions_->Rejudge(Context(user).get(), request, &response);
  }

  // The ids, or the status as text.
  std::vector<std::string> List(const std::string& user,
                                const std::string& of_user = "",
                                const std::string& of_contest = "") {
    v1::ListSubmissionsRequest request;
    request.set_user_id(of_user);
    request.set_contest_id(of_contest);
    v1::ListSubmissionsResponse response;
    const grpc::Status status =
        submissions_->ListSubmissions(Context(user).get(), request, &response);
    if (!status.ok()) return {absl::StrCat("code ", status.error_code())};
    std::vector<std::string> ids;
    for (const v1::Submission& submission : response.submissions()) {
      ids.push_back(submission.id());
    }
    return ids;
  }

  grpc::Status Submit(const std::string& user, const std::string& on_behalf_of,
                      v1::Submission* out, const std::string& to = "sum") {
    v1::SubmitRequest request;
    request.set_problem_id(to);
    request.set_language("javascript");
    request.set_source("print 3");
    request.set_on_behalf_of(on_behalf_of);
    v1::SubmitResponse response;
    grpc::Status status =
        submissions_->Submit(Context(user).get(), request, &response);
    *out = response.submission();
    return status;
  }

  grpc::Status GetProblem(const std::string& user, const std::string& id,
                          int version = 0) {
    v1::GetProblemRequest request;
    request.set_problem_id(id);
    request.set_version(version);
    v1::GetProblemResponse response;
    return problems_->GetProblem(Context(user).get(), request, &response);
  }
  grpc::Status Download(const std::string& user, const std::string& id) {
    v1::DownloadProblemRequest request;
    request.set_problem_id(id);
    const auto context = Context(user);
    const auto reader = problems_->DownloadProblem(context.get(), request);
    v1::DownloadProblemResponse response;
    while (reader->Read(&response)) {
    }
    return reader->Finish();
  }

  JudgesOnly judges_;
  std::unique_ptr<v1::SubmissionService::Stub> submissions_;
  std::unique_ptr<v1::ProblemService::Stub> problems_;
};

TEST_F(AccessTest, WhoSeesWhichSubmission) {
  const std::map<std::string, std::vector<int>> visible = {
      {"ann", {1}}, {"bob", {2, 4}},   {"judy", {4}},
      {"jim", {}},  {"platform", {3}}, {"admin", {1, 2, 3, 4}}};
  for (const auto& [user, ids] : visible) {
    for (int id = 1; id <= 4; ++id) {
      const bool sees = std::find(ids.begin(), ids.end(), id) != ids.end();
      const grpc::StatusCode expected = sees ? grpc::OK : grpc::NOT_FOUND;
      const std::string who = absl::StrCat(user, " ", id);
      EXPECT_EQ(Get(user, id).error_code(), expected) << who;
      EXPECT_EQ(Judgements(user, id).error_code(), expected) << who;
      EXPECT_EQ(Watch(user, id).error_code(), expected) << who;
    }
  }
}

TEST_F(AccessTest, OthersSubmissionsLookLikeThoseThatAreNotThere) {
  for (const bool details : {false, true}) {
    EXPECT_EQ(Get("ann", 2, details).error_message(), "no submission 2");
    EXPECT_EQ(Get("ann", 99, details).error_message(), "no submission 99");
    EXPECT_EQ(Watch("ann", 2, details).error_message(), "no submission 2");
    EXPECT_EQ(Watch("ann", 99, details).error_message(), "no submission 99");
  }
}

TEST_F(AccessTest, WhatIsForJudgesIsForThem) {
  EXPECT_EQ(Get("bob", 4, true).error_code(), grpc::PERMISSION_DENIED);
  EXPECT_EQ(Watch("bob", 4, true).error_code(), grpc::PERMISSION_DENIED);
  EXPECT_EQ(Get("platform", 3, true).error_code(), grpc::PERMISSION_DENIED);
  EXPECT_EQ(Get("judy", 4, true).error_code(), grpc::OK);
  EXPECT_EQ(Watch("judy", 4, true).error_code(), grpc::OK);
  EXPECT_EQ(Get("admin", 1, true).error_code(), grpc::OK);
}

TEST_F(AccessTest, ListsAreCutToWhatTheCallerSees) {
  EXPECT_THAT(List("admin"), ElementsAre("4", "3", "2", "1"));
  EXPECT_THAT(List("admin", "bob"), ElementsAre("4", "2"));
  EXPECT_THAT(List("ann"), ElementsAre("1"));
  EXPECT_THAT(List("bob"), ElementsAre("4", "2"));
  EXPECT_THAT(List("bob", "bob", "finals"), ElementsAre("4"));
  EXPECT_THAT(List("ann", "", "finals"), IsEmpty());
  EXPECT_THAT(List("platform"), ElementsAre("3"));
  EXPECT_THAT(List("platform", "carl"), ElementsAre("3"));
  EXPECT_THAT(List("platform", "bob"), IsEmpty());
  EXPECT_THAT(List("judy"), IsEmpty());
  EXPECT_THAT(List("judy", "", "finals"), ElementsAre("4"));
  EXPECT_THAT(List("judy", "bob", "finals"), ElementsAre("4"));
  EXPECT_THAT(List("jim", "", "finals"), IsEmpty());
}

TEST_F(AccessTest, AskingForOthersListsIsRefusedWhetherTheyExistOrNot) {
  for (const char* user : {"ann", "judy"}) {
    for (const char* of : {"bob", "nobody"}) {
      EXPECT_THAT(List(user, of), ElementsAre("code 7")) << user << " " << of;
    }
  }
}

TEST_F(AccessTest, FiltersThatCannotBeAreRefused) {
  for (const char* user : {"\u00e4", "a b", "-x", "a/b"}) {
    EXPECT_THAT(List("admin", user), ElementsAre("code 3")) << user;
  }
  EXPECT_THAT(List("admin", "", "No Contest"), ElementsAre("code 3"));
}

TEST_F(AccessTest, JudgesRejudgeWhatIsOfTheirContests) {
  EXPECT_EQ(Rejudge("judy", 4).error_code(), grpc::OK);
  EXPECT_EQ(Rejudge("judy", 1).error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Rejudge("jim", 4).error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Rejudge("bob", 2).error_code(), grpc::PERMISSION_DENIED);
  EXPECT_EQ(Rejudge("admin", 1).error_code(), grpc::OK);
}

TEST_F(AccessTest, ASubmissionIsOfItsCaller) {
  v1::Submission submission;
  ASSERT_TRUE(Submit("ann", "", &submission).ok());
  EXPECT_EQ(submission.user_id(), "ann");
  EXPECT_EQ(submission.submitted_by(), "ann");
  ASSERT_TRUE(Submit("ann", "ann", &submission).ok());
  EXPECT_EQ(submission.user_id(), "ann");
}

struct OnBehalf {
  std::string caller;
  std::string user;
  grpc::StatusCode expected;
};
std::ostream& operator<<(std::ostream& out, const OnBehalf& row) {
  return out << row.caller << " for " << row.user;
}

TEST_F(AccessTest, WhoSubmitsOnBehalfOfWhom) {
  ASSERT_TRUE(
      users_->AddUser({.id = "out", .name = "out", .disabled = true}).ok());
  for (const OnBehalf& row : std::vector<OnBehalf>{
           {"platform", "no-account", grpc::OK},
           {"platform", "ann", grpc::OK},
           {"platform", "platform", grpc::OK},
           {"platform", "admin", grpc::PERMISSION_DENIED},
           {"platform", "judy", grpc::PERMISSION_DENIED},
           {"platform", "out", grpc::PERMISSION_DENIED},
           {"platform", "\u00e4nn", grpc::INVALID_ARGUMENT},
           {"platform", "a b", grpc::INVALID_ARGUMENT},
           {"platform", std::string(65, 'a'), grpc::INVALID_ARGUMENT},
           {"admin", "judy", grpc::OK},
           {"ann", "bob", grpc::PERMISSION_DENIED},
           {"ann", "no-account", grpc::PERMISSION_DENIED},
           {"judy", "bob", grpc::PERMISSION_DENIED}}) {
    v1::Submission submission;
    const grpc::Status status = Submit(row.caller, row.user, &submission);
    EXPECT_EQ(status.error_code(), row.expected)
        << row << ": " << status.error_message();
    if (!status.ok()) continue;
    EXPECT_EQ(submission.user_id(), row.user);
    EXPECT_EQ(submission.submitted_by(), row.caller);
    // There is room for four.
    EXPECT_EQ(Watch("admin", std::stoi(submission.id())).error_code(),
              grpc::OK);
  }
}

TEST_F(AccessTest, AHiddenProblemLooksLikeOneThatIsNotThere) {
  for (const char* user : {"ann", "jim", "platform"}) {
    for (const int version : {0, 1, 9}) {
      const grpc::Status hidden = GetProblem(user, "secret", version);
      const grpc::Status none = GetProblem(user, "missing", version);
      EXPECT_EQ(hidden.error_code(), grpc::NOT_FOUND);
      EXPECT_EQ(none.error_code(), grpc::NOT_FOUND);
      const std::string suffix =
          version == 0 ? "" : absl::StrCat(" version ", version);
      EXPECT_EQ(hidden.error_message(), "no problem secret" + suffix);
      EXPECT_EQ(none.error_message(), "no problem missing" + suffix);
    }
    v1::Submission submission;
    EXPECT_EQ(Submit(user, "", &submission, "secret").error_code(),
              grpc::NOT_FOUND);
  }
  EXPECT_TRUE(GetProblem("judy", "secret").ok());
  EXPECT_TRUE(GetProblem("admin", "secret").ok());
  EXPECT_TRUE(GetProblem("ann", "sum").ok());
}

TEST_F(AccessTest, ListsLeaveHiddenProblemsOut) {
  const std::map<std::string, int> counts = {
      {"ann", 1}, {"jim", 1}, {"judy", 2}, {"admin", 2}};
  for (const auto& [user, count] : counts) {
    v1::ListProblemsResponse response;
    ASSERT_TRUE(
        problems_->ListProblems(Context(user).get(), {}, &response).ok());
    EXPECT_EQ(response.problems_size(), count) << user;
  }
}

TEST_F(AccessTest, PackagesAreForAdminsAndTheirJudges) {
  // The store of these tests keeps no packages, which only who may ask learns.
  EXPECT_EQ(Download("judy", "secret").error_code(), grpc::FAILED_PRECONDITION);
  EXPECT_EQ(Download("admin", "sum").error_code(), grpc::FAILED_PRECONDITION);
  for (const char* id : {"sum", "secret", "missing"}) {
    const grpc::Status status = Download("jim", id);
    EXPECT_EQ(status.error_code(), grpc::PERMISSION_DENIED);
    EXPECT_THAT(status.error_message(), HasSubstr(id));
  }
  EXPECT_EQ(Download("judy", "sum").error_code(), grpc::PERMISSION_DENIED);
  EXPECT_EQ(Download("ann", "sum").error_code(), grpc::PERMISSION_DENIED);
}

}  // namespace
}  // namespace gavel::judge
