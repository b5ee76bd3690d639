// Restarts, shutdowns, full disks and broken stores.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "judge/engine/dispatcher.h"
#include "tests/judge/engine/dispatcher_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr int kForever = std::numeric_limits<int>::max();

TEST_F(DispatcherTest, RestartJudgesWhatHasNoVerdict) {
  Make();  // never started: as if the server had died after accepting
  std::vector<SubmissionId> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(MustSubmit("echo"));
  Make();
  std::latch all(5);
  store_.AfterJudgement([&](SubmissionId) { all.count_down(); });
  // More than the queue holds: what was accepted is never refused.
  Start({.slots = 1, .limit = 2});
  all.wait();
  for (const SubmissionId id : ids) EXPECT_TRUE(IsJudged(id)) << id;
}

TEST_F(DispatcherTest, SubmittedBeforeStartIsJudgedOnce) {
  Make();
  const SubmissionId id = MustSubmit("echo");
  Recorder recorder;
  MustWatch(id, recorder.sink());
  StartMade();
  recorder.AwaitJudged();
  dispatcher_->Shutdown();
  EXPECT_EQ(store_.judgings(id), 1);
}

TEST_F(DispatcherTest, WatchBeforeStartSaysThatItHasNotStarted) {
  Make();
  const SubmissionId id = MustSubmit("echo");
  Make();
  Recorder recorder;
  EXPECT_TRUE(
      absl::IsUnavailable(dispatcher_->Watch(id, recorder.sink()).status()));
}

TEST_F(DispatcherTest, ShutdownFinishesWhatHasBegunAndLeavesTheRest) {
  const SubmissionId begun = StartBusy();
  const SubmissionId waiting = MustSubmit("echo");
  std::latch stopping(1);
  absl::Status one_off;
  ASSERT_TRUE(dispatcher_
                  ->RunOneOff({}, "",
                              [&](const absl::StatusOr<OneOffResult>& result) {
                                one_off = result.status();
                                stopping.count_down();
                              })
                  .ok());
  std::thread shutdown([&] { dispatcher_->Shutdown(); });
  stopping.wait();
  EXPECT_TRUE(absl::IsUnavailable(one_off));
  EXPECT_TRUE(absl::IsUnavailable(Submit("echo").status()));
  EXPECT_TRUE(absl::IsUnavailable(dispatcher_->RunOneOff(
      {}, "", [](const absl::StatusOr<OneOffResult>&) {})));
  sandbox_.Release();
  shutdown.join();
  dispatcher_->Shutdown();
  EXPECT_TRUE(IsJudged(begun));
  EXPECT_FALSE(IsJudged(waiting));

  Start();
  AwaitJudged(waiting);
  EXPECT_EQ(store_.judgings(begun), 1);
  EXPECT_EQ(store_.judgings(waiting), 1);
}

TEST_F(DispatcherTest, FullDiskDelaysAVerdictButLosesNothing) {
  Start();
  store_.FailAddJudgement(3, absl::ResourceExhaustedError("disk is full"));
  const SubmissionId id = MustSubmit("echo");
  Recorder recorder;
  MustWatch(id, recorder.sink());
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
  EXPECT_EQ(store_.judgings(id), 4);
  EXPECT_EQ(sandbox_.loads(), 1);
}

TEST_F(DispatcherTest, ShutdownWithAFullDiskLeavesTheVerdictToTheNextStart) {
  std::latch failed(1);
  store_.FailAddJudgement(kForever, absl::UnavailableError("disk is busy"));
  std::once_flag once;
  store_.AfterFailure(
      [&] { std::call_once(once, [&] { failed.count_down(); }); });
  Start();
  const SubmissionId id = MustSubmit("echo");
  failed.wait();
  dispatcher_->Shutdown();
  EXPECT_FALSE(IsJudged(id));
  store_.AfterFailure(nullptr);
  store_.FailAddJudgement(0, absl::OkStatus());
  Start();
  AwaitJudged(id);
  EXPECT_TRUE(IsJudged(id));
}

TEST_F(DispatcherTest, BrokenStoreDoesNotStopTheSlot) {
  std::latch failed(1);
  store_.FailAddJudgement(1, absl::DataLossError("rows contradict"));
  store_.AfterFailure([&] { failed.count_down(); });
  Start();
  const SubmissionId broken = MustSubmit("echo");
  failed.wait();
  AwaitJudged(MustSubmit("echo"));
  EXPECT_FALSE(IsJudged(broken));
  Start();
  AwaitJudged(broken);
}

TEST_F(DispatcherTest, WatchersHearThatTheVerdictCannotBeStored) {
  StartBusy();
  const SubmissionId id = MustSubmit("echo");
  store_.FailAddJudgement(2, absl::DataLossError("rows contradict"));
  Recorder early;
  MustWatch(id, early.sink());
  sandbox_.Release();
  early.AwaitJudged();
  ASSERT_THAT(early.heard(), SizeIs(6));
  EXPECT_THAT(early.heard().back(),
              StartsWith("abandoned INTERNAL: submission 2 stays without"));
  EXPECT_THAT(early.heard().back(), Not(HasSubstr("rows contradict")));

  Recorder late;
  MustWatch(id, late.sink());
  late.AwaitJudged();
  EXPECT_EQ(late.heard(), early.heard());
}

TEST_F(DispatcherTest, BusyStoreIsAskedAgainForTheSource) {
  Start();
  store_.FailGetSubmission(2, absl::UnavailableError("disk is busy"));
  std::latch judged(1);
  store_.AfterJudgement([&](SubmissionId) { judged.count_down(); });
  const SubmissionId id = MustSubmit("echo");
  judged.wait();
  dispatcher_->Shutdown();
  EXPECT_EQ(store_.GetSubmission(id)->judgement->verdict, Verdict::kAccepted);
}

TEST_F(DispatcherTest, SubmissionThatCannotBeReadIsAJudgeError) {
  StartBusy();
  const SubmissionId id = MustSubmit("echo");
  Recorder recorder;
  MustWatch(id, recorder.sink());
  store_.FailGetSubmission(1, absl::DataLossError("rows contradict"));
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAre("queued 0", "compiling 0",
                                            "compiled JE", "judged JE"));
  dispatcher_->Shutdown();
  EXPECT_THAT(store_.GetSubmission(id)->judgement->message,
              HasSubstr("rows contradict"));
}

}  // namespace
}  // namespace gavel::judge
