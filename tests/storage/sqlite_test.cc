#include "storage/sqlite.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr Query kInsert = {"adding a thing", "INSERT INTO thing VALUES (?)"};
constexpr Query kSelect = {"reading things", "SELECT value FROM thing"};
constexpr Query kCount = {"counting things", "SELECT count(*) FROM thing"};

class SqliteTest : public testing::Test {
 protected:
  std::unique_ptr<Connection> Connect() {
    auto connection = Connection::Open(path_, Connection::Mode::kCreate,
                                       absl::ZeroDuration());
    EXPECT_THAT(connection, IsOk());
    return *std::move(connection);
  }

  std::unique_ptr<Connection> ConnectWithTable() {
    std::unique_ptr<Connection> connection = Connect();
    EXPECT_THAT(
        connection->RunScript("making a table", "CREATE TABLE thing (value)"),
        IsOk());
    return connection;
  }

  static int64_t Count(Connection& connection) {
    absl::StatusOr<Statement> statement = connection.Select(kCount);
    EXPECT_THAT(statement, IsOk());
    EXPECT_THAT(statement->Step(), IsOk());
    return statement->Int64(0);
  }

  TestDir dir_;
  const std::string path_ = dir_ / "test.db";
};

TEST_F(SqliteTest, KeepsValuesAndTheirTypes) {
  std::unique_ptr<Connection> db = ConnectWithTable();
  const std::string bytes("a'\"\0\xff", 5);
  ASSERT_THAT(db->Run(kInsert, int64_t{-5000000000}), IsOk());
  ASSERT_THAT(db->Run(kInsert, std::optional<double>(0.1)), IsOk());
  ASSERT_THAT(db->Run(kInsert, std::optional<double>()), IsOk());
  ASSERT_THAT(db->Run(kInsert, bytes), IsOk());
  ASSERT_THAT(db->Run(kInsert, Blob{bytes}), IsOk());
  ASSERT_THAT(db->Run(kInsert, absl::string_view()), IsOk());
  ASSERT_THAT(db->Run(kInsert, Blob{}), IsOk());

  Statement row = db->Select(kSelect).value();
  ASSERT_TRUE(row.Step().value());
  EXPECT_EQ(row.Int64(0), -5000000000);
  ASSERT_TRUE(row.Step().value());
  EXPECT_EQ(row.Double(0), 0.1);
  ASSERT_TRUE(row.Step().value());
  EXPECT_TRUE(row.IsNull(0));
  for (const std::string& expected :
       {bytes, bytes, std::string(), std::string()}) {
    ASSERT_TRUE(row.Step().value());
    EXPECT_FALSE(row.IsNull(0));
    EXPECT_EQ(row.Bytes(0), expected);
  }
  EXPECT_FALSE(row.Step().value());
}

TEST_F(SqliteTest, AStatementGivenBackHalfReadHoldsNoLock) {
  std::unique_ptr<Connection> db = ConnectWithTable();
  ASSERT_THAT(db->Run(kInsert, 1), IsOk());
  ASSERT_THAT(db->Run(kInsert, 2), IsOk());
  { EXPECT_TRUE(db->Select(kSelect).value().Step().value()); }
  EXPECT_THAT(Connect()->Run(kInsert, 3), IsOk());
  EXPECT_EQ(Count(*db), 3);
}

TEST_F(SqliteTest, ATransactionThatIsNotCommittedLeavesNothing) {
  std::unique_ptr<Connection> db = ConnectWithTable();
  {
    auto transaction = Transaction::Begin(*db, Transaction::Kind::kWrite);
    ASSERT_THAT(transaction, IsOk());
    ASSERT_THAT(db->Run(kInsert, 1), IsOk());
  }
  EXPECT_EQ(Count(*db), 0);
  {
    auto transaction = Transaction::Begin(*db, Transaction::Kind::kWrite);
    ASSERT_THAT(transaction, IsOk());
    ASSERT_THAT(db->Run(kInsert, 1), IsOk());
    ASSERT_THAT(transaction->Commit(), IsOk());
  }
  EXPECT_EQ(Count(*db), 1);
}

TEST_F(SqliteTest, ABusyDatabaseIsUnavailable) {
  std::unique_ptr<Connection> holder = ConnectWithTable();
  auto transaction = Transaction::Begin(*holder, Transaction::Kind::kWrite);
  ASSERT_THAT(transaction, IsOk());
  EXPECT_THAT(
      Connect()->Run(kInsert, 1),
      IsError(absl::StatusCode::kUnavailable,
              AllOf(HasSubstr("adding a thing"), HasSubstr("test.db"))));
}

TEST_F(SqliteTest, AFullDatabaseIsResourceExhaustedAndStillUsable) {
  std::unique_ptr<Connection> db = ConnectWithTable();
  ASSERT_THAT(db->Run(kInsert, 1), IsOk());
  ASSERT_THAT(db->RunScript("limiting", "PRAGMA max_page_count = 4"), IsOk());
  {
    auto transaction = Transaction::Begin(*db, Transaction::Kind::kWrite);
    ASSERT_THAT(transaction, IsOk());
    EXPECT_THAT(
        db->Run(kInsert, Blob{std::string(100000, 'x')}),
        IsError(absl::StatusCode::kResourceExhausted,
                AllOf(HasSubstr("adding a thing"), HasSubstr("test.db"))));
  }
  EXPECT_EQ(Count(*db), 1);
  EXPECT_THAT(db->Run(kInsert, 2), IsOk());
}

TEST_F(SqliteTest, AFileThatIsNoDatabaseIsDataLoss) {
  WriteFile(path_, std::string(4096, 'x'));
  EXPECT_THAT(Connect()->Run(kSelect),
              IsError(absl::StatusCode::kDataLoss, HasSubstr("test.db")));
}

TEST_F(SqliteTest, ADamagedDatabaseIsDataLoss) {
  {
    std::unique_ptr<Connection> db = ConnectWithTable();
    auto transaction = Transaction::Begin(*db, Transaction::Kind::kWrite);
    ASSERT_THAT(transaction, IsOk());
    for (int i = 0; i < 1000; ++i) {
      ASSERT_THAT(db->Run(kInsert, "some text that fills pages"), IsOk());
    }
    ASSERT_THAT(transaction->Commit(), IsOk());
  }
  std::string content = ReadFile(path_);
  ASSERT_GT(content.size(), 8192u);
  content.replace(4096, content.size() - 4096, content.size() - 4096, '\x5a');
  WriteFile(path_, content);
  EXPECT_THAT(Connect()->Run(kSelect),
              IsError(absl::StatusCode::kDataLoss, HasSubstr("test.db")));
}

TEST_F(SqliteTest, WhatElseGoesWrongIsInternalAndSaysWhat) {
  std::unique_ptr<Connection> db = Connect();
  EXPECT_THAT(db->Run(kInsert, 1),
              IsError(absl::StatusCode::kInternal,
                      AllOf(HasSubstr("adding a thing"), HasSubstr("test.db"),
                            HasSubstr("no such table"))));
  EXPECT_THAT(Connection::Open(dir_ / "none/test.db", Connection::Mode::kCreate,
                               absl::ZeroDuration()),
              IsError(absl::StatusCode::kInternal,
                      AllOf(HasSubstr("opening"), HasSubstr("test.db"))));
}

}  // namespace
}  // namespace gavel::storage
