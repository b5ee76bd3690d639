#include "judge/service/rejudging_service.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gavel/v1/rejudging_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "judge/service/server.h"
#include "judge/service/tokens.h"
#include "storage/sqlite_rejudgings.h"
#include "storage/sqlite_store.h"
#include "storage/sqlite_users.h"
#include "tests/fakes/fake_sandbox.h"
#include "tests/judge/service/service_test_base.h"
#include "tests/storage/test_dir.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

constexpr int kSlots = 2;
constexpr int kQueued = 8;

// A judge over a real store, which can be started again on the same data.
class Judge {
 public:
  explicit Judge(const std::string& directory, fakes::FakeSandbox& sandbox)
      : store_(storage::SqliteStore::Open(directory, clock_).value()),
        users_(store_->database(), clock_),
        sets_(store_->database(), clock_),
        queue_({.slots = kSlots}, clock_),
        dispatcher_({}, queue_, *store_, sandbox, clock_),
        rejudgings_({.queued = kQueued}, sets_, *store_, queue_, sandbox,
                    clock_) {
    AddAdmin();
    ServerOptions options;
    options.listen = "127.0.0.1:0";
    options.spool_directory = directory + "/spool";
    server_ = Server::Start(options, {.dispatcher = dispatcher_,
                                      .store = *store_,
                                      .sandbox = sandbox,
                                      .clock = clock_,
                                      .users = users_,
                                      .rejudgings = &rejudgings_})
                  .value();
  }

  // Apart, so that submissions can be made before.
  void Start() {
    EXPECT_TRUE(dispatcher_.Start().ok());
    EXPECT_TRUE(rejudgings_.Start().ok());
    EXPECT_TRUE(queue_.Start().ok());
  }

  storage::SqliteStore& store() { return *store_; }
  WorkQueue& queue() { return queue_; }
  std::shared_ptr<grpc::Channel> Connect() {
    return grpc::CreateChannel(server_->address(),
                               grpc::InsecureChannelCredentials());
  }

 private:
  // Unless the data have one already.
  void AddAdmin() {
    if (users_.GetUser("admin").ok()) return;
    ASSERT_TRUE(users_.AddUser({.id = "admin", .role = Role::kAdmin}).ok());
    AccessToken token;
    token.user_id = "admin";
    ASSERT_TRUE(
        users_.AddToken(token, HashOfToken(ServiceTest::TokenOf("admin")))
            .ok());
  }

  SystemClock clock_;
  std::unique_ptr<storage::SqliteStore> store_;
  storage::SqliteUsers users_;
  storage::SqliteRejudgings sets_;
  WorkQueue queue_;
  Dispatcher dispatcher_;
  Rejudgings rejudgings_;
  std::unique_ptr<Server> server_;
};

class RejudgingServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    judge_.emplace(dir_ / "data", sandbox_);
    AddVersion("3\n");
  }
  void TearDown() override { sandbox_.Release(); }

  void Start() {
    judge_->Start();
    channel_ = judge_->Connect();
    stub_ = v1::RejudgingService::NewStub(channel_);
    submissions_ = v1::SubmissionService::NewStub(channel_);
  }

  void Restart() {
    judge_.reset();
    judge_.emplace(dir_ / "data", sandbox_);
    Start();
  }

  // Of problem "sum", with one test that has this answer.
  void AddVersion(const std::string& answer) {
    storage::WriteFile(dir_ / "1.in", "1 2\n");
    storage::WriteFile(dir_ / "1.ans", answer);
    Problem problem;
    problem.id = "sum";
    problem.title = "Sum";
    problem.groups = {{"sample", -1, {}}};
    problem.tests = {{.name = "sample/1",
                      .sample = true,
                      .input_path = dir_ / "1.in",
                      .answer_path = dir_ / "1.ans"}};
    ASSERT_TRUE(judge_->store().AddProblem(problem).ok());
  }

  // Judged as version 1 judges it.
  SubmissionId Add(const std::string& user, const std::string& source) {
    Submission submission;
    submission.problem_id = "sum";
    submission.problem_version = 1;
    submission.source = source;
    submission.user_id = user;
    const SubmissionId id =
        judge_->store().AddSubmission(submission).value().id;
    Judgement judgement;
    const bool right = source == "print 3";
    judgement.verdict = right ? Verdict::kAccepted : Verdict::kWrongAnswer;
    judgement.reason = right ? Reason::kNone : Reason::kWrongOutput;
    judgement.compilation.verdict = Verdict::kAccepted;
    judgement.compilation.reason = Reason::kNone;
    EXPECT_TRUE(judge_->store().AddJudgement(id, judgement).ok());
    return id;
  }

  static std::unique_ptr<grpc::ClientContext> Context() {
    return ServiceTest::Context();
  }

  // Of all submissions for the problem.
  std::string Create() {
    v1::CreateRejudgingRequest request;
    request.set_problem_id("sum");
    request.set_reason("the tests were wrong");
    v1::CreateRejudgingResponse response;
    const grpc::Status status =
        stub_->CreateRejudging(Context().get(), request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.rejudging().id();
  }

  v1::GetRejudgingResponse Get(const std::string& id) {
    v1::GetRejudgingRequest request;
    request.set_rejudging_id(id);
    v1::GetRejudgingResponse response;
    const grpc::Status status =
        stub_->GetRejudging(Context().get(), request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  // Once that many are judged.
  v1::GetRejudgingResponse Await(const std::string& id, int64_t judged) {
    for (;;) {
      v1::GetRejudgingResponse response = Get(id);
      if (response.rejudging().judged_count() >= judged || HasFailure()) {
        return response;
      }
    }
  }

  grpc::Status Apply(const std::string& id, bool leave_out = false) {
    v1::ApplyRejudgingRequest request;
    request.set_rejudging_id(id);
    request.set_leave_out_outdated(leave_out);
    v1::ApplyRejudgingResponse response;
    return stub_->ApplyRejudging(Context().get(), request, &response);
  }

  grpc::Status Cancel(const std::string& id) {
    v1::CancelRejudgingRequest request;
    request.set_rejudging_id(id);
    v1::CancelRejudgingResponse response;
    return stub_->CancelRejudging(Context().get(), request, &response);
  }

  Verdict Current(SubmissionId id) {
    return judge_->store().GetSubmission(id).value().judgement.value().verdict;
  }

  storage::TestDir dir_;
  fakes::FakeSandbox sandbox_;
  std::optional<Judge> judge_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::RejudgingService::Stub> stub_;
  std::unique_ptr<v1::SubmissionService::Stub> submissions_;
};

TEST_F(RejudgingServiceTest, JudgesAThousandShowsWhatChangesAndAppliesIt) {
  constexpr int kMany = 1000;
  // Ann was right by the old answer, bob is by the new one, and cyd never.
  const std::vector<std::pair<std::string, std::string>> sources = {
      {"ann", "print 3"},
      {"bob", "print 4"},
      {"cyd", "print 5"},
      {"cyd", "print 6"}};
  for (int i = 0; i < kMany; ++i) {
    const auto& [user, source] = sources[static_cast<size_t>(i) % 4];
    Add(user, source);
  }
  AddVersion("4\n");
  Start();
  const std::string id = Create();
  const v1::GetRejudgingResponse done = Await(id, kMany);
  EXPECT_EQ(done.rejudging().submission_count(), kMany);
  EXPECT_EQ(done.rejudging().state(), v1::REJUDGING_STATE_OPEN);
  EXPECT_EQ(done.rejudging().reason(), "the tests were wrong");
  const v1::GetRejudgingResponse counted = Get(id);
  EXPECT_EQ(counted.total().gain_count(), kMany / 4);
  EXPECT_EQ(counted.total().loss_count(), kMany / 4);
  EXPECT_EQ(counted.total().same_count(), kMany / 2);
  ASSERT_EQ(counted.users_size(), 2);
  EXPECT_EQ(counted.users(0).of(), "ann");
  EXPECT_EQ(counted.users(0).loss_count(), kMany / 4);
  EXPECT_EQ(counted.users(1).of(), "bob");
  EXPECT_EQ(counted.users(1).gain_count(), kMany / 4);
  ASSERT_EQ(counted.contests_size(), 1);

  EXPECT_EQ(Current(1), Verdict::kAccepted);
  const grpc::Status applied = Apply(id);
  EXPECT_TRUE(applied.ok()) << applied.error_message();
  EXPECT_EQ(Current(1), Verdict::kWrongAnswer);
  EXPECT_EQ(Current(2), Verdict::kAccepted);
  EXPECT_EQ(Current(kMany), Verdict::kWrongAnswer);
  EXPECT_EQ(judge_->store().ListJudgements(1).value().size(), 2U);
  EXPECT_TRUE(Apply(id).ok());
  EXPECT_EQ(judge_->store().ListJudgements(1).value().size(), 2U);
}

TEST_F(RejudgingServiceTest, ListsChangesByPages) {
  Add("ann", "print 3");
  Add("bob", "print 4");
  Add("cyd", "print 5");
  AddVersion("4\n");
  Start();
  const std::string id = Create();
  Await(id, 3);
  v1::GetRejudgingDiffRequest request;
  request.set_rejudging_id(id);
  request.set_only_changed(true);
  request.set_page_size(1);
  v1::GetRejudgingDiffResponse response;
  ASSERT_TRUE(
      stub_->GetRejudgingDiff(Context().get(), request, &response).ok());
  ASSERT_EQ(response.changes_size(), 1);
  const v1::RejudgingChange& change = response.changes(0);
  EXPECT_EQ(change.submission_id(), "1");
  EXPECT_EQ(change.user_id(), "ann");
  EXPECT_EQ(change.problem_version(), 2);
  EXPECT_EQ(change.effect(), v1::REJUDGING_EFFECT_LOSS);
  EXPECT_EQ(change.before().verdict(), v1::VERDICT_ACCEPTED);
  EXPECT_EQ(change.after().verdict(), v1::VERDICT_WRONG_ANSWER);
  request.set_page_token(response.next_page_token());
  ASSERT_TRUE(
      stub_->GetRejudgingDiff(Context().get(), request, &response).ok());
  ASSERT_EQ(response.changes_size(), 1);
  EXPECT_EQ(response.changes(0).user_id(), "bob");
  EXPECT_EQ(response.next_page_token(), "");
}

TEST_F(RejudgingServiceTest, GoesOnAfterARestartAndJudgesEachOnce) {
  constexpr int kMany = 100;
  for (int i = 0; i < kMany; ++i) Add("ann", "print 3");
  AddVersion("4\n");
  Start();
  const std::string id = Create();
  Await(id, 10);
  Restart();
  Await(id, kMany);
  EXPECT_TRUE(Apply(id).ok());
  for (SubmissionId i = 1; i <= kMany; ++i) {
    EXPECT_EQ(Current(i), Verdict::kWrongAnswer);
    EXPECT_EQ(judge_->store().ListJudgements(i).value().size(), 2U) << i;
  }
}

TEST_F(RejudgingServiceTest, KeepsFewInTheQueueAndLetsOthersPass) {
  for (int i = 0; i < 50; ++i) Add("ann", "print 3");
  sandbox_.Hold();
  Start();
  const std::string id = Create();
  sandbox_.AwaitHeld(1);
  const WorkQueueStats::Class waiting =
      judge_->queue().Stats().classes[static_cast<size_t>(Priority::kRejudge)];
  EXPECT_EQ(waiting.waiting + waiting.running, size_t{kQueued});
  sandbox_.Release();
  EXPECT_EQ(Await(id, 50).rejudging().judged_count(), 50);
}

TEST_F(RejudgingServiceTest, IsAppliedWholeOrNotAtAll) {
  Add("ann", "print 3");
  Add("bob", "print 3");
  AddVersion("4\n");
  sandbox_.Hold();
  Start();
  const std::string id = Create();
  const grpc::Status early = Apply(id);
  EXPECT_EQ(early.error_code(), grpc::FAILED_PRECONDITION);
  EXPECT_THAT(early.error_message(), HasSubstr("2 of 2 submissions wait"));
  sandbox_.Release();
  Await(id, 2);

  // Judged again alone, meanwhile, on the old version.
  v1::RejudgeRequest request;
  request.set_submission_id("2");
  request.set_problem_version(1);
  v1::RejudgeResponse rejudged;
  ASSERT_TRUE(submissions_->Rejudge(Context().get(), request, &rejudged).ok());
  v1::WatchSubmissionRequest watch;
  watch.set_submission_id("2");
  const auto context = Context();
  const auto events = submissions_->WatchSubmission(context.get(), watch);
  v1::WatchSubmissionResponse event;
  while (events->Read(&event)) {
  }
  ASSERT_TRUE(events->Finish().ok());

  const grpc::Status refused = Apply(id);
  EXPECT_EQ(refused.error_code(), grpc::FAILED_PRECONDITION);
  EXPECT_THAT(refused.error_message(),
              HasSubstr("submission 2 got another judgement"));
  EXPECT_EQ(Current(1), Verdict::kAccepted);
  EXPECT_TRUE(Apply(id, true).ok());
  EXPECT_EQ(Current(1), Verdict::kWrongAnswer);
  EXPECT_EQ(Current(2), Verdict::kAccepted);
}

TEST_F(RejudgingServiceTest, ACancelledSetStopsAndNeverCounts) {
  for (int i = 0; i < 50; ++i) Add("ann", "print 3");
  AddVersion("4\n");
  sandbox_.Hold();
  Start();
  const std::string id = Create();
  sandbox_.AwaitHeld(1);
  EXPECT_TRUE(Cancel(id).ok());
  EXPECT_TRUE(Cancel(id).ok());
  sandbox_.Release();
  EXPECT_EQ(Get(id).rejudging().state(), v1::REJUDGING_STATE_CANCELLED);
  EXPECT_EQ(Apply(id).error_code(), grpc::FAILED_PRECONDITION);
  // The next set is judged; what was queued of the first leaves nothing.
  const std::string next = Create();
  Await(next, 50);
  EXPECT_EQ(Get(id).rejudging().judged_count(), 0);
  EXPECT_EQ(Current(1), Verdict::kAccepted);
}

struct BadCase {
  const char* name;
  void (*fill)(v1::CreateRejudgingRequest& request);
  grpc::StatusCode code;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const BadCase& row) {
  return out << row.name;
}

class BadRejudgingTest : public RejudgingServiceTest,
                         public testing::WithParamInterface<BadCase> {};

TEST_P(BadRejudgingTest, IsRefusedAndSaysWhy) {
  Start();
  v1::CreateRejudgingRequest request;
  GetParam().fill(request);
  v1::CreateRejudgingResponse response;
  const grpc::Status status =
      stub_->CreateRejudging(Context().get(), request, &response);
  EXPECT_EQ(status.error_code(), GetParam().code);
  EXPECT_THAT(status.error_message(), HasSubstr(GetParam().message));
}

using Create = v1::CreateRejudgingRequest;

INSTANTIATE_TEST_SUITE_P(
    All, BadRejudgingTest,
    testing::Values(
        BadCase{"Nothing", [](Create&) {}, grpc::INVALID_ARGUMENT,
                "say what is to be judged"},
        BadCase{"Language", [](Create& r) { r.set_language("cobol"); },
                grpc::INVALID_ARGUMENT, "language \"cobol\" is unknown"},
        BadCase{"Problem", [](Create& r) { r.set_problem_id("A B"); },
                grpc::INVALID_ARGUMENT, "problem_id"},
        BadCase{"Id", [](Create& r) { r.add_submission_ids("x"); },
                grpc::INVALID_ARGUMENT, "submission_id \"x\""},
        BadCase{"UnknownId", [](Create& r) { r.add_submission_ids("77"); },
                grpc::NOT_FOUND, "no submission 77"},
        BadCase{"Reason",
                [](Create& r) {
                  r.set_problem_id("sum");
                  r.set_reason(std::string(1001, 'x'));
                },
                grpc::INVALID_ARGUMENT, "reason has 1001 bytes"},
        BadCase{"Empty", [](Create& r) { r.set_problem_id("sum"); },
                grpc::NOT_FOUND, "no submission to judge again"}),
    [](const auto& row) { return row.param.name; });

TEST_F(RejudgingServiceTest, UnknownSetsAreNotFound) {
  Start();
  EXPECT_EQ(Apply("7").error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Cancel("7").error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Cancel("x").error_code(), grpc::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace gavel::judge
