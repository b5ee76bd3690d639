#include "storage/data_copy.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/data_check.h"
#include "storage/migrations.h"
#include "storage/sqlite_store.h"
#include "tests/storage/faulty_disk.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class DataCopyTest : public testing::Test {
 protected:
  void SetUp() override {
    store_ = SqliteStore::Open(data_, clock_).value();
    ASSERT_THAT(store_->AddProblem(SampleProblem(dir_.path(), "sum")), IsOk());
    Submit("one");
    Submit("two");
    ASSERT_THAT(store_->AddJudgement(1, SampleJudgement()), IsOk());
  }

  SubmissionId Submit(const std::string& source) {
    return store_->AddSubmission(SampleSubmission("sum", 1, source)).value().id;
  }

  // The names in the test's directory, but those of the sample's files.
  std::vector<std::string> Directories() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(dir_.path())) {
      if (entry.is_directory()) names.push_back(entry.path().filename());
    }
    return names;
  }

  TestDir dir_{MemoryDirectory()};
  const std::string data_ = dir_ / "data";
  const std::string backup_ = dir_ / "backup";
  TickingClock clock_;
  std::unique_ptr<SqliteStore> store_;
};

TEST_F(DataCopyTest, WhatIsRestoredIsWhatWasBackedUp) {
  WriteFile(data_ + "/admin-token", "secret");
  WriteFile(dir_ / "upload", "never finished");
  ASSERT_THAT(store_->AddFile(dir_ / "upload"), IsOk());
  const auto backed_up = BackUp(data_, backup_);
  ASSERT_THAT(backed_up, IsOk());
  EXPECT_EQ(backed_up->submissions, 2);
  Submit("after the backup");
  const std::string problem = Describe(store_->GetProblem("sum", 1).value());
  const std::string judged = Describe(store_->GetSubmission(1).value());

  const auto restored = Restore(backup_ + "/", dir_ / "restored");
  ASSERT_THAT(restored, IsOk());
  EXPECT_EQ(restored->files, backed_up->files);
  EXPECT_THAT(Directories(),
              UnorderedElementsAre("data", "backup", "restored"));
  EXPECT_FALSE(std::filesystem::exists(backup_ + "/admin-token"));
  const auto report = CheckData(backup_);
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems, IsEmpty());
  EXPECT_THAT(report->unnamed, IsEmpty());

  const auto store = SqliteStore::Open(dir_ / "restored", clock_).value();
  EXPECT_EQ(Describe(store->GetProblem("sum", 1).value()), problem);
  EXPECT_EQ(Describe(store->GetSubmission(1).value()), judged);
  EXPECT_THAT(UnjudgedIds(*store), ElementsAre(2));
  EXPECT_EQ(store->AddSubmission(SampleSubmission("sum", 1, "new"))->id, 3);
}

TEST_F(DataCopyTest, ABackupUnderLoadHasAllThatWasReportedBefore) {
  std::atomic<bool> stop = false;
  std::atomic<SubmissionId> last = 2;
  std::thread load([&] {
    while (!stop) last = Submit(std::string(5000, 'x'));
  });
  std::vector<SubmissionId> before;
  for (int i = 0; i < 5; ++i) {
    before.push_back(last);
    const std::string name = backup_ + absl::StrCat(i);
    const auto backed_up = BackUp(data_, name);
    ASSERT_THAT(backed_up, IsOk());
    EXPECT_GE(backed_up->submissions, before.back());
  }
  stop = true;
  load.join();
  EXPECT_GT(before.back(), before.front());
  const auto store = SqliteStore::Open(backup_ + "4", clock_).value();
  EXPECT_THAT(store->GetSubmission(before.back()), IsOk());
}

TEST_F(DataCopyTest, NothingIsOverwritten) {
  std::filesystem::create_directory(backup_);
  EXPECT_THAT(BackUp(data_, backup_), IsOk());
  EXPECT_THAT(BackUp(data_, backup_),
              IsError(absl::StatusCode::kAlreadyExists, HasSubstr(backup_)));
  EXPECT_THAT(Restore(backup_, data_),
              IsError(absl::StatusCode::kAlreadyExists, HasSubstr(data_)));
  EXPECT_THAT(Directories(), UnorderedElementsAre("data", "backup"));
}

TEST_F(DataCopyTest, WhatIsDamagedIsNotCopied) {
  ASSERT_THAT(BackUp(data_, backup_), IsOk());
  std::string blob;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(backup_ + "/blobs")) {
    if (entry.is_regular_file()) blob = entry.path().string();
  }
  const std::string content = ReadFile(blob);
  std::filesystem::remove(blob);
  WriteFile(blob, content + "!");
  EXPECT_THAT(Restore(backup_, dir_ / "restored"),
              IsError(absl::StatusCode::kDataLoss,
                      AllOf(HasSubstr("sum version 1"), HasSubstr(blob))));
  WriteFile(blob, content);
  EXPECT_THAT(Restore(backup_, dir_ / "restored"), IsOk());

  std::string database = ReadFile(backup_ + "/gavel.db");
  database.replace(8192, 4096, 4096, '\x5a');
  WriteFile(backup_ + "/gavel.db", database);
  EXPECT_THAT(Restore(backup_, dir_ / "again"),
              IsError(absl::StatusCode::kDataLoss, HasSubstr("gavel.db")));
  EXPECT_THAT(Directories(),
              UnorderedElementsAre("data", "backup", "restored"));
}

TEST_F(DataCopyTest, NothingToCopyIsSaid) {
  EXPECT_THAT(BackUp(dir_ / "none", backup_),
              IsError(absl::StatusCode::kNotFound, HasSubstr("none/gavel.db")));
  EXPECT_THAT(Directories(), UnorderedElementsAre("data"));
}

TEST_F(DataCopyTest, ABackupOfAnEarlierVersionIsBroughtUpToDate) {
  std::filesystem::create_directory(backup_);
  {
    const auto old =
        Connection::Open(backup_ + "/gavel.db", Connection::Mode::kCreate,
                         absl::ZeroDuration())
            .value();
    ASSERT_THAT(Migrate(*old, Schema().first(5)), IsOk());
  }
  EXPECT_THAT(
      BackUp(backup_, dir_ / "copy"),
      IsError(absl::StatusCode::kFailedPrecondition, HasSubstr("version 5")));
  ASSERT_THAT(Restore(backup_, dir_ / "restored"), IsOk());
  EXPECT_THAT(SqliteStore::Open(dir_ / "restored", clock_), IsOk());
}

TEST_F(DataCopyTest, AKilledBackupHasNoNameOrIsWhole) {
  // A child must not inherit a database.
  store_.reset();
  int64_t operation = 0;
  for (bool killed = true; killed && !HasFailure();) {
    SCOPED_TRACE(absl::StrCat("operation ", ++operation));
    const pid_t child = fork();
    if (child == 0) {
      FaultyDisk disk(Fault::kKill);
      disk.BreakAt(operation);
      _exit(BackUp(data_, backup_).ok() ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    killed = WIFSIGNALED(status);
    EXPECT_TRUE(killed || WEXITSTATUS(status) == 0);
    EXPECT_EQ(std::filesystem::exists(backup_), !killed);
  }
  EXPECT_GT(operation, 10);
  EXPECT_THAT(Restore(backup_, dir_ / "restored"), IsOk());
}

}  // namespace
}  // namespace gavel::storage
