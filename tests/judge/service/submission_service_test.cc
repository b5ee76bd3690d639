#include "judge/service/submission_service.h"

#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "gavel/v1/submission_service.grpc.pb.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Event = v1::WatchSubmissionResponse;

class SubmissionServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    // One thread: calls that need the pool are answered in turn.
    options().workers.threads = 1;
    Start();
    stub_ = v1::SubmissionService::NewStub(channel_);
  }

  grpc::Status Submit(const std::string& problem, const std::string& language,
                      const std::string& source, v1::Submission* out) {
    v1::SubmitRequest request;
    request.set_problem_id(problem);
    request.set_language(language);
    request.set_source(source);
    v1::SubmitResponse response;
    grpc::Status status = stub_->Submit(Context().get(), request, &response);
    *out = response.submission();
    return status;
  }

  // The id of a submission that the server took.
  std::string Accepted(const std::string& source) {
    v1::Submission submission;
    grpc::Status status = Submit("sum", "javascript", source, &submission);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return submission.id();
  }

  grpc::Status Get(const std::string& id, v1::Submission* out) {
    v1::GetSubmissionRequest request;
    request.set_submission_id(id);
    v1::GetSubmissionResponse response;
    grpc::Status status =
        stub_->GetSubmission(Context().get(), request, &response);
    *out = response.submission();
    return status;
  }

  std::unique_ptr<grpc::ClientReader<Event>> Watch(
      const std::string& id, grpc::ClientContext* context) {
    v1::WatchSubmissionRequest request;
    request.set_submission_id(id);
    return stub_->WatchSubmission(context, request);
  }

  // All events, and the status.
  std::vector<Event> WatchAll(const std::string& id, grpc::Status* status) {
    const auto context = Context();
    const auto reader = Watch(id, context.get());
    std::vector<Event> events;
    Event event;
    while (reader->Read(&event)) events.push_back(event);
    *status = reader->Finish();
    return events;
  }

  // The verdict once it is there.
  v1::Judgement Await(const std::string& id) {
    grpc::Status status;
    const std::vector<Event> events = WatchAll(id, &status);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return events.empty() ? v1::Judgement()
                          : events.back().judged().judgement();
  }

  grpc::Status List(const v1::ListSubmissionsRequest& request,
                    v1::ListSubmissionsResponse* response) {
    return stub_->ListSubmissions(Context().get(), request, response);
  }

  std::unique_ptr<v1::SubmissionService::Stub> stub_;
};

std::vector<int> Cases(const std::vector<Event>& events) {
  std::vector<int> cases;
  for (const Event& event : events) cases.push_back(event.event_case());
  return cases;
}

TEST_F(SubmissionServiceTest, ReturnsWhatItAcceptedWithoutTheSource) {
  v1::Submission submission;
  const grpc::Status status =
      Submit("sum", "javascript", "print 3", &submission);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(submission.id(), "1");
  EXPECT_EQ(submission.problem_id(), "sum");
  EXPECT_EQ(submission.problem_version(), 1);
  EXPECT_EQ(submission.language(), "javascript");
  EXPECT_EQ(submission.source(), "");
  EXPECT_EQ(submission.state(), v1::SUBMISSION_STATE_PENDING);
  EXPECT_FALSE(submission.has_judgement());
}

TEST_F(SubmissionServiceTest, ShowsAJudgedSubmissionWithSourceAndRuns) {
  const std::string id = Accepted("print 3");
  Await(id);
  v1::Submission submission;
  ASSERT_TRUE(Get(id, &submission).ok());
  EXPECT_EQ(submission.source(), "print 3");
  EXPECT_EQ(submission.file_name(), "main.js");
  EXPECT_EQ(submission.state(), v1::SUBMISSION_STATE_JUDGED);
  EXPECT_EQ(submission.judgement().verdict(), v1::VERDICT_ACCEPTED);
  EXPECT_EQ(submission.judgement().reason(), v1::REASON_UNSPECIFIED);
  EXPECT_EQ(submission.judgement().test_count(), 2);
  ASSERT_EQ(submission.judgement().runs_size(), 2);
  EXPECT_EQ(submission.judgement().runs(1).test(), "sample/2");
}

struct BadSubmit {
  const char* name;
  std::string problem;
  std::string language;
  std::string source;
  grpc::StatusCode code;
  const char* message;
};
std::ostream& operator<<(std::ostream& out, const BadSubmit& bad) {
  return out << bad.name;
}

TEST_F(SubmissionServiceTest, ShowsWhatIsForJudgesOnlyToThoseWhoAsk) {
  Submission submission;
  submission.problem_id = "sum";
  submission.problem_version = 1;
  const SubmissionId id = store_.AddSubmission(submission).value().id;
  Judgement judgement;
  judgement.verdict = Verdict::kWrongAnswer;
  judgement.score = 7;
  TestRun run;
  run.team_message = "close";
  run.judge_message = "expected 3";
  run.transcript = "<1\n";
  judgement.runs = {run};
  ASSERT_TRUE(store_.AddJudgement(id, judgement).ok());

  v1::GetSubmissionRequest request;
  request.set_submission_id(absl::StrCat(id));
  v1::GetSubmissionResponse response;
  ASSERT_TRUE(stub_->GetSubmission(Context().get(), request, &response).ok());
  const v1::TestRun& for_team = response.submission().judgement().runs(0);
  EXPECT_EQ(response.submission().judgement().score(), 7);
  EXPECT_EQ(for_team.team_message(), "close");
  EXPECT_EQ(for_team.judge_message(), "");
  request.set_judge_details(true);
  ASSERT_TRUE(stub_->GetSubmission(Context().get(), request, &response).ok());
  const v1::TestRun& for_judges = response.submission().judgement().runs(0);
  EXPECT_EQ(for_judges.judge_message(), "expected 3");
  EXPECT_EQ(for_judges.transcript(), "<1\n");

  for (const bool details : {false, true}) {
    v1::WatchSubmissionRequest watch;
    watch.set_submission_id(absl::StrCat(id));
    watch.set_judge_details(details);
    const auto context = Context();
    const auto reader = stub_->WatchSubmission(context.get(), watch);
    Event event;
    while (reader->Read(&event)) {
      if (!event.has_run_finished()) continue;
      EXPECT_EQ(event.run_finished().run().judge_message(),
                details ? "expected 3" : "");
    }
    EXPECT_TRUE(reader->Finish().ok());
    EXPECT_EQ(event.judged().judgement().runs(0).transcript(),
              details ? "<1\n" : "");
  }
}

TEST_F(SubmissionServiceTest, ListsAllJudgementsOldestFirst) {
  const std::string id = Accepted("3");
  const v1::Judgement first = Await(id);
  ASSERT_TRUE(store_.Rejudge(1, 1).ok());
  Judgement second;
  second.verdict = Verdict::kJudgeError;
  ASSERT_TRUE(store_.AddJudgement(1, second).ok());
  v1::ListJudgementsRequest request;
  request.set_submission_id(id);
  v1::ListJudgementsResponse response;
  ASSERT_TRUE(stub_->ListJudgements(Context().get(), request, &response).ok());
  ASSERT_EQ(response.judgements_size(), 2);
  EXPECT_FALSE(response.judgements(0).current());
  EXPECT_EQ(response.judgements(0).judgement().verdict(), first.verdict());
  EXPECT_EQ(response.judgements(0).judgement().runs_size(), 0);
  EXPECT_TRUE(response.judgements(1).current());
  EXPECT_EQ(response.judgements(1).judgement().problem_version(), 1);
  request.set_submission_id("99");
  EXPECT_EQ(
      stub_->ListJudgements(Context().get(), request, &response).error_code(),
      grpc::NOT_FOUND);
}

TEST_F(SubmissionServiceTest, RejudgesOnTheNewestOrAGivenVersion) {
  const std::string id = Accepted("print 3");
  EXPECT_EQ(Await(id).problem_version(), 1);
  ASSERT_TRUE(store_.AddProblem(store_.GetProblem("sum", 1).value()).ok());
  for (const int wanted : {0, 1}) {
    v1::RejudgeRequest request;
    request.set_submission_id(id);
    request.set_problem_version(wanted);
    v1::RejudgeResponse response;
    ASSERT_TRUE(stub_->Rejudge(Context().get(), request, &response).ok());
    EXPECT_EQ(response.problem_version(), wanted == 0 ? 2 : 1);
    EXPECT_EQ(Await(id).problem_version(), response.problem_version());
  }
}

TEST_F(SubmissionServiceTest, WhileItIsJudgedAgainBothJudgingsAreTold) {
  const std::string id = Accepted("print 3");
  Await(id);
  sandbox_.Hold();
  v1::RejudgeRequest request;
  request.set_submission_id(id);
  v1::RejudgeResponse response;
  ASSERT_TRUE(stub_->Rejudge(Context().get(), request, &response).ok());
  v1::GetSubmissionRequest get;
  get.set_submission_id(id);
  v1::GetSubmissionResponse got;
  ASSERT_TRUE(stub_->GetSubmission(Context().get(), get, &got).ok());
  EXPECT_EQ(got.submission().state(), v1::SUBMISSION_STATE_JUDGED);
  EXPECT_EQ(got.submission().pending_version(), 1);
  EXPECT_EQ(stub_->Rejudge(Context().get(), request, &response).error_code(),
            grpc::FAILED_PRECONDITION);
  sandbox_.Release();
  Await(id);
  ASSERT_TRUE(stub_->GetSubmission(Context().get(), get, &got).ok());
  EXPECT_EQ(got.submission().pending_version(), 0);
}

struct BadRejudge {
  const char* name;
  std::string id;
  int version;
  grpc::StatusCode code;
  const char* message;
  friend void PrintTo(const BadRejudge& row, std::ostream* out) {
    *out << row.name;
  }
};

class BadRejudgeTest : public SubmissionServiceTest,
                       public testing::WithParamInterface<BadRejudge> {};

TEST_P(BadRejudgeTest, IsRefusedWithAReason) {
  Await(Accepted("print 3"));
  v1::RejudgeRequest request;
  request.set_submission_id(GetParam().id);
  request.set_problem_version(GetParam().version);
  v1::RejudgeResponse response;
  const grpc::Status status =
      stub_->Rejudge(Context().get(), request, &response);
  EXPECT_EQ(status.error_code(), GetParam().code);
  EXPECT_THAT(status.error_message(), HasSubstr(GetParam().message));
  EXPECT_FALSE(store_.GetSubmission(1)->pending_version.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadRejudgeTest,
    testing::Values(
        BadRejudge{"UnknownSubmission", "99", 0, grpc::NOT_FOUND,
                   "no submission 99"},
        BadRejudge{"UnknownVersion", "1", 7, grpc::NOT_FOUND, "version 7"},
        BadRejudge{"NegativeVersion", "1", -1, grpc::INVALID_ARGUMENT,
                   "problem_version -1 is negative"},
        BadRejudge{"IdOutOfShape", "\x1bx", 0, grpc::INVALID_ARGUMENT,
                   "\\033"}),
    [](const auto& param) { return std::string(param.param.name); });

class BadSubmitTest : public SubmissionServiceTest,
                      public testing::WithParamInterface<BadSubmit> {};

TEST_P(BadSubmitTest, IsRefusedWithAReason) {
  const BadSubmit& bad = GetParam();
  v1::Submission submission;
  const grpc::Status status =
      Submit(bad.problem, bad.language, bad.source, &submission);
  EXPECT_EQ(status.error_code(), bad.code);
  EXPECT_THAT(status.error_message(), HasSubstr(bad.message));
  EXPECT_EQ(store_.submissions(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadSubmitTest,
    testing::Values(
        BadSubmit{"UnknownProblem", "nope", "javascript", "x", grpc::NOT_FOUND,
                  "nope"},
        BadSubmit{"NoProblem", "", "javascript", "x", grpc::INVALID_ARGUMENT,
                  "problem_id \"\""},
        BadSubmit{"ProblemIdOutOfShape", "../sum\n", "javascript", "x",
                  grpc::INVALID_ARGUMENT, "problem_id \"../sum\\n\""},
        BadSubmit{"UnknownLanguage", "sum", "cobol", "x",
                  grpc::INVALID_ARGUMENT,
                  "language \"cobol\" is unknown; this server has: javascript"},
        BadSubmit{"EmptySource", "sum", "javascript", "",
                  grpc::INVALID_ARGUMENT, "source is empty"},
        BadSubmit{"SourceNotUtf8", "sum", "javascript", "print \xff",
                  grpc::INVALID_ARGUMENT, "not UTF-8 at byte 6"},
        BadSubmit{"SourceCutInACharacter", "sum", "javascript", "a\xe2\x82",
                  grpc::INVALID_ARGUMENT, "not UTF-8 at byte 1"},
        BadSubmit{"SourceOverTheProblemsLimit", "sum", "javascript",
                  std::string(200 * 1024, 'x'), grpc::INVALID_ARGUMENT,
                  "source"},
        BadSubmit{"OverTheMessageLimit", "sum", "javascript",
                  std::string(17 << 20, 'x'), grpc::RESOURCE_EXHAUSTED,
                  "larger than max"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST_F(SubmissionServiceTest, RefusesWhenTheQueueIsFull) {
  sandbox_.Hold();
  Accepted("print 3");
  sandbox_.AwaitHeld(1);
  for (int i = 0; i < 4; ++i) Accepted("print 3");
  v1::Submission submission;
  const grpc::Status status =
      Submit("sum", "javascript", "print 3", &submission);
  EXPECT_EQ(status.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("4"));
}

TEST_F(SubmissionServiceTest, NamesTheSubmissionThatIsNotThere) {
  v1::Submission submission;
  EXPECT_EQ(Get("7", &submission).error_code(), grpc::NOT_FOUND);
  for (const char* id :
       {"", "0", "-1", "x", "1x", "01", " 1", "+1", "99999999999999999999"}) {
    const grpc::Status status = Get(id, &submission);
    EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT) << id;
    EXPECT_THAT(status.error_message(), HasSubstr("submission_id")) << id;
  }
}

TEST_F(SubmissionServiceTest, ListsNewestFirstInPages) {
  for (int i = 0; i < 3; ++i) Await(Accepted("print 3"));
  v1::ListSubmissionsRequest request;
  request.set_page_size(2);
  v1::ListSubmissionsResponse page;
  ASSERT_TRUE(List(request, &page).ok());
  ASSERT_EQ(page.submissions_size(), 2);
  EXPECT_EQ(page.submissions(0).id(), "3");
  EXPECT_EQ(page.submissions(0).source(), "");
  EXPECT_EQ(page.submissions(0).judgement().verdict(), v1::VERDICT_ACCEPTED);
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(List(request, &page).ok());
  ASSERT_EQ(page.submissions_size(), 1);
  EXPECT_EQ(page.submissions(0).id(), "1");
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(SubmissionServiceTest, RefusesPagesThatCannotBe) {
  v1::ListSubmissionsResponse page;
  v1::ListSubmissionsRequest negative;
  negative.set_page_size(-1);
  grpc::Status status = List(negative, &page);
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr("page_size -1 is negative"));

  v1::ListSubmissionsRequest foreign;
  foreign.set_page_token("of another server");
  EXPECT_EQ(List(foreign, &page).error_code(), grpc::INVALID_ARGUMENT);

  v1::ListSubmissionsRequest shape;
  shape.set_problem_id("A B");
  EXPECT_EQ(List(shape, &page).error_code(), grpc::INVALID_ARGUMENT);

  v1::ListSubmissionsRequest large;
  large.set_page_size(1'000'000);
  EXPECT_TRUE(List(large, &page).ok());
}

TEST_F(SubmissionServiceTest, StreamsAJudgingFromItsBeginning) {
  sandbox_.Hold();
  const std::string id = Accepted("print 3");
  const auto context = Context();
  const auto reader = Watch(id, context.get());
  Event event;
  std::vector<int> before;
  while (before.empty() || before.back() != Event::kCompiled) {
    ASSERT_TRUE(reader->Read(&event));
    before.push_back(event.event_case());
  }
  EXPECT_THAT(before,
              ElementsAre(Event::kQueued, Event::kCompiling, Event::kCompiled));
  sandbox_.Release();
  std::vector<Event> after;
  while (reader->Read(&event)) after.push_back(event);
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_THAT(Cases(after), ElementsAre(Event::kRunFinished,
                                        Event::kRunFinished, Event::kJudged));
  EXPECT_EQ(after[1].run_finished().index(), 1);
  EXPECT_EQ(after[1].run_finished().run().test(), "sample/2");
  EXPECT_EQ(after[2].judged().judgement().runs_size(), 2);
}

TEST_F(SubmissionServiceTest, ReplaysAJudgingThatIsOver) {
  const std::string id = Accepted("print 4");
  EXPECT_EQ(Await(id).verdict(), v1::VERDICT_WRONG_ANSWER);
  grpc::Status status;
  const std::vector<Event> events = WatchAll(id, &status);
  EXPECT_TRUE(status.ok()) << status.error_message();
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events.back().judged().judgement().reason(),
            v1::REASON_WRONG_OUTPUT);
}

TEST_F(SubmissionServiceTest, ManyWatchersSeeTheSame) {
  sandbox_.Hold();
  const std::string id = Accepted("print 3");
  std::vector<std::thread> threads;
  std::vector<std::vector<Event>> seen(8);
  for (std::vector<Event>& events : seen) {
    threads.emplace_back([this, &events, &id] {
      grpc::Status status;
      events = WatchAll(id, &status);
      EXPECT_TRUE(status.ok()) << status.error_message();
    });
  }
  sandbox_.AwaitHeld(1);
  sandbox_.Release();
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<Event>& events : seen) {
    ASSERT_GE(events.size(), 3U);
    EXPECT_TRUE(events.back().has_judged());
  }
}

TEST_F(SubmissionServiceTest, EndsWatchesOfSubmissionsThatAreNotThere) {
  grpc::Status status;
  EXPECT_TRUE(WatchAll("7", &status).empty());
  EXPECT_EQ(status.error_code(), grpc::NOT_FOUND);
  EXPECT_TRUE(WatchAll("x", &status).empty());
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
}

TEST_F(SubmissionServiceTest, EndsWatchesOfAVerdictThatCannotBeStored) {
  store_.FailAddJudgement(1, absl::DataLossError("rows contradict"));
  const std::string id = Accepted("print 3");
  grpc::Status status;
  const std::vector<Event> events = WatchAll(id, &status);
  EXPECT_EQ(status.error_code(), grpc::INTERNAL);
  EXPECT_THAT(status.error_message(),
              HasSubstr("submission 1 stays without a verdict"));
  EXPECT_THAT(Cases(events),
              ElementsAre(Event::kQueued, Event::kCompiling, Event::kCompiled,
                          Event::kRunFinished, Event::kRunFinished));
}

TEST_F(SubmissionServiceTest, ForgetsAWatchThatIsCancelled) {
  sandbox_.Hold();
  const std::string id = Accepted("print 3");
  const auto context = Context();
  const auto reader = Watch(id, context.get());
  Event event;
  ASSERT_TRUE(reader->Read(&event));
  context->TryCancel();
  while (reader->Read(&event)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::CANCELLED);
  // Nothing but the cancelling can end it: the judging is still held.
  while (server_->watches().open_streams() > 0) std::this_thread::yield();
  sandbox_.Release();
  EXPECT_EQ(Await(id).verdict(), v1::VERDICT_ACCEPTED);
}

TEST_F(SubmissionServiceTest, CancelledWatchesNeverHarmAJudging) {
  std::vector<std::thread> threads;
  const std::string id = Accepted("print 3");
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this, &id, i] {
      for (int round = 0; round < 20; ++round) {
        const auto context = Context();
        const auto reader = Watch(id, context.get());
        Event event;
        for (int k = 0; k < (round + i) % 4; ++k) reader->Read(&event);
        context->TryCancel();
        reader->Finish();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Await(id).verdict(), v1::VERDICT_ACCEPTED);
}

TEST_F(SubmissionServiceTest, EndsWatchesWhenItShutsDown) {
  sandbox_.Hold();
  const std::string id = Accepted("print 3");
  const auto context = Context();
  const auto reader = Watch(id, context.get());
  Event event;
  ASSERT_TRUE(reader->Read(&event));
  server_->Shutdown(absl::Seconds(30));
  while (reader->Read(&event)) {
  }
  const grpc::Status status = reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::UNAVAILABLE);
  EXPECT_THAT(status.error_message(), HasSubstr("shutting down"));
}

class SlowWatcherTest : public SubmissionServiceTest {
 protected:
  void SetUp() override {
    options().watches.max_queued_events = 10;
    SubmissionServiceTest::SetUp();
  }

  // Judged already, with more runs than a client that does not read can be
  // sent.
  std::string LongJudging() {
    Submission sent;
    sent.problem_id = "sum";
    const absl::StatusOr<Submission> submission = store_.AddSubmission(sent);
    EXPECT_TRUE(submission.ok());
    Judgement judgement;
    for (int i = 0; i < 4000; ++i) {
      TestRun run;
      run.test = "secret/" + std::to_string(i);
      run.execution.message = std::string(kMaxMessage, 'x');
      judgement.runs.push_back(std::move(run));
    }
    EXPECT_TRUE(store_.AddJudgement(submission->id, judgement).ok());
    return std::to_string(submission->id);
  }
};

TEST_F(SlowWatcherTest, IsEndedWhenItLeavesTooMuchUnread) {
  const std::string id = LongJudging();
  const auto context = Context();
  const auto reader = Watch(id, context.get());
  // The one thread answers this when it has replayed all events.
  v1::Submission submission;
  while (server_->watches().open_streams() == 0) std::this_thread::yield();
  Get("99", &submission);
  Event event;
  int events = 0;
  while (reader->Read(&event)) ++events;
  const grpc::Status status = reader->Finish();
  EXPECT_EQ(status.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("unread"));
  EXPECT_LT(events, 4000);
}

TEST_F(SlowWatcherTest, DoesNotHoldUpTheJudging) {
  const std::string id = Accepted("print 3");
  const auto context = Context();
  const auto unread = Watch(id, context.get());
  EXPECT_EQ(Await(id).verdict(), v1::VERDICT_ACCEPTED);
}

class CrowdTest : public SubmissionServiceTest {
 protected:
  void SetUp() override {
    options().watches.max_streams = 1;
    SubmissionServiceTest::SetUp();
  }
};

TEST_F(CrowdTest, MoreWatchesThanTheServerTakesAreRefused) {
  sandbox_.Hold();
  const std::string id = Accepted("print 3");
  const auto context = Context();
  const auto first = Watch(id, context.get());
  Event event;
  ASSERT_TRUE(first->Read(&event));
  grpc::Status status;
  WatchAll(id, &status);
  EXPECT_EQ(status.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_THAT(status.error_message(), HasSubstr("1 watches"));
}

TEST_F(SubmissionServiceTest, AReplayTellsWhatDiffersAndStoresNothing) {
  const std::string id = Accepted("print 3");
  Await(id);
  v1::ReplaySubmissionRequest request;
  request.set_submission_id(id);
  v1::ReplaySubmissionResponse same;
  ASSERT_TRUE(stub_->ReplaySubmission(Context().get(), request, &same).ok());
  EXPECT_EQ(same.changes_size(), 0);
  EXPECT_EQ(same.after().runs_size(), 2);
  EXPECT_NE(same.after().runs(0).seed(), 0);

  sandbox_.EndRuns({fakes::EndWith(Verdict::kRunTimeError)});
  v1::ReplaySubmissionResponse other;
  ASSERT_TRUE(stub_->ReplaySubmission(Context().get(), request, &other).ok());
  ASSERT_GT(other.changes_size(), 0);
  EXPECT_EQ(other.changes(0).kind(), v1::ReplayChange::KIND_RESULT);
  EXPECT_EQ(other.changes(0).what(), "verdict");
  EXPECT_EQ(other.changes(0).before(), "AC");
  EXPECT_EQ(other.changes(0).after(), "RTE");
  EXPECT_EQ(store_.judgings(1), 1);
}

TEST_F(SubmissionServiceTest, AReplayNeedsAJudgement) {
  v1::ReplaySubmissionRequest request;
  v1::ReplaySubmissionResponse response;
  const auto code = [&](const std::string& id) {
    request.set_submission_id(id);
    return stub_->ReplaySubmission(Context().get(), request, &response)
        .error_code();
  };
  EXPECT_EQ(code("x"), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(code("7"), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace gavel::judge
