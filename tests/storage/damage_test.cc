// Data that something else has damaged: said, never a crash, never less than
// there was without a word.
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/data_check.h"
#include "storage/sqlite_store.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int kSubmissions = 12;

class DamageTest : public testing::Test {
 protected:
  // A copy of a data directory while it is in use: as a kill leaves it, with a
  // log.
  void SetUp() override {
    const std::string live = dir_ / "live";
    const auto store = SqliteStore::Open(live, clock_).value();
    ASSERT_THAT(store->AddProblem(SampleProblem(dir_.path(), "sum")), IsOk());
    for (SubmissionId id = 1; id <= kSubmissions; ++id) {
      ASSERT_THAT(store->AddSubmission(
                      SampleSubmission("sum", 1, std::string(3000, 'x'))),
                  IsOk());
      if (id % 2 == 0) {
        ASSERT_THAT(store->AddJudgement(id, SampleJudgement()), IsOk());
      }
    }
    std::filesystem::copy(live, data_,
                          std::filesystem::copy_options::recursive);
    log_ = ReadFile(data_ + "/gavel.db-wal");
    ASSERT_GT(log_.size(), 100'000U);
  }

  // The log folded into the database, as an orderly end leaves it.
  void Close() { ASSERT_THAT(SqliteStore::Open(data_, clock_), IsOk()); }

  // What a server with this log would say, be it at its start or when it reads
  // all there is; OK only if it is all there.
  absl::Status ReadAll() {
    GAVEL_ASSIGN_OR_RETURN(const auto store, SqliteStore::Open(data_, clock_));
    GAVEL_RETURN_IF_ERROR(store->GetProblem("sum", 1).status());
    int found = 0;
    for (SubmissionId id = 1; id <= kSubmissions; ++id) {
      const auto record = store->GetSubmission(id);
      GAVEL_RETURN_IF_ERROR(record.status());
      if (record->judgement.has_value() == (id % 2 == 0)) ++found;
    }
    if (found == kSubmissions) return absl::OkStatus();
    return absl::InternalError("less than there was, without a word");
  }

  std::string BlobOf(const std::string& content) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(data_ + "/blobs")) {
      if (entry.is_regular_file() && ReadFile(entry.path()) == content) {
        return entry.path().string();
      }
    }
    return "";
  }

  TestDir dir_{MemoryDirectory()};
  const std::string data_ = dir_ / "data";
  std::string log_;
  TickingClock clock_;
};

TEST_F(DamageTest, TheCopyIsWhole) {
  EXPECT_THAT(ReadAll(), IsOk());
  const auto report = CheckData(data_);
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems, IsEmpty());
  EXPECT_GE(report->files, 2);
}

TEST_F(DamageTest, AFlippedByteInTheLogIsSaid) {
  // But for the last commit, which looks as if a crash had cut it off.
  for (size_t at = 40; at + 80'000 < log_.size(); at += 4999) {
    SCOPED_TRACE(absl::StrCat("byte ", at));
    std::string log = log_;
    log[at] = static_cast<char>(log[at] ^ 0x10);
    WriteFile(data_ + "/gavel.db-wal", log);
    EXPECT_THAT(ReadAll(),
                IsError(absl::StatusCode::kDataLoss,
                        AllOf(HasSubstr(data_), HasSubstr("gavel.db-wal"),
                              HasSubstr("restore a backup"))));
    // It is left as it was.
    ASSERT_EQ(ReadFile(data_ + "/gavel.db-wal"), log);
  }
}

TEST_F(DamageTest, ADamagedHeaderOfTheLogIsSaid) {
  for (size_t at = 0; at < 32; ++at) {
    SCOPED_TRACE(absl::StrCat("byte ", at));
    std::string log = log_;
    log[at] = static_cast<char>(log[at] ^ 0x10);
    WriteFile(data_ + "/gavel.db-wal", log);
    EXPECT_THAT(ReadAll(), IsError(absl::StatusCode::kDataLoss,
                                   HasSubstr("gavel.db-wal")));
  }
}

TEST_F(DamageTest, ALogThatACrashCutOffIsRead) {
  for (const size_t rest : {1, 17, 4096, 5000}) {
    SCOPED_TRACE(absl::StrCat(rest, " bytes are missing"));
    std::filesystem::remove_all(data_ + "/gavel.db-shm");
    WriteFile(data_ + "/gavel.db-wal", log_.substr(0, log_.size() - rest));
    EXPECT_THAT(SqliteStore::Open(data_, clock_), IsOk());
    std::filesystem::remove_all(data_);
    std::filesystem::copy(dir_ / "live", data_,
                          std::filesystem::copy_options::recursive);
  }
}

TEST_F(DamageTest, ADatabaseThatIsCutOffIsSaid) {
  Close();
  const std::string database = ReadFile(data_ + "/gavel.db");
  for (size_t size = 1; size < database.size(); size += 4096) {
    SCOPED_TRACE(absl::StrCat(size, " bytes are left"));
    WriteFile(data_ + "/gavel.db", database.substr(0, size));
    EXPECT_THAT(ReadAll(), IsError(absl::StatusCode::kDataLoss,
                                   AllOf(HasSubstr("gavel.db"),
                                         HasSubstr("restore a backup"))));
    std::filesystem::remove(data_ + "/gavel.db-wal");
  }
}

TEST_F(DamageTest, AnOverwrittenPageIsSaidAtTheStart) {
  Close();
  const std::string database = ReadFile(data_ + "/gavel.db");
  size_t unused = 0;
  for (size_t page = 0; page < database.size(); page += 4096) {
    SCOPED_TRACE(absl::StrCat("byte ", page));
    std::string damaged = database;
    damaged.replace(page, 4096, 4096, '\x5a');
    WriteFile(data_ + "/gavel.db", damaged);
    const auto store = SqliteStore::Open(data_, clock_);
    // Migrations leave some pages that hold nothing any more.
    unused += store.ok() ? 1 : 0;
    if (store.ok()) continue;
    EXPECT_THAT(store,
                IsError(absl::StatusCode::kDataLoss,
                        AllOf(HasSubstr("gavel.db"), HasSubstr("backup"))));
    std::filesystem::remove(data_ + "/gavel.db-wal");
  }
  EXPECT_LT(unused, database.size() / 4096 / 10);
}

TEST_F(DamageTest, ADatabaseThatIsGoneIsNotMadeAnew) {
  std::filesystem::remove(data_ + "/gavel.db");
  std::filesystem::remove(data_ + "/gavel.db-wal");
  EXPECT_THAT(ReadAll(), IsError(absl::StatusCode::kDataLoss,
                                 AllOf(HasSubstr(data_),
                                       HasSubstr("gavel.db is not there"),
                                       HasSubstr("restore a backup"))));
  WriteFile(data_ + "/gavel.db", "");
  EXPECT_THAT(ReadAll(), IsError(absl::StatusCode::kDataLoss,
                                 HasSubstr("gavel.db is empty or cut off")));
}

TEST_F(DamageTest, ACheckFindsFilesThatAreGoneOrChanged) {
  const std::string gone = BlobOf("in 1");
  const std::string changed = BlobOf("in 2");
  ASSERT_NE(gone, "");
  ASSERT_NE(changed, "");
  std::filesystem::remove(gone);
  std::filesystem::permissions(changed, std::filesystem::perms::owner_all);
  WriteFile(changed, "in 3");
  const auto report = CheckData(data_);
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems,
              testing::UnorderedElementsAre(
                  AllOf(HasSubstr("sum version 1"), HasSubstr(gone)),
                  AllOf(HasSubstr("sum version 1"), HasSubstr(changed))));
  EXPECT_THAT(CollectFiles(data_),
              IsError(absl::StatusCode::kDataLoss, HasSubstr("sum")));
}

TEST_F(DamageTest, FilesThatNobodyNamesAreCollectedOnlyWithoutAServer) {
  {
    const auto store = SqliteStore::Open(data_, clock_).value();
    WriteFile(dir_ / "upload", "never finished");
    ASSERT_THAT(store->AddFile(dir_ / "upload"), IsOk());
    const auto report = CheckData(data_);
    ASSERT_THAT(report, IsOk());
    EXPECT_TRUE(report->in_use);
    EXPECT_THAT(report->unnamed, ElementsAre(BlobOf("never finished")));
    EXPECT_THAT(CollectFiles(data_),
                IsError(absl::StatusCode::kFailedPrecondition,
                        HasSubstr("another server")));
  }
  const auto collected = CollectFiles(data_);
  ASSERT_THAT(collected, IsOk());
  EXPECT_EQ(*collected, 1);
  EXPECT_EQ(BlobOf("never finished"), "");
  EXPECT_THAT(CheckData(data_)->problems, IsEmpty());
  EXPECT_THAT(ReadAll(), IsOk());
}

TEST_F(DamageTest, ACheckOfNothingSaysSo) {
  EXPECT_THAT(CheckData(dir_ / "none"),
              IsError(absl::StatusCode::kNotFound, HasSubstr("none/gavel.db")));
  EXPECT_FALSE(std::filesystem::exists(dir_ / "none"));
}

}  // namespace
}  // namespace gavel::storage
