// What is left when the disk fails, the process is killed or the power goes, at
// every write and sync in turn.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "core/clock.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/migrations.h"
#include "storage/sqlite.h"
#include "storage/sqlite_store.h"
#include "tests/storage/faulty_disk.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// A submission that was acknowledged, or its judgement.
struct Acknowledged {
  SubmissionId id = 0;
  bool judged = false;
};

using Report = std::function<void(const Acknowledged&)>;

constexpr int kThreads = 2;

// Over a page of the database.
std::string Source() { return std::string(9000, 'x'); }

// Submits, judges, and submits once more. Stops at what fails.
absl::Status SubmitAndJudge(SqliteStore& store, const Report& report) {
  for (const bool judge : {true, false}) {
    GAVEL_ASSIGN_OR_RETURN(
        const Submission added,
        store.AddSubmission(SampleSubmission("sum", 1, Source())));
    report({added.id, false});
    if (!judge) continue;
    GAVEL_RETURN_IF_ERROR(store.AddJudgement(added.id, SampleJudgement()));
    report({added.id, true});
  }
  return absl::OkStatus();
}

// Takes submissions and judges them on several threads.
absl::Status AddAndWork(SqliteStore& store, const Problem& problem,
                        const Report& report) {
  GAVEL_RETURN_IF_ERROR(store.AddProblem(problem).status());
  std::vector<absl::Status> results(kThreads);
  std::vector<std::thread> threads;
  for (absl::Status& result : results) {
    threads.emplace_back([&] { result = SubmitAndJudge(store, report); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& result : results) GAVEL_RETURN_IF_ERROR(result);
  return absl::OkStatus();
}

// Everything a server does to its data, from making it to closing it.
absl::Status Work(const std::string& data, const Problem& problem,
                  const Report& report) {
  const SystemClock clock;
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<SqliteStore> store,
                         SqliteStore::Open(data, clock));
  return AddAndWork(*store, problem, report);
}

// Does it in a child whose disk breaks at that operation. What it reported, and
// whether it came to that operation.
struct Life {
  std::vector<Acknowledged> reported;
  bool killed = false;
};

Life Live(Fault fault, int64_t operation,
          const std::function<absl::Status(const Report&)>& work) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  OwnedFd reader(ends[0]);
  OwnedFd writer(ends[1]);
  const pid_t child = fork();
  if (child == 0) {
    reader.Reset();
    FaultyDisk disk(fault);
    disk.BreakAt(operation);
    const absl::Status status = work([&](const Acknowledged& acknowledged) {
      if (write(writer.get(), &acknowledged, sizeof(acknowledged)) < 0) {
        _exit(2);
      }
    });
    _exit(status.ok() ? 0 : 1);
  }
  writer.Reset();
  Life life;
  Acknowledged one;
  while (read(reader.get(), &one, sizeof(one)) == sizeof(one)) {
    life.reported.push_back(one);
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  life.killed = WIFSIGNALED(status);
  EXPECT_TRUE(life.killed || WEXITSTATUS(status) == 0);
  return life;
}

// Of the version before groups and scores: a submission that is judged, and one
// that waits.
constexpr char kDataOfVersion4[] = R"sql(
  INSERT INTO problem VALUES
    ('sum', 1, zeroblob(32), x'00', 1000000, 0, 1000, 1000, 1000, 1000, 1000000, 1000,
     1, 0, 1e-9, 0.1, 5, 1, 0);
  INSERT INTO submission VALUES
    (1, 'sum', 1, 1, 6, CAST('one' AS BLOB), x'61'),
    (2, 'sum', 1, 1, 7, CAST('two' AS BLOB), x'61');
  INSERT INTO pending_submission VALUES (2);
  INSERT INTO judgement VALUES (4, 1, 1, 3, 3, CAST('too slow' AS BLOB), 9,
    1001000, 77, 8, 9, 1, 1, x'', 0, 0, 0, 0, 5000, 6000, 10);
)sql";

// As the last version before there were people left it.
void MakeDataOfVersion5(const std::string& data) {
  std::filesystem::create_directory(data);
  const auto database = Connection::Open(
      data + "/gavel.db", Connection::Mode::kCreate, absl::ZeroDuration());
  ASSERT_THAT(database, IsOk());
  ASSERT_THAT(
      (*database)->RunScript("configuring", "PRAGMA journal_mode = WAL"),
      IsOk());
  ASSERT_THAT(Migrate(**database, Schema().first(4)), IsOk());
  ASSERT_THAT((*database)->RunScript("adding data", kDataOfVersion4), IsOk());
  ASSERT_THAT(Migrate(**database, Schema().first(5)), IsOk());
}

class RecoveryTest : public testing::TestWithParam<Fault> {
 protected:
  std::string Text(const char* sql) {
    const auto connection = Connection::Open(
        data_ + "/gavel.db", Connection::Mode::kReadOnly, absl::ZeroDuration());
    EXPECT_THAT(connection, IsOk());
    Statement row = (*connection)->Select(Query{"checking", sql}).value();
    return row.Step().value() ? row.Bytes(0) : "";
  }

  // Opens what is left: all that was reported is there, whole and once.
  void ExpectAllOf(const std::vector<Acknowledged>& reported) {
    const auto store = SqliteStore::Open(data_, clock_);
    ASSERT_THAT(store, IsOk());
    EXPECT_EQ(Text("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(Text("PRAGMA foreign_key_check"), "");
    std::map<SubmissionId, bool> judged;
    for (const Acknowledged& one : reported) judged[one.id] |= one.judged;
    for (const auto& [id, has_judgement] : judged) {
      const auto record = (*store)->GetSubmission(id);
      ASSERT_THAT(record, IsOk());
      EXPECT_EQ(record->submission.source, Source());
      EXPECT_TRUE(record->judgement.has_value() || !has_judgement) << id;
    }
    ExpectNothingHalf(**store);
  }

  // Of what was not reported, too.
  void ExpectNothingHalf(SqliteStore& store) {
    const std::vector<SubmissionId> waiting = UnjudgedIds(store);
    const auto all =
        store.ListSubmissions({}, {.size = 1000, .token = ""}).value().items;
    for (const SubmissionRecord& listed : all) {
      const SubmissionId id = listed.submission.id;
      EXPECT_THAT(store.GetProblem("sum", 1), IsOk());
      const SubmissionRecord record = store.GetSubmission(id).value();
      const bool waits =
          std::find(waiting.begin(), waiting.end(), id) != waiting.end();
      EXPECT_NE(waits, record.judgement.has_value()) << id;
      EXPECT_EQ(store.ListJudgements(id).value().size(), waits ? 0U : 1U);
      if (waits) continue;
      EXPECT_EQ(Describe(*record.judgement), Describe(SampleJudgement())) << id;
    }
  }

  // A store with a problem, to begin with.
  void Prepare() {
    const auto store = SqliteStore::Open(prepared_, clock_);
    ASSERT_THAT(store, IsOk());
    ASSERT_THAT((*store)->AddProblem(problem_), IsOk());
  }
  void CopyPrepared() {
    std::filesystem::remove_all(data_);
    std::filesystem::copy(prepared_, data_,
                          std::filesystem::copy_options::recursive);
  }

  TestDir dir_{MemoryDirectory()};
  const std::string prepared_ = dir_ / "prepared";
  const std::string data_ = dir_ / "data";
  const Problem problem_ = SampleProblem(dir_.path(), "sum");
  TickingClock clock_;
};

// Where a process can die.
using DeathTest = RecoveryTest;

TEST_P(DeathTest, EverythingReportedIsThereAndNothingHalf) {
  Prepare();
  int64_t operation = 0;
  for (bool killed = true; killed && !HasFailure();) {
    SCOPED_TRACE(absl::StrCat("operation ", ++operation));
    CopyPrepared();
    const Life life = Live(GetParam(), operation, [&](const Report& report) {
      return Work(data_, problem_, report);
    });
    killed = life.killed;
    ExpectAllOf(life.reported);
  }
  EXPECT_GT(operation, 30);
}

TEST_P(DeathTest, AFirstStartCanEndAnywhere) {
  int64_t operation = 1;
  for (bool killed = true; killed && !HasFailure(); operation += 5) {
    SCOPED_TRACE(absl::StrCat("operation ", operation));
    std::filesystem::remove_all(data_);
    killed = Live(GetParam(), operation, [&](const Report&) {
               return SqliteStore::Open(data_, clock_).status();
             }).killed;
    ExpectAllOf({});
  }
  EXPECT_GT(operation, 50);
}

TEST_P(DeathTest, ALifeGoesOnWhereTheOneBeforeWasEnded) {
  std::vector<Acknowledged> reported;
  Prepare();
  CopyPrepared();
  for (const int64_t operation : {30, 4, 11, 25, 26, 40, 60}) {
    SCOPED_TRACE(absl::StrCat("operation ", operation));
    const Life life = Live(GetParam(), operation, [&](const Report& report) {
      return Work(data_, problem_, report);
    });
    reported.insert(reported.end(), life.reported.begin(), life.reported.end());
    ExpectAllOf(reported);
  }
  EXPECT_FALSE(reported.empty());
}

TEST_P(DeathTest, AMigrationIsDoneOrNotAndThenDoneAgain) {
  MakeDataOfVersion5(prepared_);
  int64_t operation = 0;
  for (bool killed = true; killed && !HasFailure();) {
    SCOPED_TRACE(absl::StrCat("operation ", ++operation));
    CopyPrepared();
    killed = Live(GetParam(), operation, [&](const Report&) {
               return SqliteStore::Open(data_, clock_).status();
             }).killed;
    const auto store = SqliteStore::Open(data_, clock_);
    ASSERT_THAT(store, IsOk());
    EXPECT_EQ(Text("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(Text("PRAGMA foreign_key_check"), "");
    EXPECT_EQ(Text("PRAGMA user_version"),
              absl::StrCat(Schema().back().number));
    EXPECT_EQ((*store)->GetSubmission(1)->submission.source, "one");
    EXPECT_EQ((*store)->GetSubmission(1)->judgement->message, "too slow");
    EXPECT_THAT(UnjudgedIds(**store), ElementsAre(2));
  }
  EXPECT_GT(operation, 20);
}

INSTANTIATE_TEST_SUITE_P(All, DeathTest,
                         testing::Values(Fault::kKill, Fault::kPowerLoss),
                         testing::PrintToStringParamName());

// Where the process lives on.
using DiskErrorTest = RecoveryTest;

TEST_P(DiskErrorTest, WhatFailsIsSaidAndTheRestGoesOn) {
  Prepare();
  absl::Mutex mu;
  int64_t operation = 0;
  for (bool broken = true; broken && !HasFailure();) {
    SCOPED_TRACE(absl::StrCat("operation ", ++operation));
    CopyPrepared();
    std::vector<Acknowledged> reported;
    const Report report = [&](const Acknowledged& one) {
      absl::MutexLock lock(&mu);
      reported.push_back(one);
    };
    {
      FaultyDisk disk(GetParam());
      const auto store = SqliteStore::Open(data_, clock_);
      ASSERT_THAT(store, IsOk());
      disk.BreakAt(operation);
      const absl::Status status = AddAndWork(**store, problem_, report);
      broken = disk.broken();
      if (GetParam() == Fault::kFull && !status.ok()) {
        EXPECT_THAT(status, IsError(absl::StatusCode::kResourceExhausted,
                                    Not(HasSubstr(data_))));
      }
      disk.Mend();
      // The same store, the same connections.
      EXPECT_THAT(AddAndWork(**store, problem_, report), IsOk());
    }
    ExpectAllOf(reported);
    EXPECT_GE(reported.size(), size_t{kThreads} * 3);
  }
}

INSTANTIATE_TEST_SUITE_P(All, DiskErrorTest,
                         testing::Values(Fault::kFull, Fault::kOnce),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace gavel::storage
