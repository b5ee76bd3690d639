#include "judge/engine/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>
#include <vector>

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What it heard, told apart by Queued::ahead.
EventSink Into(std::vector<int>& heard) {
  return [&heard](const Event& event) {
    heard.push_back(std::get<Queued>(event).ahead);
  };
}

TEST(FeedTest, EarlyAndLateWatchersHearTheSame) {
  Feed feed;
  std::vector<int> early;
  std::vector<int> late;
  feed.Add(1, Into(early));
  feed.Publish(Queued{1});
  feed.Publish(Queued{2});
  feed.Add(2, Into(late));
  feed.CatchUp(2);
  feed.Publish(Queued{3});
  EXPECT_THAT(early, ElementsAre(1, 2, 3));
  EXPECT_THAT(late, ElementsAre(1, 2, 3));
}

TEST(FeedTest, CatchingUpTwiceRepeatsNothing) {
  Feed feed;
  std::vector<int> heard;
  feed.Publish(Queued{1});
  feed.Add(1, Into(heard));
  feed.CatchUp(1);
  feed.CatchUp(1);
  EXPECT_THAT(heard, ElementsAre(1));
}

TEST(FeedTest, RemovedWatcherHearsNothing) {
  Feed feed;
  std::vector<int> heard;
  feed.Add(1, Into(heard));
  feed.Remove(1);
  feed.Publish(Queued{1});
  feed.CatchUp(1);
  EXPECT_THAT(heard, IsEmpty());
  EXPECT_THAT(feed.Watches(), IsEmpty());
}

TEST(FeedTest, RemoveWaitsForTheSinkThatIsRunning) {
  Feed feed;
  std::latch entered(1);
  std::latch leave(1);
  bool left = false;  // guarded by what Remove promises
  feed.Add(1, [&](const Event&) {
    entered.count_down();
    leave.wait();
    left = true;
  });
  std::thread publisher([&] { feed.Publish(Queued{1}); });
  entered.wait();
  std::thread releaser([&] { leave.count_down(); });
  feed.Remove(1);
  EXPECT_TRUE(left);
  publisher.join();
  releaser.join();
}

TEST(FeedTest, WatchersThatComeWhileItPublishesMissNothing) {
  constexpr int kEvents = 300;
  constexpr int kWatchers = 50;
  Feed feed;
  std::vector<std::vector<int>> heard(kWatchers);
  std::thread publisher([&] {
    for (int i = 0; i < kEvents; ++i) feed.Publish(Queued{i});
  });
  for (int i = 0; i < kWatchers; ++i) {
    feed.Add(i, Into(heard[static_cast<size_t>(i)]));
    feed.CatchUp(i);
  }
  publisher.join();
  std::vector<int> all(kEvents);
  for (int i = 0; i < kEvents; ++i) all[static_cast<size_t>(i)] = i;
  for (const std::vector<int>& one : heard) EXPECT_EQ(one, all);
}

}  // namespace
}  // namespace gavel::judge
