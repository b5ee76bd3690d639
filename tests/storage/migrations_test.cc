#include "storage/migrations.h"

#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr Migration kTwo[] = {
    {1, "0001_one.sql",
     "CREATE TABLE one (a); -- a comment\n INSERT INTO one VALUES (1);"},
    {2, "0002_two.sql",
     "ALTER TABLE one ADD COLUMN b;\nUPDATE one SET b = a + 1\n-- the end"},
};
constexpr Migration kBroken[] = {
    kTwo[0],
    {2, "0002_broken.sql", "DELETE FROM one; INSERT INTO none VALUES (1);"},
};

class MigrationsTest : public testing::Test {
 protected:
  int64_t Number(const char* sql) {
    Statement row = db_->Select(Query{"reading a number", sql}).value();
    EXPECT_TRUE(row.Step().value());
    return row.Int64(0);
  }

  TestDir dir_;
  const std::string path_ = dir_ / "test.db";
  const std::unique_ptr<Connection> db_ =
      Connection::Open(path_, Connection::Mode::kCreate, absl::ZeroDuration())
          .value();
};

TEST_F(MigrationsTest, BringsAnEmptyDatabaseToTheNewestSchema) {
  ASSERT_THAT(Migrate(*db_, kTwo), IsOk());
  EXPECT_EQ(Number("PRAGMA user_version"), 2);
  EXPECT_EQ(Number("SELECT b FROM one"), 2);
}

TEST_F(MigrationsTest, AppliesOnlyWhatIsMissing) {
  ASSERT_THAT(Migrate(*db_, absl::MakeSpan(kTwo, 1)), IsOk());
  EXPECT_EQ(Number("PRAGMA user_version"), 1);
  ASSERT_THAT(Migrate(*db_, kTwo), IsOk());
  ASSERT_THAT(Migrate(*db_, kTwo), IsOk());
  EXPECT_EQ(Number("SELECT count(*) FROM one"), 1);
  EXPECT_EQ(Number("SELECT b FROM one"), 2);
}

TEST_F(MigrationsTest, AFailedMigrationChangesNothingAndIsNamed) {
  EXPECT_THAT(
      Migrate(*db_, kBroken),
      IsError(absl::StatusCode::kInternal,
              AllOf(HasSubstr("0002_broken.sql"), HasSubstr("test.db"))));
  EXPECT_EQ(Number("PRAGMA user_version"), 1);
  EXPECT_EQ(Number("SELECT a FROM one"), 1);
}

TEST_F(MigrationsTest, RefusesANewerDatabaseAndDoesNotTouchIt) {
  ASSERT_THAT(Migrate(*db_, kTwo), IsOk());
  const std::string before = ReadFile(path_);
  EXPECT_THAT(Migrate(*db_, absl::MakeSpan(kTwo, 1)),
              IsError(absl::StatusCode::kFailedPrecondition,
                      AllOf(HasSubstr("test.db"), HasSubstr("version 2"))));
  EXPECT_EQ(ReadFile(path_), before);
}

TEST_F(MigrationsTest, TheSchemaIsNumberedFromOneWithoutGaps) {
  int number = 0;
  for (const Migration& migration : Schema()) {
    EXPECT_EQ(migration.number, ++number) << migration.name;
  }
  EXPECT_GE(number, 1);
  EXPECT_THAT(Migrate(*db_, Schema()), IsOk());
}

}  // namespace
}  // namespace gavel::storage
