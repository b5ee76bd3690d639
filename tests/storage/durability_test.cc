// What a store keeps while it is written to: its log short, its order, and all
// of it through a kill.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/owned_fd.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/sqlite.h"
#include "storage/sqlite_store.h"
#include "tests/fakes/fake_clock.h"
#include "tests/storage/samples.h"
#include "tests/storage/test_dir.h"

namespace gavel::storage {
namespace {

using ::testing::ElementsAreArray;

class DurabilityTest : public testing::Test {
 protected:
  std::unique_ptr<SqliteStore> Open() {
    return SqliteStore::Open(data_, clock_).value();
  }
  Problem Sum() { return SampleProblem(dir_.path(), "sum"); }
  Submission Submit(SqliteStore& store, const std::string& source) {
    return store.AddSubmission(SampleSubmission("sum", 1, source)).value();
  }

  // The database behind the store's back.
  std::unique_ptr<Connection> OpenDatabase() {
    return Connection::Open(data_ + "/gavel.db", Connection::Mode::kCreate,
                            absl::ZeroDuration())
        .value();
  }

  TestDir dir_;
  const std::string data_ = dir_ / "data";
  TickingClock clock_;
};

TEST_F(DurabilityTest, TheLogBeginsAgainWhileThereAreWriters) {
  constexpr int kThreads = 4;
  constexpr int kEach = 160;
  const std::string source(100'000, 'x');
  const auto store = Open();
  ASSERT_THAT(store->AddProblem(Sum()), IsOk());
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < kEach; ++n) Submit(*store, source);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LT(std::filesystem::file_size(data_ + "/gavel.db-wal"),
            source.size() * kThreads * kEach / 2);
}

TEST_F(DurabilityTest, AClockThatIsSetBackDoesNotChangeTheOrder) {
  fakes::FakeClock clock;
  const auto store = SqliteStore::Open(data_, clock).value();
  ASSERT_THAT(store->AddProblem(Sum()), IsOk());
  std::vector<SubmissionId> oldest_first;
  for (const absl::Duration step :
       {absl::Hours(1), -absl::Hours(2), -absl::Hours(24 * 365 * 60)}) {
    clock.Advance(step);
    oldest_first.push_back(Submit(*store, "one").id);
  }
  EXPECT_THAT(UnjudgedIds(*store), ElementsAreArray(oldest_first));
  std::vector<SubmissionId> listed;
  PageRequest request{.size = 1, .token = ""};
  do {
    const auto page = store->ListSubmissions({}, request).value();
    listed.push_back(page.items.at(0).submission.id);
    request.token = page.next_page_token;
  } while (!request.token.empty());
  EXPECT_THAT(listed,
              ElementsAreArray(oldest_first.rbegin(), oldest_first.rend()));
  // Before 1970, too.
  EXPECT_EQ(store->GetSubmission(3)->submission.created, clock.Now());
}

// In the child: submits for ever, and tells each id once it is durable.
[[noreturn]] void SubmitForEver(const std::string& data, int report_fd) {
  const SystemClock clock;
  const auto store = SqliteStore::Open(data, clock);
  if (!store.ok()) _exit(1);
  while (true) {
    const auto added = (*store)->AddSubmission(
        SampleSubmission("sum", 1, std::string(20000, 'x')));
    if (!added.ok()) _exit(2);
    const SubmissionId id = added->id;
    if (id % 2 == 0 && !(*store)->AddJudgement(id, SampleJudgement()).ok()) {
      _exit(3);
    }
    if (write(report_fd, &id, sizeof(id)) != sizeof(id)) _exit(4);
  }
}

// The ids that a child reported before it was killed, mid-way, after the first
// `count` of them.
std::vector<SubmissionId> SubmitAndKill(const std::string& data, size_t count) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  OwnedFd reader(ends[0]);
  OwnedFd writer(ends[1]);
  const pid_t child = fork();
  if (child == 0) {
    reader.Reset();
    SubmitForEver(data, writer.get());
  }
  writer.Reset();
  std::vector<SubmissionId> ids;
  SubmissionId id = 0;
  while (read(reader.get(), &id, sizeof(id)) == sizeof(id)) {
    ids.push_back(id);
    if (ids.size() == count) kill(child, SIGKILL);
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "exit code " << WEXITSTATUS(status);
  return ids;
}

TEST_F(DurabilityTest, WhatWasReportedSurvivesAKill) {
  { ASSERT_THAT(Open()->AddProblem(Sum()), IsOk()); }
  std::vector<SubmissionId> reported;
  for (const size_t count : {1U, 20U, 57U}) {
    const auto ids = SubmitAndKill(data_, count);
    EXPECT_GE(ids.size(), count);
    reported.insert(reported.end(), ids.begin(), ids.end());
  }

  const auto store = Open();
  for (const SubmissionId id : reported) {
    const auto record = store->GetSubmission(id);
    ASSERT_THAT(record, IsOk());
    EXPECT_EQ(record->submission.source, std::string(20000, 'x'));
    ASSERT_EQ(record->judgement.has_value(), id % 2 == 0) << id;
    EXPECT_EQ(record->judgement.value_or(Judgement()).runs.size(),
              id % 2 == 0 ? SampleJudgement().runs.size() : 0U);
  }
  const auto database = OpenDatabase();
  Statement row =
      database->Select(Query{"checking", "PRAGMA integrity_check"}).value();
  ASSERT_TRUE(row.Step().value());
  EXPECT_EQ(row.Bytes(0), "ok");
}

}  // namespace
}  // namespace gavel::storage
