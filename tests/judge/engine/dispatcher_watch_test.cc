// What watchers hear, whenever they come.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "judge/engine/dispatcher.h"
#include "tests/judge/engine/dispatcher_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(DispatcherTest, WatcherFromTheStartHearsEverything) {
  StartBusy();
  Recorder recorder;
  MustWatch(MustSubmit("echo"), recorder.sink());
  EXPECT_THAT(recorder.heard(), ElementsAre("queued 0"));
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatcherInTheMiddleHearsEverything) {
  const SubmissionId id = StartBusy();
  Recorder recorder;
  MustWatch(id, recorder.sink());
  EXPECT_THAT(recorder.heard(),
              ElementsAre("queued 0", "compiling 2", "compiled AC"));
  sandbox_.Release();
  recorder.AwaitJudged();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatcherAfterTheEndHearsEverything) {
  const SubmissionId id = StartBusy();
  sandbox_.Release();
  AwaitJudged(id);
  Recorder late;
  MustWatch(id, late.sink());
  EXPECT_THAT(late.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatcherBetweenDurableAndJudgedHearsJudgedOnce) {
  Recorder recorder;
  store_.AfterJudgement(
      [&](SubmissionId id) { MustWatch(id, recorder.sink()); });
  Start();
  AwaitJudged(MustSubmit("echo"));
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatcherWhileOthersHearJudgedHearsItOnce) {
  const SubmissionId id = StartBusy();
  std::latch judged(1);
  std::latch watched(1);
  MustWatch(id, [&](const Event& event) {
    if (!std::holds_alternative<Judged>(event)) return;
    judged.count_down();
    watched.wait();
  });
  sandbox_.Release();
  judged.wait();
  Recorder recorder;
  MustWatch(id, recorder.sink());
  watched.count_down();
  recorder.AwaitJudged();
  dispatcher_->Shutdown();
  EXPECT_THAT(recorder.heard(), ElementsAreArray(accepted_));
}

TEST_F(DispatcherTest, WatchersAtAnyMomentHearEverythingOnce) {
  constexpr int kSubmissions = 200;
  constexpr int kWatchers = 3;
  Start({.slots = 2});
  std::vector<Recorder> recorders(size_t{kSubmissions} * kWatchers);
  std::vector<std::thread> threads;
  for (int watcher = 0; watcher < kWatchers; ++watcher) {
    threads.emplace_back([&, watcher] {
      for (int i = 0; i < kSubmissions; ++i) {
        Recorder& recorder =
            recorders[size_t{kWatchers} * static_cast<size_t>(i) +
                      static_cast<size_t>(watcher)];
        // Ids are guessed, so that the watch may come before Submit returns.
        while (absl::IsNotFound(
            dispatcher_->Watch(i + 1, recorder.sink()).status())) {
          std::this_thread::yield();
        }
      }
    });
  }
  for (int i = 0; i < kSubmissions; ++i) MustSubmit("verdict WA");
  for (std::thread& thread : threads) thread.join();
  for (Recorder& recorder : recorders) recorder.AwaitJudged();
  dispatcher_->Shutdown();
  for (const Recorder& recorder : recorders) {
    std::vector<std::string> heard = recorder.heard();
    ASSERT_FALSE(heard.empty());
    EXPECT_THAT(heard[0], HasSubstr("queued "));
    heard.erase(heard.begin());
    EXPECT_THAT(heard,
                ElementsAre("compiling 2", "compiled AC", "run 0 sample/1 WA",
                            "skipped 0 secret/1", "judged WA"));
  }
}

TEST_F(DispatcherTest, JudgedIsToldOnlyWhenItIsDurable) {
  const SubmissionId id = StartBusy();
  bool durable = false;
  std::latch done(1);
  MustWatch(id, [&](const Event& event) {
    if (!std::holds_alternative<Judged>(event)) return;
    durable = IsJudged(id);
    done.count_down();
  });
  sandbox_.Release();
  done.wait();
  EXPECT_TRUE(durable);
}

TEST_F(DispatcherTest, UnwatchedSinkIsNeverCalledAgain) {
  const SubmissionId id = StartBusy();
  Recorder recorder;
  const Dispatcher::WatchId watch = MustWatch(id, recorder.sink());
  const std::vector<std::string> before = recorder.heard();
  dispatcher_->Unwatch(watch);
  sandbox_.Release();
  AwaitJudged(id);
  EXPECT_EQ(recorder.heard(), before);
  dispatcher_->Unwatch(watch);
  dispatcher_->Unwatch(12345);
}

TEST_F(DispatcherTest, WatchingAnUnknownSubmissionIsNotFound) {
  Start();
  Recorder recorder;
  EXPECT_TRUE(
      absl::IsNotFound(dispatcher_->Watch(99, recorder.sink()).status()));
  EXPECT_THAT(recorder.heard(), IsEmpty());
}

}  // namespace
}  // namespace gavel::judge
