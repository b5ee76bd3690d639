#include "tests/judge/service/contest_test_base.h"

#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "judge/service/convert.h"
#include "judge/service/tokens.h"

namespace gavel::judge {
namespace {

std::string TokenOf(const std::string& user) {
  std::string secret = user;
  secret.resize(43, '_');
  return "gavel_" + secret;
}

}  // namespace

void ContestTest::SetUp() {
  directory_ = testing::TempDir() + "contest-XXXXXX";
  ASSERT_NE(mkdtemp(directory_.data()), nullptr);
  start_ = clock_.Now() + absl::Hours(1);
  store_ = storage::SqliteStore::Open(directory_ + "/data", clock_).value();
  contests_ =
      std::make_unique<storage::SqliteContests>(store_->database(), clock_);
  admission_ = std::make_unique<Admission>(*contests_, clock_);
  users_ = std::make_unique<storage::SqliteUsers>(store_->database(), clock_);
  AddUser("admin", Role::kAdmin);
  for (const char* id : {"judge", "jury"}) AddUser(id, Role::kJudge);
  for (const char* id : {"ada", "bob", "eve"}) AddUser(id, Role::kContestant);
  for (const char* id : {"sum", "max"}) AddProblem(id);
  queue_ = std::make_unique<WorkQueue>(WorkQueueOptions{}, clock_);
  dispatcher_ = std::make_unique<Dispatcher>(DispatcherOptions{}, *queue_,
                                             *store_, sandbox_, clock_);
  ASSERT_TRUE(dispatcher_->Start().ok());
  ASSERT_TRUE(queue_->Start().ok());
  options_.listen = "127.0.0.1:0";
  options_.spool_directory = directory_ + "/spool";
  options_.contests.standings_interval = absl::Milliseconds(5);
  options_.limits.by_role[Role::kContestant].submissions.burst = 1000;
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Start(options_, {*dispatcher_, *store_, sandbox_, clock_, *users_,
                               contests_.get(), admission_.get()});
  ASSERT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  const auto channel = grpc::CreateChannel(server_->address(),
                                           grpc::InsecureChannelCredentials());
  stub_ = v1::ContestService::NewStub(channel);
  submissions_ = v1::SubmissionService::NewStub(channel);
  problems_ = v1::ProblemService::NewStub(channel);
}

void ContestTest::TearDown() {
  sandbox_.Release();
  server_.reset();
  dispatcher_.reset();
  store_.reset();
  std::filesystem::remove_all(directory_);
}

void ContestTest::AddUser(const std::string& id, Role role) {
  ASSERT_TRUE(users_->AddUser({.id = id, .name = id, .role = role}).ok());
  AccessToken token;
  token.user_id = id;
  ASSERT_TRUE(users_->AddToken(token, HashOfToken(TokenOf(id))).ok());
}

void ContestTest::AddProblem(const std::string& id) {
  Problem problem;
  problem.id = id;
  problem.title = absl::StrCat("The ", id);
  problem.groups = {{"sample", -1, {}}};
  const std::string path = absl::StrCat(directory_, "/", id);
  std::ofstream(path + ".in") << "1 2\n";
  std::ofstream(path + ".ans") << "3\n";
  std::ofstream(path + ".html") << "<p>Add.</p>";
  problem.tests.push_back({.name = "sample/1",
                           .sample = true,
                           .input_path = path + ".in",
                           .answer_path = path + ".ans"});
  problem.statements["en"] = {.name = "statement/problem.en.html",
                              .path = path + ".html"};
  ASSERT_TRUE(store_->AddProblem(problem).ok());
}

std::unique_ptr<grpc::ClientContext> ContestTest::As(const std::string& user) {
  auto context = std::make_unique<grpc::ClientContext>();
  // Only ends a test that hangs.
  context->set_deadline(std::chrono::system_clock::now() +
                        std::chrono::seconds(60));
  context->AddMetadata("authorization", "Bearer " + TokenOf(user));
  return context;
}

v1::Contest ContestTest::Finals() const {
  v1::Contest contest;
  contest.set_id("finals");
  contest.set_name("Finals");
  convert::SetTime(start(), contest.mutable_start_time());
  convert::SetTime(end(), contest.mutable_end_time());
  contest.add_problems()->set_problem_id("sum");
  contest.add_problems()->set_problem_id("max");
  contest.add_judges("judge");
  return contest;
}

void ContestTest::Create(const v1::Contest& contest) {
  v1::CreateContestRequest request;
  *request.mutable_contest() = contest;
  v1::CreateContestResponse response;
  const grpc::Status status =
      stub_->CreateContest(As("admin").get(), request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
}

grpc::Status ContestTest::Edit(const std::string& user,
                               const v1::Contest& contest) {
  v1::UpdateContestRequest request;
  *request.mutable_contest() = contest;
  v1::UpdateContestResponse response;
  return stub_->UpdateContest(As(user).get(), request, &response);
}

v1::Contest ContestTest::Get(const std::string& user,
                             const std::string& contest) {
  v1::GetContestRequest request;
  request.set_contest_id(contest);
  v1::GetContestResponse response;
  const grpc::Status status =
      stub_->GetContest(As(user).get(), request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response.contest();
}

grpc::Status ContestTest::TryGet(const std::string& user,
                                 const std::string& contest) {
  v1::GetContestRequest request;
  request.set_contest_id(contest);
  v1::GetContestResponse response;
  return stub_->GetContest(As(user).get(), request, &response);
}

void ContestTest::Register(const std::string& user, absl::Duration extra_time) {
  v1::RegisterRequest request;
  request.set_contest_id("finals");
  request.mutable_registration()->set_user_id(user);
  request.mutable_registration()->mutable_extra_time()->set_seconds(
      absl::ToInt64Seconds(extra_time));
  v1::RegisterResponse response;
  const grpc::Status status =
      stub_->Register(As("judge").get(), request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
}

grpc::Status ContestTest::TryRegister(const std::string& as,
                                      const std::string& user) {
  v1::RegisterRequest request;
  request.set_contest_id("finals");
  request.mutable_registration()->set_user_id(user);
  v1::RegisterResponse response;
  return stub_->Register(As(as).get(), request, &response);
}

grpc::Status ContestTest::TrySubmit(const std::string& user,
                                    const std::string& problem,
                                    const std::string& source,
                                    const std::string& contest,
                                    const std::string& language) {
  v1::SubmitRequest request;
  request.set_problem_id(problem);
  request.set_language(language);
  request.set_source(source);
  request.set_contest_id(contest);
  v1::SubmitResponse response;
  return submissions_->Submit(As(user).get(), request, &response);
}

void ContestTest::Submit(const std::string& user, const std::string& problem,
                         const std::string& source) {
  v1::SubmitRequest request;
  request.set_problem_id(problem);
  request.set_language("javascript");
  request.set_source(source);
  request.set_contest_id("finals");
  v1::SubmitResponse response;
  const grpc::Status status =
      submissions_->Submit(As(user).get(), request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  v1::WatchSubmissionRequest watch;
  watch.set_submission_id(response.submission().id());
  const auto context = As(user);
  const auto reader = submissions_->WatchSubmission(context.get(), watch);
  v1::WatchSubmissionResponse event;
  while (reader->Read(&event)) {
  }
  ASSERT_TRUE(reader->Finish().ok());
}

v1::Standings ContestTest::Standings(const std::string& user, v1::Board board) {
  v1::GetStandingsRequest request;
  request.set_contest_id("finals");
  request.set_board(board);
  v1::GetStandingsResponse response;
  const grpc::Status status =
      stub_->GetStandings(As(user).get(), request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response.standings();
}

std::vector<std::string> ContestTest::Rows(const v1::Standings& standings) {
  std::vector<std::string> rows;
  for (const v1::StandingsRow& row : standings.rows()) {
    std::string cells;
    for (const v1::StandingsCell& cell : row.cells()) {
      absl::StrAppend(&cells, cells.empty() ? "" : " ", cell.attempts(), "+",
                      cell.pending());
    }
    rows.push_back(absl::StrCat(row.rank(), " ", row.user_id(), " ",
                                row.solved(), " [", cells, "]"));
  }
  return rows;
}

}  // namespace gavel::judge
