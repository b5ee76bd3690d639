#include "judge/service/worker_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"

namespace gavel::judge {
namespace {

TEST(WorkerPoolTest, RefusesMoreThanItsQueueHoldsAndNamesTheLimit) {
  absl::Notification started;
  absl::Notification go_on;
  WorkerPool pool({.threads = 1, .queue_limit = 1});
  ASSERT_TRUE(pool.Run("ada",
                       [&] {
                         started.Notify();
                         go_on.WaitForNotification();
                       })
                  .ok());
  started.WaitForNotification();
  EXPECT_TRUE(pool.Run("ada", [] {}).ok());
  const absl::Status full = pool.Run("ada", [] {});
  EXPECT_EQ(full.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(absl::StrCat(full.message()), testing::HasSubstr("1 calls"));
  std::atomic<bool> posted = false;
  pool.Post([&] { posted = true; });
  go_on.Notify();
  pool.Stop();
  EXPECT_TRUE(posted);
}

TEST(WorkerPoolTest, RunsWhatIsQueuedBeforeItStops) {
  std::atomic<int> done = 0;
  WorkerPool pool({.threads = 2, .queue_limit = 100});
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(pool.Run("ada", [&] { ++done; }).ok());
  }
  pool.Stop();
  EXPECT_EQ(done, 100);
}

TEST(WorkerPoolTest, TakesNothingNewAfterStop) {
  WorkerPool pool({.threads = 1, .queue_limit = 1});
  pool.Stop();
  EXPECT_EQ(pool.Run("ada", [] {}).code(), absl::StatusCode::kUnavailable);
  bool ran = false;
  pool.Post([&] { ran = true; });
  EXPECT_TRUE(ran);
}

TEST(WorkerPoolTest, OneUserNeverHoldsAllThreads) {
  absl::Notification go_on;
  absl::Notification other;
  WorkerPool pool({.threads = 2, .queue_limit = 100});
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(pool.Run("flood", [&] { go_on.WaitForNotification(); }).ok());
  }
  ASSERT_TRUE(pool.Run("ada", [&] { other.Notify(); }).ok());
  other.WaitForNotification();
  go_on.Notify();
  pool.Stop();
}

TEST(WorkerPoolTest, UsersTakeTurns) {
  absl::Notification started;
  absl::Notification go_on;
  std::string order;  // only the one thread writes
  WorkerPool pool({.threads = 1, .queue_limit = 100});
  ASSERT_TRUE(pool.Run("busy",
                       [&] {
                         started.Notify();
                         go_on.WaitForNotification();
                       })
                  .ok());
  started.WaitForNotification();
  const auto note = [&order](const char* name) {
    return [&order, name] { order += name; };
  };
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(pool.Run("f", note("f")).ok());
  ASSERT_TRUE(pool.Run("a", note("a")).ok());
  ASSERT_TRUE(pool.Run("b", note("b")).ok());
  pool.Post(note("!"));
  go_on.Notify();
  pool.Stop();
  EXPECT_EQ(order, "!fabfff");
}

}  // namespace
}  // namespace gavel::judge
