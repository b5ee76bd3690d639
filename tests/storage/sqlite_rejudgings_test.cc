#include "storage/sqlite_rejudgings.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/sqlite_store.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class SqliteRejudgingsTest : public testing::Test {
 protected:
  void SetUp() override {
    Open();
    ASSERT_THAT(store_->AddProblem(SampleProblem(dir_.path(), "sum")), IsOk());
  }

  void Open() {
    sets_.reset();
    store_.reset();
    store_ = SqliteStore::Open(dir_ / "data", clock_).value();
    sets_.emplace(store_->database(), clock_);
  }

  static Judgement With(Verdict verdict) {
    Judgement judgement = SampleJudgement();
    judgement.verdict = verdict;
    judgement.score.reset();
    return judgement;
  }

  // A judged submission of that user.
  SubmissionId Add(const std::string& user, Verdict verdict) {
    Submission submission = SampleSubmission("sum", 1, "print 3");
    submission.user_id = user;
    submission.contest_id = user == "ann" ? "spring" : "";
    submission.idempotency_key.clear();
    const SubmissionId id = store_->AddSubmission(submission).value().id;
    EXPECT_THAT(store_->AddJudgement(id, With(verdict)), IsOk());
    return id;
  }

  RejudgingId Make(const SubmissionFilter& filter) {
    return sets_
        ->AddRejudging(
            {.reason = "test", .created_by = "eve", .filter = filter})
        .value()
        .rejudging.id;
  }

  std::vector<RejudgingTask> Tasks() {
    return sets_->NextTasks({}, 1000).value();
  }

  void FinishAll(Verdict verdict) {
    for (const RejudgingTask& task : Tasks()) {
      ASSERT_THAT(sets_->FinishTask(task, With(verdict)), IsOk());
    }
  }

  Verdict Current(SubmissionId id) {
    return store_->GetSubmission(id).value().judgement.value().verdict;
  }

  std::vector<RejudgingChange> Changes(RejudgingId id, bool only_changed) {
    return sets_->ListChanges(id, only_changed, {.size = 1000, .token = ""})
        .value()
        .items;
  }

  TestDir dir_;
  TickingClock clock_;
  std::unique_ptr<SqliteStore> store_;
  std::optional<SqliteRejudgings> sets_;
};

TEST_F(SqliteRejudgingsTest, TakesWhatTheFilterFindsAndTheIds) {
  const SubmissionId bob = Add("bob", Verdict::kAccepted);
  Add("bob", Verdict::kWrongAnswer);
  const SubmissionId ann = Add("ann", Verdict::kWrongAnswer);
  const RejudgingMade made =
      sets_
          ->AddRejudging({.reason = "why",
                          .created_by = "eve",
                          .filter = SubmissionFilter{.contest_id = "spring"},
                          .ids = {bob, ann}})
          .value();
  EXPECT_EQ(made.rejudging.reason, "why");
  EXPECT_EQ(made.rejudging.created_by, "eve");
  EXPECT_EQ(made.rejudging.state, RejudgingState::kOpen);
  EXPECT_EQ(made.rejudging.submissions, 2);
  EXPECT_EQ(made.rejudging.judged, 0);
  EXPECT_EQ(made.left_out, 0);
  std::vector<SubmissionId> ids;
  for (const RejudgingTask& task : Tasks()) ids.push_back(task.submission);
  EXPECT_THAT(ids, ElementsAre(bob, ann));
  EXPECT_THAT(sets_->ContestsOf(made.rejudging.id).value(),
              ElementsAre("", "spring"));
}

TEST_F(SqliteRejudgingsTest, LeavesOutWhatWaitsAndSaysSo) {
  const SubmissionId judged = Add("bob", Verdict::kAccepted);
  const SubmissionId again = Add("bob", Verdict::kAccepted);
  ASSERT_THAT(store_->Rejudge(again, 1), IsOk());
  const SubmissionId first =
      store_->AddSubmission(SampleSubmission("sum", 1, "print 3")).value().id;
  const RejudgingMade made =
      sets_->AddRejudging({.filter = SubmissionFilter{.problem_id = "sum"}})
          .value();
  EXPECT_EQ(made.rejudging.submissions, 1);
  EXPECT_EQ(made.left_out, 2);
  EXPECT_THAT(made.some_left_out, ElementsAre(first, again));
  EXPECT_EQ(Tasks()[0].submission, judged);
}

TEST_F(SqliteRejudgingsTest, MakesNoSetOfNothing) {
  store_->AddSubmission(SampleSubmission("sum", 1, "print 3")).value();
  EXPECT_THAT(
      sets_->AddRejudging({.filter = SubmissionFilter{.problem_id = "sum"}}),
      IsError(absl::StatusCode::kNotFound, HasSubstr("1 wait")));
  EXPECT_THAT(sets_->AddRejudging({.ids = {77}}),
              IsError(absl::StatusCode::kNotFound, "no submission 77"));
  const SubmissionId id = Add("bob", Verdict::kAccepted);
  EXPECT_THAT(sets_->AddRejudging({.ids = {id}, .problem_version = 9}),
              IsError(absl::StatusCode::kNotFound, "no problem sum version 9"));
  EXPECT_THAT(sets_->ListRejudgings({}).value().items, IsEmpty());
}

TEST_F(SqliteRejudgingsTest, JudgesOnTheNewestVersionOrTheOneAskedFor) {
  const SubmissionId id = Add("bob", Verdict::kAccepted);
  Problem newer = SampleProblem(dir_.path(), "sum");
  newer.title = "newer";
  ASSERT_EQ(store_->AddProblem(newer).value().version, 2);
  ASSERT_THAT(sets_->AddRejudging({.ids = {id}}), IsOk());
  ASSERT_THAT(sets_->AddRejudging({.ids = {id}, .problem_version = 1}), IsOk());
  const std::vector<RejudgingTask> tasks = Tasks();
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].problem_version, 2);
  EXPECT_EQ(tasks[1].problem_version, 1);
}

TEST_F(SqliteRejudgingsTest, TheOldJudgementCountsUntilTheSetIsApplied) {
  const SubmissionId id = Add("bob", Verdict::kAccepted);
  const RejudgingId set = Make({.problem_id = "sum"});
  EXPECT_THAT(sets_->ApplyRejudging(set, "eve", false),
              IsError(absl::StatusCode::kFailedPrecondition,
                      HasSubstr("1 of 1 submissions wait")));
  FinishAll(Verdict::kWrongAnswer);
  EXPECT_EQ(Current(id), Verdict::kAccepted);
  // Nor is the new one in its history, where its sender would see it.
  EXPECT_EQ(store_->ListJudgements(id).value().size(), 1U);

  const Rejudging applied = sets_->ApplyRejudging(set, "eve", false).value();
  EXPECT_EQ(applied.state, RejudgingState::kApplied);
  EXPECT_EQ(applied.closed_by, "eve");
  EXPECT_EQ(Current(id), Verdict::kWrongAnswer);
  const std::vector<JudgementRecord> history =
      store_->ListJudgements(id).value();
  ASSERT_EQ(history.size(), 2U);
  EXPECT_FALSE(history[0].current);
  EXPECT_EQ(history[0].judgement.verdict, Verdict::kAccepted);
  EXPECT_TRUE(history[1].current);
}

TEST_F(SqliteRejudgingsTest, TheNewJudgementIsWhole) {
  const SubmissionId id = Add("bob", Verdict::kAccepted);
  const RejudgingId set = Make({.problem_id = "sum"});
  ASSERT_THAT(sets_->FinishTask(Tasks()[0], SampleJudgement()), IsOk());
  ASSERT_THAT(sets_->ApplyRejudging(set, "eve", false), IsOk());
  Judgement expected = SampleJudgement();
  expected.problem_version = 1;
  EXPECT_EQ(Describe(*store_->GetSubmission(id).value().judgement),
            Describe(expected));
}

TEST_F(SqliteRejudgingsTest, AppliesOnceHoweverOftenItIsAsked) {
  const SubmissionId id = Add("bob", Verdict::kAccepted);
  const RejudgingId set = Make({.problem_id = "sum"});
  FinishAll(Verdict::kWrongAnswer);
  const Rejudging first = sets_->ApplyRejudging(set, "eve", false).value();
  // What came after stays.
  ASSERT_THAT(store_->Rejudge(id, 1), IsOk());
  ASSERT_THAT(store_->AddJudgement(id, With(Verdict::kTimeLimitExceeded)),
              IsOk());
  const Rejudging second = sets_->ApplyRejudging(set, "bob", false).value();
  EXPECT_EQ(second.closed_by, "eve");
  EXPECT_EQ(second.closed, first.closed);
  EXPECT_EQ(Current(id), Verdict::kTimeLimitExceeded);
  EXPECT_THAT(sets_->CancelRejudging(set, "eve"),
              IsError(absl::StatusCode::kFailedPrecondition,
                      HasSubstr("is applied already")));
}

TEST_F(SqliteRejudgingsTest, RefusesWhatWasJudgedMeanwhileByName) {
  const SubmissionId stays = Add("bob", Verdict::kAccepted);
  const SubmissionId moves = Add("bob", Verdict::kAccepted);
  const RejudgingId set = Make({.problem_id = "sum"});
  FinishAll(Verdict::kWrongAnswer);
  ASSERT_THAT(store_->Rejudge(moves, 1), IsOk());
  ASSERT_THAT(store_->AddJudgement(moves, With(Verdict::kTimeLimitExceeded)),
              IsOk());
  EXPECT_TRUE(Changes(set, false)[1].outdated);
  EXPECT_THAT(sets_->ApplyRejudging(set, "eve", false),
              IsError(absl::StatusCode::kFailedPrecondition,
                      HasSubstr("submission 2 got another judgement")));
  EXPECT_EQ(Current(stays), Verdict::kAccepted);

  ASSERT_THAT(sets_->ApplyRejudging(set, "eve", true), IsOk());
  EXPECT_EQ(Current(stays), Verdict::kWrongAnswer);
  EXPECT_EQ(Current(moves), Verdict::kTimeLimitExceeded);
}

TEST_F(SqliteRejudgingsTest, ACancelledSetNeverCounts) {
  const SubmissionId id = Add("bob", Verdict::kAccepted);
  Add("bob", Verdict::kAccepted);
  const RejudgingId set = Make({.problem_id = "sum"});
  const std::vector<RejudgingTask> tasks = Tasks();
  ASSERT_THAT(sets_->FinishTask(tasks[0], With(Verdict::kWrongAnswer)), IsOk());
  ASSERT_THAT(sets_->CancelRejudging(set, "eve"), IsOk());
  EXPECT_THAT(Tasks(), IsEmpty());
  EXPECT_THAT(sets_->FinishTask(tasks[1], With(Verdict::kWrongAnswer)),
              IsError(absl::StatusCode::kFailedPrecondition,
                      HasSubstr("is cancelled")));
  EXPECT_THAT(sets_->ApplyRejudging(set, "eve", false),
              IsError(absl::StatusCode::kFailedPrecondition,
                      HasSubstr("is cancelled already")));
  EXPECT_THAT(sets_->CancelRejudging(set, "bob"), IsOk());
  EXPECT_EQ(Current(id), Verdict::kAccepted);
  EXPECT_EQ(store_->ListJudgements(id).value().size(), 2U);
}

TEST_F(SqliteRejudgingsTest, ATaskIsFinishedOnce) {
  Add("bob", Verdict::kAccepted);
  Make({.problem_id = "sum"});
  const RejudgingTask task = Tasks()[0];
  ASSERT_THAT(sets_->FinishTask(task, With(Verdict::kAccepted)), IsOk());
  EXPECT_THAT(sets_->FinishTask(task, With(Verdict::kAccepted)),
              IsError(absl::StatusCode::kAlreadyExists, HasSubstr("has its")));
}

TEST_F(SqliteRejudgingsTest, ListsWhatChanges) {
  Add("ann", Verdict::kAccepted);
  Add("bob", Verdict::kWrongAnswer);
  const RejudgingId set = Make({.problem_id = "sum"});
  EXPECT_FALSE(Changes(set, false)[0].after.has_value());
  EXPECT_THAT(Changes(set, true), IsEmpty());
  FinishAll(Verdict::kWrongAnswer);
  const std::vector<RejudgingChange> changes = Changes(set, true);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].user_id, "ann");
  EXPECT_EQ(changes[0].contest_id, "spring");
  EXPECT_EQ(changes[0].problem_id, "sum");
  EXPECT_EQ(changes[0].before.verdict, Verdict::kAccepted);
  EXPECT_EQ(changes[0].after->verdict, Verdict::kWrongAnswer);
}

TEST_F(SqliteRejudgingsTest, ListsGoByPages) {
  for (int i = 0; i < 3; ++i) Add("bob", Verdict::kAccepted);
  const RejudgingId set = Make({.problem_id = "sum"});
  Make({.problem_id = "sum"});
  const Page<RejudgingChange> first =
      sets_->ListChanges(set, false, {.size = 2, .token = ""}).value();
  EXPECT_EQ(first.items.size(), 2U);
  const Page<RejudgingChange> second =
      sets_
          ->ListChanges(set, false, {.size = 2, .token = first.next_page_token})
          .value();
  ASSERT_EQ(second.items.size(), 1U);
  EXPECT_EQ(second.items[0].id, 3);
  EXPECT_EQ(second.next_page_token, "");
  EXPECT_THAT(
      sets_->ListChanges(set, true,
                         {.size = 2, .token = first.next_page_token}),
      IsError(absl::StatusCode::kInvalidArgument, HasSubstr("page token")));
  const Page<Rejudging> sets =
      sets_->ListRejudgings({.size = 1, .token = ""}).value();
  ASSERT_EQ(sets.items.size(), 1U);
  EXPECT_EQ(sets.items[0].id, 2);
  EXPECT_EQ(sets_->ListRejudgings({.size = 1, .token = sets.next_page_token})
                .value()
                .items[0]
                .id,
            1);
}

TEST_F(SqliteRejudgingsTest, ARestartFindsWhatIsLeft) {
  for (int i = 0; i < 3; ++i) Add("bob", Verdict::kAccepted);
  Make({.problem_id = "sum"});
  ASSERT_THAT(sets_->FinishTask(Tasks()[0], With(Verdict::kAccepted)), IsOk());
  Open();
  const std::vector<RejudgingTask> tasks = Tasks();
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].submission, 2);
  EXPECT_EQ(sets_->NextTasks(tasks[0], 10).value()[0].submission, 3);
}

}  // namespace
}  // namespace gavel::storage
