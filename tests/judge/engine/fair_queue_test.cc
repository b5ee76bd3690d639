#include "judge/engine/fair_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

constexpr int kAllSlots = 1000;
constexpr absl::Duration kSecond = absl::Seconds(1);

// One slot that takes turn after turn, each at a cost that the test says.
class OneSlot {
 public:
  explicit OneSlot(FairQueue& queue) : queue_(queue) {}

  void Add(const std::string& user, int count, absl::Duration cost,
           Priority priority = Priority::kPractice) {
    for (int i = 0; i < count; ++i) {
      jobs_[queue_.Add(priority, user)] = {user, cost};
    }
  }
  // Whose turns the next ones are.
  std::vector<std::string> Run(int count) {
    std::vector<std::string> users;
    for (int i = 0; i < count; ++i) {
      const auto turn = queue_.Take(Priority::kRejudge);
      if (!turn.has_value()) break;
      const Job& job = jobs_[turn->ticket];
      users.push_back(job.user);
      queue_.Finish(turn->ticket, job.cost);
    }
    return users;
  }

 private:
  struct Job {
    std::string user;
    absl::Duration cost;
  };
  FairQueue& queue_;
  std::map<FairQueue::Ticket, Job> jobs_;
};

TEST(FairQueueTest, OneUserIsServedInTheOrderOfArrival) {
  FairQueue queue(kAllSlots);
  for (FairQueue::Ticket ticket = 1; ticket <= 5; ++ticket) {
    EXPECT_EQ(queue.Add(Priority::kPractice, "ada"), ticket);
  }
  for (FairQueue::Ticket ticket = 1; ticket <= 5; ++ticket) {
    EXPECT_EQ(queue.Take(Priority::kRejudge)->ticket, ticket);
    queue.Finish(ticket, absl::Seconds(6 - ticket));
  }
  EXPECT_FALSE(queue.Take(Priority::kRejudge).has_value());
}

struct TurnsCase {
  const char* name;
  struct Jobs {
    const char* user;
    int count;
    absl::Duration cost;
  };
  std::vector<Jobs> jobs;
  std::vector<std::string> turns;
};

class FairQueueTurnsTest : public testing::TestWithParam<TurnsCase> {};

TEST_P(FairQueueTurnsTest, AreByWhatWasUsed) {
  FairQueue queue(kAllSlots);
  OneSlot slot(queue);
  for (const TurnsCase::Jobs& jobs : GetParam().jobs) {
    slot.Add(jobs.user, jobs.count, jobs.cost);
  }
  EXPECT_THAT(slot.Run(static_cast<int>(GetParam().turns.size())),
              ElementsAreArray(GetParam().turns));
}

INSTANTIATE_TEST_SUITE_P(
    All, FairQueueTurnsTest,
    testing::ValuesIn(std::vector<TurnsCase>{
        {"EqualCostsAlternate",
         {{"a", 3, kSecond}, {"b", 3, kSecond}},
         {"a", "b", "a", "b", "a", "b"}},
        {"FloodGetsOneTurnOfEach",
         {{"flood", 100, kSecond}, {"a", 2, kSecond}, {"b", 2, kSecond}},
         {"flood", "a", "b", "flood", "a", "b", "flood", "flood"}},
        {"WhoCostsTwiceAsMuchComesHalfAsOften",
         {{"cheap", 9, kSecond}, {"dear", 9, 2 * kSecond}},
         {"cheap", "dear", "cheap", "cheap", "dear", "cheap", "cheap", "dear",
          "cheap"}},
        {"NothingIsForFree",
         {{"a", 9, absl::ZeroDuration()}, {"b", 9, absl::ZeroDuration()}},
         {"a", "b", "a", "b", "a", "b"}},
    }),
    [](const testing::TestParamInfo<TurnsCase>& row) {
      return row.param.name;
    });

TEST(FairQueueTest, ClassesComeInStrictOrder) {
  FairQueue queue(kAllSlots);
  OneSlot slot(queue);
  slot.Add("rejudge", 1, kSecond, Priority::kRejudge);
  slot.Add("practice", 1, kSecond, Priority::kPractice);
  slot.Add("contest", 2, kSecond, Priority::kContest);
  EXPECT_THAT(slot.Run(4),
              ElementsAre("contest", "contest", "practice", "rejudge"));
}

TEST(FairQueueTest, ClassesBelowTheLowestAskedForHaveNoTurn) {
  FairQueue queue(kAllSlots);
  queue.Add(Priority::kPractice, "ada");
  EXPECT_FALSE(queue.HasTurn(Priority::kContest));
  EXPECT_FALSE(queue.Take(Priority::kContest).has_value());
  EXPECT_TRUE(queue.HasTurn(Priority::kPractice));
  EXPECT_EQ(queue.Take(Priority::kPractice)->priority, Priority::kPractice);
}

TEST(FairQueueTest, WhatRunsCountsBeforeItsCostIsKnown) {
  FairQueue queue(kAllSlots);
  OneSlot slot(queue);
  slot.Add("flood", 3, kSecond);
  const FairQueue::Ticket running = queue.Take(Priority::kRejudge)->ticket;
  slot.Add("ada", 1, kSecond);
  slot.Add("alan", 1, kSecond);
  EXPECT_THAT(slot.Run(3), ElementsAre("ada", "alan", "flood"));
  queue.Finish(running, kSecond);
}

TEST(FairQueueTest, WhoWasIdleHasNoCredit) {
  FairQueue queue(kAllSlots);
  OneSlot slot(queue);
  slot.Add("busy", 200, kSecond);
  slot.Run(100);
  slot.Add("idle", 10, kSecond);
  EXPECT_THAT(slot.Run(6),
              ElementsAre("idle", "busy", "idle", "busy", "idle", "busy"));
}

TEST(FairQueueTest, WhoComesBackIsStillInDebt) {
  FairQueue queue(kAllSlots);
  OneSlot slot(queue);
  slot.Add("steady", 200, kSecond);
  slot.Add("dear", 1, 20 * kSecond);
  slot.Run(4);
  slot.Add("dear", 1, kSecond);
  const std::vector<std::string> turns = slot.Run(30);
  const auto again = std::find(turns.begin(), turns.end(), "dear");
  EXPECT_NEAR(static_cast<double>(again - turns.begin()), 18, 2);
}

// Many users, few of whom wait at a time: what one's last work cost more than
// another's is paid off long before it comes back.
TEST(FairQueueTest, WhoComesNowAndThenIsServedInTheOrderOfArrival) {
  constexpr int kUsers = 100;
  constexpr int kSlots = 2;
  constexpr int kWaiting = 14;
  FairQueue queue(/*most_per_user=*/1);
  std::mt19937 random(1);
  int users = 0;
  const auto add = [&] {
    return queue.Add(Priority::kPractice, absl::StrCat(users++ % kUsers));
  };
  for (int i = 0; i < kWaiting; ++i) add();
  std::vector<FairQueue::Ticket> running;
  for (FairQueue::Ticket turn = 1; turn <= 10 * kUsers; ++turn) {
    running.push_back(queue.Take(Priority::kRejudge)->ticket);
    ASSERT_EQ(running.back(), turn);
    add();
    if (running.size() < kSlots) continue;
    const auto done = running.begin() + static_cast<int>(random() % kSlots);
    queue.Finish(*done, absl::Milliseconds(5 + random() % 30));
    running.erase(done);
  }
}

TEST(FairQueueTest, ADebtIsPaidOffByTheShareOfThoseWhoWait) {
  FairQueue queue(kAllSlots);
  OneSlot slot(queue);
  slot.Add("dear", 1, 10 * kSecond);
  slot.Add("a", 100, kSecond);
  slot.Add("b", 100, kSecond);
  slot.Run(3);
  slot.Add("dear", 1, kSecond);
  const std::vector<std::string> turns = slot.Run(40);
  const auto again = std::find(turns.begin(), turns.end(), "dear");
  EXPECT_NEAR(static_cast<double>(again - turns.begin()), 18, 2);
}

TEST(FairQueueTest, ADebtThatNobodyWaitedForIsForgotten) {
  FairQueue queue(kAllSlots);
  OneSlot slot(queue);
  slot.Add("dear", 1, absl::Hours(1));
  slot.Run(1);
  EXPECT_EQ(queue.lanes(), 0U);
  slot.Add("ada", 2, kSecond);
  slot.Add("dear", 2, kSecond);
  EXPECT_THAT(slot.Run(4), ElementsAre("ada", "dear", "ada", "dear"));
}

TEST(FairQueueTest, OneUserHoldsNoMoreSlotsThanItMay) {
  FairQueue queue(/*most_per_user=*/2);
  for (int i = 0; i < 5; ++i) queue.Add(Priority::kPractice, "flood");
  queue.Add(Priority::kRejudge, "flood");
  const FairQueue::Ticket first = queue.Take(Priority::kRejudge)->ticket;
  ASSERT_TRUE(queue.Take(Priority::kRejudge).has_value());
  EXPECT_FALSE(queue.HasTurn(Priority::kRejudge));
  // Not of another class either.
  queue.Add(Priority::kContest, "flood");
  EXPECT_FALSE(queue.HasTurn(Priority::kRejudge));
  const FairQueue::Ticket other = queue.Add(Priority::kRejudge, "ada");
  EXPECT_EQ(queue.Take(Priority::kRejudge)->ticket, other);
  queue.Finish(first, kSecond);
  EXPECT_EQ(queue.Take(Priority::kRejudge)->priority, Priority::kContest);
  EXPECT_FALSE(queue.HasTurn(Priority::kRejudge));
}

TEST(FairQueueTest, AheadCountsTurnsAndNotTheFlood) {
  FairQueue queue(kAllSlots);
  EXPECT_EQ(queue.Ahead(Priority::kPractice, "ada"), 0U);
  for (int i = 0; i < 100; ++i) queue.Add(Priority::kPractice, "flood");
  queue.Add(Priority::kContest, "alan");
  EXPECT_EQ(queue.Ahead(Priority::kContest, "ada"), 1U);
  EXPECT_EQ(queue.Ahead(Priority::kPractice, "ada"), 2U);
  queue.Add(Priority::kPractice, "ada");
  EXPECT_EQ(queue.Ahead(Priority::kPractice, "ada"), 4U);
  EXPECT_EQ(queue.Ahead(Priority::kPractice, "flood"), 102U);
}

TEST(FairQueueTest, RemembersNoMoreUsersThanItMay) {
  constexpr int kUsers = 5000;
  FairQueue queue(kAllSlots);
  OneSlot slot(queue);
  slot.Add("flood", kUsers, kSecond);
  for (int i = 0; i < kUsers; ++i) {
    slot.Add(absl::StrCat("user", i), 1, kSecond);
    slot.Run(1);
    ASSERT_LE(queue.lanes(), FairQueue::kMostRemembered + 2);
  }
  slot.Run(2 * kUsers);
  EXPECT_EQ(queue.lanes(), 0U);
}

// What a queue must do, said as plainly as possible: lists, and no orders.
class NaiveQueue {
 public:
  explicit NaiveQueue(int most_per_user) : most_per_user_(most_per_user) {}

  void Add(FairQueue::Ticket ticket, Priority priority,
           const std::string& user) {
    waiting_.push_back({ticket, priority, user});
  }
  void Take(FairQueue::Ticket ticket) {
    const auto job = Find(waiting_, ticket);
    running_.push_back(*job);
    waiting_.erase(job);
  }
  std::string Finish(FairQueue::Ticket ticket) {
    const auto job = Find(running_, ticket);
    std::string user = job->user;
    running_.erase(job);
    return user;
  }
  // Those that may be taken: of the first class that has any, and the first of
  // its user.
  std::set<FairQueue::Ticket> Candidates(Priority lowest) const {
    std::set<FairQueue::Ticket> tickets;
    for (int i = 0; i <= static_cast<int>(lowest) && tickets.empty(); ++i) {
      std::set<std::string> seen;
      for (const Job& job : waiting_) {
        if (job.priority != static_cast<Priority>(i)) continue;
        if (seen.insert(job.user).second && MayRun(job.user)) {
          tickets.insert(job.ticket);
        }
      }
    }
    return tickets;
  }
  const std::string& UserOf(FairQueue::Ticket ticket) {
    return Find(waiting_, ticket)->user;
  }
  std::vector<FairQueue::Ticket> running() const {
    std::vector<FairQueue::Ticket> tickets;
    for (const Job& job : running_) tickets.push_back(job.ticket);
    return tickets;
  }
  size_t waiting() const { return waiting_.size(); }

 private:
  struct Job {
    FairQueue::Ticket ticket;
    Priority priority;
    std::string user;
  };

  static std::vector<Job>::iterator Find(std::vector<Job>& jobs,
                                         FairQueue::Ticket ticket) {
    return std::find_if(jobs.begin(), jobs.end(), [ticket](const Job& job) {
      return job.ticket == ticket;
    });
  }
  bool MayRun(const std::string& user) const {
    return std::count_if(running_.begin(), running_.end(),
                         [&user](const Job& job) { return job.user == user; }) <
           most_per_user_;
  }

  const int most_per_user_;
  std::vector<Job> waiting_;
  std::vector<Job> running_;
};

class FairQueueRandomTest : public testing::TestWithParam<uint32_t> {
 protected:
  int Pick(int count) {
    return std::uniform_int_distribution<int>(0, count - 1)(random_);
  }
  Priority PickClass() { return static_cast<Priority>(Pick(kPriorities)); }

  std::mt19937 random_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Seeds, FairQueueRandomTest,
                         testing::Range(uint32_t{1}, uint32_t{21}));

TEST_P(FairQueueRandomTest, TakesWhatTheNaiveQueueAllows) {
  const int most_per_user = 1 + Pick(3);
  FairQueue queue(most_per_user);
  NaiveQueue naive(most_per_user);
  for (int step = 0; step < 3000; ++step) {
    const int what = Pick(3);
    if (what == 0) {
      const Priority priority = PickClass();
      const std::string user = absl::StrCat("user", Pick(6));
      naive.Add(queue.Add(priority, user), priority, user);
    } else if (what == 1) {
      const Priority lowest = PickClass();
      const auto candidates = naive.Candidates(lowest);
      ASSERT_EQ(queue.HasTurn(lowest), !candidates.empty());
      const auto turn = queue.Take(lowest);
      ASSERT_EQ(turn.has_value(), !candidates.empty());
      if (!turn.has_value()) continue;
      ASSERT_TRUE(candidates.contains(turn->ticket));
      naive.Take(turn->ticket);
    } else if (const auto running = naive.running(); !running.empty()) {
      const FairQueue::Ticket ticket =
          running[static_cast<size_t>(Pick(static_cast<int>(running.size())))];
      queue.Finish(ticket, absl::Milliseconds(Pick(1000)));
      naive.Finish(ticket);
    }
    size_t waiting = 0;
    for (size_t i = 0; i < kPriorities; ++i) {
      waiting += queue.waiting(static_cast<Priority>(i));
    }
    ASSERT_EQ(waiting, naive.waiting());
  }
}

// Users that always have work waiting get the same, up to what can be under
// way: the bound of start-time fair queueing, with estimates.
TEST_P(FairQueueRandomTest, UsersThatAlwaysWaitGetEqualShares) {
  constexpr int kUsers = 5;
  constexpr int kSlots = 3;
  constexpr int kMostCost = 1000;
  FairQueue queue(kAllSlots);
  std::map<FairQueue::Ticket, int> user_of;
  const auto add = [&](int user) {
    user_of[queue.Add(Priority::kContest, absl::StrCat(user))] = user;
  };
  for (int user = 0; user < kUsers; ++user) {
    for (int i = 0; i < 20 * (user + 1); ++i) add(user);
  }
  std::vector<absl::Duration> used(kUsers);
  std::vector<FairQueue::Ticket> running;
  for (int step = 0; step < 5000; ++step) {
    while (running.size() < kSlots) {
      running.push_back(queue.Take(Priority::kRejudge)->ticket);
      add(user_of[running.back()]);
    }
    const auto done = running.begin() + Pick(kSlots);
    // Some users' work is dearer than others'.
    const int user = user_of[*done];
    const absl::Duration cost =
        absl::Milliseconds(1 + Pick(kMostCost * (user + 1) / kUsers));
    used[static_cast<size_t>(user)] += cost;
    queue.Finish(*done, cost);
    running.erase(done);
    const auto [least, most] = std::minmax_element(used.begin(), used.end());
    ASSERT_LE(*most - *least, absl::Milliseconds(kMostCost) * (kSlots + 1));
  }
}

}  // namespace
}  // namespace gavel::judge
