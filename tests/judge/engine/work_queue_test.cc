#include "judge/engine/work_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/retry.h"
#include "tests/fakes/fake_clock.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class WorkQueueTest : public ::testing::Test {
 protected:
  // Blocks slots until it is opened.
  struct Gate {
    std::latch entered{1};
    std::latch open{1};
    std::latch left{1};
  };

  ~WorkQueueTest() override {
    for (const auto& gate : gates_) {
      if (!gate->open.try_wait()) Open(*gate);
    }
  }

  void Make(const WorkQueueOptions& options) {
    queue_ = std::make_unique<WorkQueue>(options, clock_);
  }
  void Start(const WorkQueueOptions& options) {
    Make(options);
    ASSERT_TRUE(queue_->Start().ok());
  }
  static void Open(Gate& gate) { gate.open.count_down(); }

  // Work that is noted when it begins.
  Work Note(const std::string& name, const std::string& user,
            Priority priority = Priority::kPractice) {
    return {priority, user,
            [this, name] {
              absl::MutexLock lock(&mu_);
              begun_.push_back(name);
              return absl::Milliseconds(10);
            },
            [this, name] {
              absl::MutexLock lock(&mu_);
              dropped_.push_back(name);
            }};
  }
  // Work that holds its slot until the gate is opened.
  Gate& Hold(const std::string& user, Priority priority = Priority::kPractice) {
    gates_.push_back(std::make_unique<Gate>());
    Gate& gate = *gates_.back();
    queue_->AddOverLimit({priority,
                          user,
                          [&gate] {
                            gate.entered.count_down();
                            gate.open.wait();
                            gate.left.count_down();
                            return absl::Milliseconds(10);
                          },
                          {}});
    return gate;
  }
  // Work whose rest lasts until the gate is opened.
  Gate& HoldRest(const std::string& user) {
    gates_.push_back(std::make_unique<Gate>());
    Gate& gate = *gates_.back();
    queue_->AddOverLimit({Priority::kPractice,
                          user,
                          [&gate] {
                            return Done(absl::Milliseconds(10), [&gate] {
                              gate.entered.count_down();
                              gate.open.wait();
                              gate.left.count_down();
                            });
                          },
                          {}});
    return gate;
  }
  std::vector<std::string> begun() {
    absl::MutexLock lock(&mu_);
    return begun_;
  }
  // Until so much has begun.
  std::vector<std::string> AwaitBegun(size_t count) {
    absl::MutexLock lock(&mu_);
    const auto enough = [this, count]() ABSL_NO_THREAD_SAFETY_ANALYSIS {
      return begun_.size() >= count;
    };
    mu_.Await(absl::Condition(&enough));
    return begun_;
  }

  fakes::FakeClock clock_;
  std::vector<std::unique_ptr<Gate>> gates_;
  absl::Mutex mu_;
  std::vector<std::string> begun_ ABSL_GUARDED_BY(mu_);
  std::vector<std::string> dropped_ ABSL_GUARDED_BY(mu_);
  // Destroyed first.
  std::unique_ptr<WorkQueue> queue_;
};

struct OptionsCase {
  const char* name;
  WorkQueueOptions options;
};

TEST_F(WorkQueueTest, OptionsWithoutSenseAreRefused) {
  const OptionsCase cases[] = {
      {"no slot", {.slots = 0}},
      {"no room", {.limit = 0}},
      {"all reserved", {.slots = 2, .reserved = 2}},
      {"negative", {.reserved = -1}},
      {"less than none of a user's", {.most_per_user = -1}},
  };
  for (const OptionsCase& test : cases) {
    Make(test.options);
    EXPECT_TRUE(absl::IsInvalidArgument(queue_->Start())) << test.name;
  }
}

TEST_F(WorkQueueTest, StartsOnce) {
  Start({});
  EXPECT_TRUE(absl::IsFailedPrecondition(queue_->Start()));
  queue_->Shutdown();
  EXPECT_TRUE(absl::IsUnavailable(queue_->Start()));
}

TEST_F(WorkQueueTest, WorkMayComeBeforeTheSlots) {
  Make({});
  queue_->AddOverLimit(Note("a", "ada"));
  EXPECT_THAT(begun(), ElementsAre());
  ASSERT_TRUE(queue_->Start().ok());
  EXPECT_THAT(AwaitBegun(1), ElementsAre("a"));
}

TEST_F(WorkQueueTest, FullQueueNamesItsLimitAndWhenToTryAgain) {
  Make({.limit = 2});
  auto first = queue_->Reserve();
  ASSERT_TRUE(first.ok());
  queue_->Add(*std::move(first), Note("a", "ada"));
  {
    const auto second = queue_->Reserve();
    ASSERT_TRUE(second.ok());
    const absl::Status refused = queue_->Reserve().status();
    EXPECT_TRUE(absl::IsResourceExhausted(refused));
    EXPECT_THAT(absl::StrCat(refused.message()), HasSubstr("limit is 2"));
    EXPECT_GT(RetryDelay(refused).value_or(absl::ZeroDuration()),
              absl::ZeroDuration());
  }
  // A room that was not used is given back.
  EXPECT_TRUE(queue_->Reserve().ok());
}

TEST_F(WorkQueueTest, WhatWasAcceptedBeforeMayExceedTheLimit) {
  Make({.limit = 1});
  for (int i = 0; i < 5; ++i) queue_->AddOverLimit(Note("a", "ada"));
  EXPECT_EQ(queue_->Stats().classes[1].waiting, 5U);
  EXPECT_TRUE(absl::IsResourceExhausted(queue_->Reserve().status()));
}

TEST_F(WorkQueueTest, ContestOvertakesWhatWaits) {
  Start({});
  Gate& gate = Hold("busy");
  gate.entered.wait();
  queue_->AddOverLimit(Note("rejudge", "ada", Priority::kRejudge));
  queue_->AddOverLimit(Note("practice", "ada", Priority::kPractice));
  queue_->AddOverLimit(Note("contest", "ada", Priority::kContest));
  Open(gate);
  EXPECT_THAT(AwaitBegun(3), ElementsAre("contest", "practice", "rejudge"));
}

TEST_F(WorkQueueTest, ReservedSlotTakesContestWorkOnly) {
  Start({.slots = 3, .reserved = 1});
  Gate& one = Hold("ada");
  Gate& two = Hold("alan", Priority::kRejudge);
  one.entered.wait();
  two.entered.wait();
  queue_->AddOverLimit(Note("practice", "grace"));
  queue_->AddOverLimit(Note("contest", "grace", Priority::kContest));
  EXPECT_THAT(AwaitBegun(1), ElementsAre("contest"));
  EXPECT_EQ(queue_->Stats().classes[1].waiting, 1U);
  Open(one);
  EXPECT_THAT(AwaitBegun(2), ElementsAre("contest", "practice"));
}

TEST_F(WorkQueueTest, OneSlotIsAlwaysForSomebodyElse) {
  Start({.slots = 3});
  Gate& one = Hold("flood");
  Gate& two = Hold("flood");
  one.entered.wait();
  two.entered.wait();
  queue_->AddOverLimit(Note("flood", "flood"));
  queue_->AddOverLimit(Note("ada", "ada"));
  EXPECT_THAT(AwaitBegun(1), ElementsAre("ada"));
  Open(one);
  EXPECT_THAT(AwaitBegun(2), ElementsAre("ada", "flood"));
}

TEST_F(WorkQueueTest, OneSlotIsForAnybody) {
  Start({.slots = 1});
  queue_->AddOverLimit(Note("a", "ada"));
  EXPECT_THAT(AwaitBegun(1), ElementsAre("a"));
}

TEST_F(WorkQueueTest, FloodOfOneUserDoesNotDelayTheOthers) {
  Start({});
  Gate& gate = Hold("flood");
  gate.entered.wait();
  for (int i = 0; i < 1000; ++i) queue_->AddOverLimit(Note("flood", "flood"));
  EXPECT_EQ(queue_->AddOverLimit(Note("ada", "ada")), 1);
  EXPECT_EQ(queue_->AddOverLimit(Note("alan", "alan")), 2);
  Open(gate);
  std::vector<std::string> first = AwaitBegun(1001);
  first.resize(3);
  EXPECT_THAT(first, UnorderedElementsAre("flood", "ada", "alan"));
}

TEST_F(WorkQueueTest, StatsTellWhatWaitsAndForHowLong) {
  Start({.slots = 2, .limit = 7, .most_per_user = 2});
  Gate& gate = Hold("ada", Priority::kContest);
  Gate& other = Hold("ada", Priority::kRejudge);
  gate.entered.wait();
  other.entered.wait();
  queue_->AddOverLimit(Note("old", "ada", Priority::kPractice));
  clock_.Advance(absl::Seconds(5));
  queue_->AddOverLimit(Note("new", "ada", Priority::kPractice));
  clock_.Advance(absl::Seconds(2));
  const WorkQueueStats stats = queue_->Stats();
  EXPECT_EQ(stats.slots, 2);
  EXPECT_EQ(stats.limit, 7);
  EXPECT_EQ(stats.classes[0].running, 1U);
  EXPECT_EQ(stats.classes[0].waiting, 0U);
  EXPECT_EQ(stats.classes[1].waiting, 2U);
  EXPECT_EQ(stats.classes[1].oldest, absl::Seconds(7));
  EXPECT_EQ(stats.classes[2].running, 1U);
  EXPECT_EQ(stats.classes[2].oldest, absl::ZeroDuration());
  // Rejudging is not the user's own doing.
  EXPECT_EQ(queue_->InFlight("ada"), 3);
  EXPECT_EQ(queue_->InFlight("alan"), 0);
}

TEST_F(WorkQueueTest, ShutdownDropsWhatWaitsAndEndsWhatRuns) {
  Start({});
  Gate& gate = Hold("ada");
  gate.entered.wait();
  queue_->AddOverLimit(Note("a", "ada"));
  auto room = queue_->Reserve();
  ASSERT_TRUE(room.ok());
  std::latch dropped(1);
  queue_->AddOverLimit({Priority::kPractice, "alan",
                        [] { return absl::ZeroDuration(); },
                        [&] { dropped.count_down(); }});
  std::thread shutdown([this] { queue_->Shutdown(); });
  dropped.wait();
  EXPECT_TRUE(absl::IsUnavailable(queue_->Reserve().status()));
  queue_->Add(*std::move(room), Note("late", "ada"));
  EXPECT_FALSE(gate.left.try_wait());
  Open(gate);
  shutdown.join();
  queue_->Shutdown();
  EXPECT_TRUE(gate.left.try_wait());
  EXPECT_EQ(queue_->Stats().classes[1].waiting, 0U);
  absl::MutexLock lock(&mu_);
  EXPECT_THAT(dropped_, UnorderedElementsAre("a", "late"));
  EXPECT_THAT(begun_, ElementsAre());
}

TEST_F(WorkQueueTest, ASlotIsFreeWhileWorkHasARestLeft) {
  Start({.slots = 1});
  Gate& rest = HoldRest("ada");
  rest.entered.wait();
  queue_->AddOverLimit(Note("b", "bob"));
  EXPECT_THAT(AwaitBegun(1), ElementsAre("b"));
  EXPECT_FALSE(rest.left.try_wait());
}

TEST_F(WorkQueueTest, NothingBeginsWithTwiceAsManyRestsAsThereAreSlots) {
  Start({.slots = 1});
  Gate& first = HoldRest("ada");
  Gate& second = HoldRest("bob");
  first.entered.wait();
  second.entered.wait();
  queue_->AddOverLimit(Note("c", "cy"));
  EXPECT_EQ(queue_->Stats().classes[1].waiting, 1U);
  EXPECT_THAT(begun(), ElementsAre());
  Open(first);
  EXPECT_THAT(AwaitBegun(1), ElementsAre("c"));
}

TEST_F(WorkQueueTest, ShutdownLetsTheRestEnd) {
  Start({.slots = 1});
  Gate& rest = HoldRest("ada");
  rest.entered.wait();
  Open(rest);
  queue_->Shutdown();
  EXPECT_TRUE(rest.left.try_wait());
}

}  // namespace
}  // namespace gavel::judge
