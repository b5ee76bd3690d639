#include "storage/group_commit.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Query kInsert = {"adding a thing", "INSERT INTO thing VALUES (?)"};
constexpr Query kSelect = {"reading things", "SELECT value FROM thing"};
constexpr Query kCount = {"counting things", "SELECT count(*) FROM thing"};

absl::Status Insert(Connection& connection, int value) {
  return connection.Run(kInsert, value);
}

class GroupCommitTest : public testing::Test {
 protected:
  void SetUp() override {
    std::unique_ptr<Connection> connection = Connect();
    ASSERT_THAT(connection->RunScript("making a table",
                                      "PRAGMA journal_mode = WAL;"
                                      "CREATE TABLE thing (value UNIQUE)"),
                IsOk());
    ASSERT_THAT(connection->KeepLog(0), IsOk());
    writer_ = std::make_unique<GroupCommit>(std::move(connection), GetLimits());
  }

  // Threads may take long to start.
  virtual GroupLimits GetLimits() const {
    return {.changes = 256, .time = absl::Hours(1)};
  }

  std::unique_ptr<Connection> Connect() {
    return Connection::Open(path_, Connection::Mode::kCreate,
                            absl::ZeroDuration())
        .value();
  }

  // What another connection sees.
  std::vector<int64_t> Durable() {
    const std::unique_ptr<Connection> connection = Connect();
    Statement row = connection->Select(kSelect).value();
    std::vector<int64_t> values;
    while (row.Step().value()) values.push_back(row.Int64(0));
    return values;
  }

  // Commits the changes together, after one that adds 0; what each returned.
  std::vector<absl::Status> Together(
      const std::vector<GroupCommit::Change>& changes) {
    std::vector<absl::Status> results(changes.size());
    std::vector<std::thread> threads;
    first_ = writer_->Write([&](Connection& connection) {
      for (size_t i = threads.size(); i < changes.size(); ++i) {
        threads.emplace_back(
            [&, i] { results[i] = writer_->Write(changes[i]); });
        // In the order of the list.
        while (writer_->waiting() <= i) std::this_thread::yield();
      }
      return Insert(connection, 0);
    });
    for (std::thread& thread : threads) thread.join();
    return results;
  }

  TestDir dir_;
  const std::string path_ = dir_ / "test.db";
  std::unique_ptr<GroupCommit> writer_;
  absl::Status first_;
};

TEST_F(GroupCommitTest, AChangeIsDurableWhenItReturns) {
  EXPECT_THAT(writer_->Write([](Connection& c) { return Insert(c, 1); }),
              IsOk());
  EXPECT_THAT(Durable(), ElementsAre(1));
}

TEST_F(GroupCommitTest, AChangeThatFailsAloneLeavesNothing) {
  EXPECT_THAT(writer_->Write([](Connection& c) {
    EXPECT_THAT(Insert(c, 1), IsOk());
    return absl::NotFoundError("no such thing");
  }),
              IsError(absl::StatusCode::kNotFound, "no such thing"));
  EXPECT_THAT(Durable(), IsEmpty());
}

TEST_F(GroupCommitTest, WhatWaitsSharesATransaction) {
  std::vector<int64_t> seen = {-1};
  const auto one = [](Connection& c) { return Insert(c, 1); };
  const auto two = [&](Connection& c) {
    // Of those before, nothing is durable yet.
    seen = Durable();
    return Insert(c, 2);
  };
  EXPECT_THAT(Together({one, two}), ElementsAre(IsOk(), IsOk()));
  EXPECT_THAT(first_, IsOk());
  EXPECT_THAT(seen, IsEmpty());
  EXPECT_THAT(Durable(), ElementsAre(0, 1, 2));
}

TEST_F(GroupCommitTest, OneThatFailsIsUndoneAlone) {
  const auto one = [](Connection& c) { return Insert(c, 1); };
  const auto twice = [](Connection& c) {
    EXPECT_THAT(Insert(c, 2), IsOk());
    return Insert(c, 1);
  };
  const auto refused = [](Connection& c) {
    EXPECT_THAT(Insert(c, 3), IsOk());
    return absl::AlreadyExistsError("no");
  };
  const auto four = [](Connection& c) { return Insert(c, 4); };
  EXPECT_THAT(
      Together({one, twice, refused, four}),
      ElementsAre(IsOk(),
                  IsError(absl::StatusCode::kInternal, HasSubstr("UNIQUE")),
                  IsError(absl::StatusCode::kAlreadyExists, "no"), IsOk()));
  EXPECT_THAT(Durable(), ElementsAre(0, 1, 4));
}

TEST_F(GroupCommitTest, WhenTheTransactionEndsEachIsMadeAgainAlone) {
  int made = 0;
  const auto one = [&](Connection& c) {
    ++made;
    return Insert(c, 1);
  };
  // As SQLite itself does on some errors.
  const auto broken = [](Connection& c) {
    EXPECT_THAT(c.RunScript("ending", "ROLLBACK"), IsOk());
    return absl::ResourceExhaustedError("full");
  };
  const auto two = [](Connection& c) { return Insert(c, 2); };
  EXPECT_THAT(
      Together({one, broken, two}),
      ElementsAre(IsOk(), IsError(absl::StatusCode::kResourceExhausted, "full"),
                  IsOk()));
  EXPECT_THAT(first_, IsOk());
  EXPECT_EQ(made, 2);
  EXPECT_THAT(Durable(), ElementsAre(0, 1, 2));
}

TEST_F(GroupCommitTest, ATransactionThatEndsUnnoticedKeepsNobodysChange) {
  const auto one = [](Connection& c) { return Insert(c, 1); };
  const auto silent = [](Connection& c) {
    return c.RunScript("ending", "ROLLBACK");
  };
  EXPECT_THAT(Together({one, silent}),
              ElementsAre(IsOk(), IsError(absl::StatusCode::kInternal, _)));
  EXPECT_THAT(first_, IsOk());
  EXPECT_THAT(Durable(), ElementsAre(0, 1));
}

TEST_F(GroupCommitTest, AllWhoWaitForABusyDatabaseAreToldAtOnce) {
  const std::unique_ptr<Connection> other = Connect();
  std::vector<absl::Status> results(3);
  std::vector<std::thread> threads;
  ASSERT_THAT(writer_->Exclusively([&] {
    for (absl::Status& result : results) {
      threads.emplace_back([&] {
        result = writer_->Write([](Connection& c) { return Insert(c, 1); });
      });
    }
    while (writer_->waiting() < results.size()) std::this_thread::yield();
    return other->RunScript("locking", "BEGIN IMMEDIATE");
  }),
              IsOk());
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(results,
              testing::Each(IsError(absl::StatusCode::kUnavailable, _)));
  ASSERT_THAT(other->RunScript("unlocking", "ROLLBACK"), IsOk());
  EXPECT_THAT(writer_->Write([](Connection& c) { return Insert(c, 1); }),
              IsOk());
}

constexpr size_t kSmall = 7;

class SmallGroupTest : public GroupCommitTest {
 protected:
  GroupLimits GetLimits() const override {
    return {.changes = kSmall, .time = absl::Hours(1)};
  }
};

TEST_F(SmallGroupTest, AGroupIsBoundedAndNobodyIsForgotten) {
  constexpr size_t kThreads = 20;
  const std::unique_ptr<Connection> reader = Connect();
  size_t most = 0;
  const auto change = [&](Connection& connection) {
    Statement durable = reader->Select(kCount).value();
    EXPECT_TRUE(durable.Step().value());
    const size_t made = kThreads - writer_->waiting();
    most = std::max(most, made - static_cast<size_t>(durable.Int64(0)));
    return Insert(connection, static_cast<int>(made));
  };
  std::vector<std::thread> threads;
  ASSERT_THAT(writer_->Exclusively([&] {
    for (size_t i = 0; i < kThreads; ++i) {
      threads.emplace_back(
          [&] { EXPECT_THAT(writer_->Write(change), IsOk()); });
    }
    while (writer_->waiting() < kThreads) std::this_thread::yield();
    return absl::OkStatus();
  }),
              IsOk());
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Durable().size(), kThreads);
  EXPECT_EQ(most, kSmall);
}

class ShortGroupTest : public GroupCommitTest {
 protected:
  GroupLimits GetLimits() const override {
    return {.changes = 256, .time = absl::ZeroDuration()};
  }
};

TEST_F(ShortGroupTest, WhatWaitsLongerIsInTheNext) {
  std::vector<int64_t> seen;
  const auto one = [&](Connection& c) {
    seen = Durable();
    return Insert(c, 1);
  };
  EXPECT_THAT(Together({one}), ElementsAre(IsOk()));
  EXPECT_THAT(seen, ElementsAre(0));
  EXPECT_THAT(Durable(), ElementsAre(0, 1));
}

TEST_F(GroupCommitTest, CountsThePagesOfTheLog) {
  EXPECT_EQ(writer_->logged_pages(), 0);
  ASSERT_THAT(writer_->Write([](Connection& c) { return Insert(c, 1); }),
              IsOk());
  const int64_t one = writer_->logged_pages();
  EXPECT_GE(one, 1);
  const auto size = std::filesystem::file_size(path_ + "-wal");
  ASSERT_TRUE(Connect()->Checkpoint().value());
  // The log begins again, which does not make it less.
  ASSERT_THAT(writer_->Write([](Connection& c) { return Insert(c, 2); }),
              IsOk());
  EXPECT_GT(writer_->logged_pages(), one);
  EXPECT_LT(std::filesystem::file_size(path_ + "-wal"), size);
  EXPECT_TRUE(writer_->AwaitLoggedPages(one));
  writer_->Close();
  EXPECT_FALSE(writer_->AwaitLoggedPages(one));
}

}  // namespace
}  // namespace gavel::storage
