#include "judge/service/worker_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"

namespace gavel::judge {
namespace {

TEST(WorkerPoolTest, RefusesMoreThanItsQueueHoldsAndNamesTheLimit) {
  absl::Notification started;
  absl::Notification go_on;
  WorkerPool pool({.threads = 1, .queue_limit = 1});
  ASSERT_TRUE(pool.Run([&] {
                    started.Notify();
                    go_on.WaitForNotification();
                  })
                  .ok());
  started.WaitForNotification();
  EXPECT_TRUE(pool.Run([] {}).ok());
  const absl::Status full = pool.Run([] {});
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
    ASSERT_TRUE(pool.Run([&] { ++done; }).ok());
  }
  pool.Stop();
  EXPECT_EQ(done, 100);
}

TEST(WorkerPoolTest, TakesNothingNewAfterStop) {
  WorkerPool pool({.threads = 1, .queue_limit = 1});
  pool.Stop();
  EXPECT_EQ(pool.Run([] {}).code(), absl::StatusCode::kUnavailable);
  bool ran = false;
  pool.Post([&] { ran = true; });
  EXPECT_TRUE(ran);
}

}  // namespace
}  // namespace gavel::judge
