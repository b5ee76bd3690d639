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
#include "core/clock.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/sqlite.h"
#include "storage/sqlite_store.h"
#include "tests/storage/faulty_disk.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

// A submission that was acknowledged, or its judgement.
struct Acknowledged {
  SubmissionId id = 0;
  bool judged = false;
};

using Report = std::function<void(const Acknowledged&)>;

constexpr int kThreads = 3;

const std::string& Source() {
  static const std::string source(9000, 'x');
  return source;
}

// Submits, judges two of three, and submits once more. Stops at what fails.
absl::Status SubmitAndJudge(SqliteStore& store, const Report& report) {
  for (int i = 0; i < 3; ++i) {
    GAVEL_ASSIGN_OR_RETURN(
        const Submission added,
        store.AddSubmission(SampleSubmission("sum", 1, Source())));
    report({added.id, false});
    if (i == 2) continue;
    GAVEL_RETURN_IF_ERROR(store.AddJudgement(added.id, SampleJudgement()));
    report({added.id, true});
  }
  return absl::OkStatus();
}

// Everything a server does to its data: makes it, adds a problem, takes
// submissions and judges them on several threads, and closes it.
absl::Status Work(const std::string& data, const Problem& problem,
                  const Report& report) {
  const SystemClock clock;
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<SqliteStore> store,
                         SqliteStore::Open(data, clock));
  GAVEL_RETURN_IF_ERROR(store->AddProblem(problem).status());
  std::vector<absl::Status> results(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      results[static_cast<size_t>(i)] = SubmitAndJudge(*store, report);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& result : results) GAVEL_RETURN_IF_ERROR(result);
  return absl::OkStatus();
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
    const FaultyDisk disk(fault, operation);
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

  TestDir dir_;
  const std::string data_ = dir_ / "data";
  TickingClock clock_;
};

using DeathSweep = RecoveryTest;

TEST_P(DeathSweep, EverythingReportedIsThereAndNothingHalf) {
  const Problem problem = SampleProblem(dir_.path(), "sum");
  int64_t operation = 0;
  bool killed = true;
  while (killed && !HasFailure()) {
    SCOPED_TRACE(absl::StrCat("operation ", ++operation));
    std::filesystem::remove_all(data_);
    const Life life = Live(GetParam(), operation, [&](const Report& report) {
      return Work(data_, problem, report);
    });
    killed = life.killed;
    ExpectAllOf(life.reported);
  }
  EXPECT_GT(operation, 50);
}

INSTANTIATE_TEST_SUITE_P(All, DeathSweep,
                         testing::Values(Fault::kKill, Fault::kPowerLoss),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace gavel::storage
