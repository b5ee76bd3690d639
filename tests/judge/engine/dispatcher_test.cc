// What is taken, and that it is judged.
#include "judge/engine/dispatcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "tests/judge/engine/dispatcher_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST_F(DispatcherTest, SubmissionComesBackAsStored) {
  Start();
  const absl::StatusOr<Submission> submission = Submit("echo");
  ASSERT_TRUE(submission.ok()) << submission.status();
  EXPECT_EQ(submission->id, 1);
  EXPECT_EQ(submission->problem_version, 1);
}

TEST_F(DispatcherTest, RunsAreReusedOnlyWhereThatIsAllowed) {
  std::atomic<bool> allowed = false;
  DispatcherOptions options;
  options.may_reuse = [&](const Submission&) { return allowed.load(); };
  Start({}, options);
  AwaitVerdict(MustSubmit("echo"));
  AwaitVerdict(MustSubmit("echo"));
  EXPECT_THAT(sandbox_.runs(), SizeIs(4));
  allowed = true;
  EXPECT_THAT(AwaitVerdict(MustSubmit("echo")), ElementsAreArray(accepted_));
  EXPECT_THAT(sandbox_.runs(), SizeIs(4));
}

TEST_F(DispatcherTest, UnknownProblemIsNotFound) {
  Start();
  EXPECT_TRUE(absl::IsNotFound(Submit("echo", "nothing").status()));
}

TEST_F(DispatcherTest, SourceOverTheLimitIsRefusedWithBothSizes) {
  Start();
  const absl::Status status = Submit(std::string(101, 'x')).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_THAT(absl::StrCat(status.message()),
              HasSubstr("101 bytes, the limit is 100 bytes"));
  EXPECT_EQ(store_.submissions(), 0);
}

TEST_F(DispatcherTest, FullQueueRefusesBeforeAnythingIsStored) {
  StartBusy(/*limit=*/2);
  MustSubmit("echo");
  MustSubmit("echo");
  const absl::Status status = Submit("echo").status();
  EXPECT_TRUE(absl::IsResourceExhausted(status));
  EXPECT_THAT(absl::StrCat(status.message()), HasSubstr("limit is 2"));
  EXPECT_TRUE(absl::IsResourceExhausted(dispatcher_->RunOneOff(
      {}, "", [](const absl::StatusOr<OneOffResult>&) {})));
  EXPECT_EQ(store_.submissions(), 3);
}

TEST_F(DispatcherTest, FailedWriteGivesItsPlaceBack) {
  StartBusy(/*limit=*/1);
  store_.FailAddSubmission(1, absl::UnavailableError("disk is busy"));
  EXPECT_TRUE(absl::IsUnavailable(Submit("echo").status()));
  EXPECT_TRUE(Submit("echo").ok());
}

TEST_F(DispatcherTest, AheadCountsThoseThatWait) {
  StartBusy();
  MustSubmit("echo");
  Recorder recorder;
  MustWatch(MustSubmit("echo"), recorder.sink());
  EXPECT_THAT(recorder.heard(), ElementsAre("queued 1"));
}

TEST_F(DispatcherTest, SubmissionsAreJudgedInTheOrderTheyCame) {
  const SubmissionId first = StartBusy();
  const SubmissionId second = MustSubmit("echo");
  const SubmissionId third = MustSubmit("echo");
  std::vector<SubmissionId> order;  // only the one slot writes
  for (const SubmissionId id : {third, second, first}) {
    const auto watch = dispatcher_->Watch(id, [&order, id](const Event& event) {
      if (std::holds_alternative<Compiling>(event)) order.push_back(id);
    });
    ASSERT_TRUE(watch.ok());
  }
  sandbox_.Release();
  AwaitJudged(third);
  EXPECT_THAT(order, ElementsAre(first, second, third));
}

TEST_F(DispatcherTest, EverySubmissionIsJudgedExactlyOnce) {
  constexpr int kSubmissions = 1000;
  std::latch all(kSubmissions);
  store_.AfterJudgement([&](SubmissionId) { all.count_down(); });
  Start({.slots = 4});
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      for (int j = 0; j < kSubmissions / 4; ++j) MustSubmit("echo");
    });
  }
  for (std::thread& client : clients) client.join();
  all.wait();
  dispatcher_->Shutdown();
  EXPECT_EQ(store_.submissions(), kSubmissions);
  for (SubmissionId id = 1; id <= kSubmissions; ++id) {
    EXPECT_EQ(store_.judgings(id), 1) << id;
    EXPECT_EQ(store_.GetSubmission(id)->judgement->verdict, Verdict::kAccepted);
  }
}

TEST_F(DispatcherTest, RunsAreMeasuredAgainAsOftenAsItsOptionsSay) {
  for (const int times : {0, 1, 2}) {
    Start({}, {.judging = {.measure_again = times}});
    const SubmissionId id = MustSubmit("verdict TLE");
    AwaitJudged(id);
    const Judgement judgement = *store_.GetSubmission(id)->judgement;
    ASSERT_THAT(judgement.runs, SizeIs(1));
    const size_t measurements = times == 0 ? 0 : static_cast<size_t>(times) + 1;
    EXPECT_THAT(judgement.runs[0].measurements, SizeIs(measurements));
  }
}

TEST_F(DispatcherTest, OneOffIsRunAndReported) {
  Start();
  OneOff one_off;
  one_off.source = "echo";
  one_off.standard_input = "hello";
  std::latch done(1);
  absl::StatusOr<OneOffResult> result;
  ASSERT_TRUE(dispatcher_
                  ->RunOneOff(one_off, "",
                              [&](absl::StatusOr<OneOffResult> it) {
                                result = std::move(it);
                                done.count_down();
                              })
                  .ok());
  done.wait();
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->standard_output, "hello");
}

TEST_F(DispatcherTest, StartsOnlyOnce) {
  Start();
  EXPECT_TRUE(absl::IsFailedPrecondition(dispatcher_->Start()));
}

struct PriorityCase {
  const char* name;
  storage::Waiting waiting;
  Priority priority;
};

TEST(DefaultPriorityTest, IsByContestAndByWhetherThereIsAVerdict) {
  const PriorityCase cases[] = {
      {"practice", {1, "ada", "", false}, Priority::kPractice},
      {"contest", {1, "ada", "icpc", false}, Priority::kContest},
      {"practice again", {1, "ada", "", true}, Priority::kRejudge},
      {"contest again", {1, "ada", "icpc", true}, Priority::kRejudge},
  };
  for (const PriorityCase& test : cases) {
    EXPECT_EQ(DefaultPriority(test.waiting), test.priority) << test.name;
  }
}

}  // namespace
}  // namespace gavel::judge
