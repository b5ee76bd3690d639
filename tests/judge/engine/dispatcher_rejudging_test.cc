// Judging again what has a verdict.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "judge/engine/dispatcher.h"
#include "tests/judge/engine/dispatcher_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(DispatcherTest, JudgementThatIsThereAlreadyStaysTheCurrentOne) {
  const SubmissionId id = StartBusy();
  Recorder recorder;
  MustWatch(id, recorder.sink());
  Judgement other;
  other.verdict = Verdict::kTimeLimitExceeded;
  ASSERT_TRUE(store_.AddJudgement(id, other).ok());
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_EQ(recorder.heard().back(), "judged TLE");
}

TEST_F(DispatcherTest, RejudgingIsOnTheVersionAskedFor) {
  Start();
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  AddVersionWithOneTest();
  EXPECT_EQ(dispatcher_->Rejudge(id, std::nullopt).value(), 2);
  EXPECT_THAT(AwaitVerdict(id),
              ElementsAre("queued 0", "compiling 1", "compiled AC",
                          "run 0 sample/1 AC", "judged AC"));
  EXPECT_EQ(dispatcher_->Rejudge(id, 1).value(), 1);
  EXPECT_THAT(AwaitVerdict(id), ElementsAreArray(accepted_));
  std::vector<int32_t> versions;
  const auto records = store_.ListJudgements(id).value();
  for (const auto& record : records) {
    versions.push_back(record.judgement.problem_version);
  }
  EXPECT_THAT(versions, ElementsAre(1, 2, 1));
}

TEST_F(DispatcherTest, WhileItIsJudgedAgainTheOldJudgementIsCurrentButNotTold) {
  Start({.slots = 1, .limit = 10});
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  sandbox_.Hold();
  ASSERT_TRUE(dispatcher_->Rejudge(id, std::nullopt).ok());
  Recorder recorder;
  MustWatch(id, recorder.sink());
  sandbox_.AwaitHeld(1);
  EXPECT_TRUE(IsJudged(id));
  EXPECT_THAT(recorder.heard(), Not(Contains("judged AC")));
  EXPECT_TRUE(absl::IsFailedPrecondition(
      dispatcher_->Rejudge(id, std::nullopt).status()));
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, RejudgingGoesOnAfterARestart) {
  Start();
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  dispatcher_.reset();
  AddVersionWithOneTest();
  ASSERT_TRUE(store_.Rejudge(id, 2).ok());
  Make();
  Recorder early;
  EXPECT_TRUE(
      absl::IsUnavailable(dispatcher_->Watch(id, early.sink()).status()));
  EXPECT_THAT(early.heard(), IsEmpty());
  StartMade();
  AwaitVerdict(id);
  EXPECT_EQ(store_.GetSubmission(id)->judgement->problem_version, 2);
  EXPECT_THAT(store_.ListJudgements(id).value(), SizeIs(2));
}

// The submission is in the queue again before its first judging is over.
TEST_F(DispatcherTest, RejudgedAtTheMomentOfItsVerdictItIsJudgedTwice) {
  Start({.slots = 2, .limit = 10});
  bool first = true;
  store_.AfterJudgement([this, &first](SubmissionId id) {
    if (!std::exchange(first, false)) return;
    EXPECT_TRUE(dispatcher_->Rejudge(id, std::nullopt).ok());
    Recorder second;
    MustWatch(id, second.sink());
    second.AwaitJudged();
    EXPECT_THAT(second.heard(), ElementsAreArray(accepted_));
  });
  Recorder recorder;
  const SubmissionId id = MustSubmit("echo");
  MustWatch(id, recorder.sink());
  recorder.AwaitJudged();
  dispatcher_->Shutdown();
  EXPECT_THAT(store_.ListJudgements(id).value(), SizeIs(2));
}

TEST_F(DispatcherTest, FullQueueRefusesARejudgingBeforeItIsStored) {
  Start({.slots = 1, .limit = 1});
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  sandbox_.Hold();
  MustSubmit("echo");
  sandbox_.AwaitHeld(1);
  MustSubmit("echo");
  EXPECT_TRUE(absl::IsResourceExhausted(
      dispatcher_->Rejudge(id, std::nullopt).status()));
  EXPECT_FALSE(store_.GetSubmission(id)->pending_version.has_value());
}

TEST_F(DispatcherTest, RejudgingWhatIsNotThereIsNotFound) {
  Start();
  const SubmissionId id = MustSubmit("echo");
  AwaitVerdict(id);
  EXPECT_TRUE(absl::IsNotFound(dispatcher_->Rejudge(99, 1).status()));
  EXPECT_TRUE(absl::IsNotFound(dispatcher_->Rejudge(id, 2).status()));
}

}  // namespace
}  // namespace gavel::judge
