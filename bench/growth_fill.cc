#include "bench/growth_fill.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/clock.h"
#include "core/contest.h"
#include "core/problem.h"
#include "core/status_macros.h"
#include "storage/migrations.h"
#include "storage/sqlite.h"
#include "storage/sqlite_contests.h"
#include "storage/sqlite_store.h"

namespace gavel::bench {
namespace {

namespace fs = std::filesystem;
using storage::Connection;

// Thirty seconds lie between two submissions: a million are a year.
constexpr int64_t kFirstSeconds = 1'700'000'000;
constexpr int64_t kStepSeconds = 30;

// Of the rows 1 to @n, in the order of what refers to what.
constexpr const char* kRows = R"(
INSERT INTO circumstances (hash, json) VALUES (zeroblob(32), '{}');
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @n)
INSERT INTO submission (problem_id, problem_version, language, created_us,
  user_id, submitted_by, contest_id, idempotency_key)
SELECT 'problem-' || (i % @problems), 1, iif(i <= @rare, 2, 1),
  (@first + i * @step) * 1000000, 'user-' || (i % @users),
  'user-' || (i % @users),
  iif(i % 4 = 0, 'contest-' || ((i - 1) * @contests / @n), ''),
  CAST('key-' || i AS BLOB) FROM n;
INSERT INTO submission_source (submission_id, file_name, source)
SELECT id, CAST('main.js' AS BLOB), zeroblob(400) FROM submission;
INSERT INTO pending_submission (submission_id, problem_version)
SELECT id, 1 FROM submission WHERE id > @n - @pending;
INSERT INTO judgement (submission_id, current, problem_version, verdict,
  reason, message, test_count, max_cpu_time_us, max_memory_bytes, started_us,
  finished_us, compile_verdict, compile_reason, compile_message,
  compile_exit_code, compile_signal, compile_line, compile_column,
  compile_cpu_time_us, compile_wall_time_us, compile_memory_bytes)
SELECT id, 1, 1, iif(id <= @rare, 8, iif(id % 3 = 0, 2, 1)), 1, x'', 3,
  50000, 50000000, created_us, created_us + 1000000, 1, 1, x'', 0, 0, 0, 0,
  10000, 10000, 20000000 FROM submission WHERE id <= @n - @pending;
INSERT INTO provenance (judgement_id, source, program, circumstances)
SELECT id, zeroblob(32), CAST(format('%032d', id) AS BLOB), zeroblob(32)
FROM judgement;
INSERT INTO group_result (judgement_id, position, name, verdict)
SELECT id, 0, CAST('secret' AS BLOB), verdict FROM judgement;
WITH p (position) AS (VALUES (0), (1), (2))
INSERT INTO run (judgement_id, position, test, verdict, reason, message,
  exit_code, signal, line, column, cpu_time_us, wall_time_us, memory_bytes,
  seed, output, run_key)
SELECT id, position, CAST('secret/' || position AS BLOB), verdict, 1, x'', 0,
  0, 0, 0, 50000, 60000, 50000000, id % 4294967296, randomblob(32),
  randomblob(32) FROM judgement CROSS JOIN p ORDER BY id, position;
)";

absl::Status AddContests(storage::SqliteStore& store, const Filled& filled) {
  const SystemClock clock;
  storage::SqliteContests contests(store.database(), clock);
  for (int64_t i = 0; i < filled.contests(); ++i) {
    Contest contest;
    contest.id = absl::StrCat("contest-", i);
    contest.name = contest.id;
    contest.start = Filled::Created(i * 1000);
    contest.duration = absl::Seconds(1000 * kStepSeconds);
    for (int64_t p = 0; p < kProblems; ++p) {
      contest.problems.push_back({.problem_id = Filled::Problem(p),
                                  .label = absl::StrCat(p + 1),
                                  .color = "",
                                  .points = {}});
    }
    GAVEL_RETURN_IF_ERROR(contests.AddContest(contest).status());
  }
  return absl::OkStatus();
}

// What has few rows, through the store.
absl::Status AddAround(const Filled& filled) {
  const SystemClock clock;
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<storage::SqliteStore> store,
                         storage::SqliteStore::Open(filled.directory, clock));
  for (int64_t i = 0; i < kProblems; ++i) {
    Problem problem;
    problem.id = Filled::Problem(i);
    GAVEL_RETURN_IF_ERROR(store->AddProblem(problem).status());
  }
  return AddContests(*store, filled);
}

absl::Status AddRows(const Filled& filled) {
  GAVEL_ASSIGN_OR_RETURN(
      const auto connection,
      Connection::Open(filled.directory + "/gavel.db",
                       Connection::Mode::kCreate, absl::ZeroDuration()));
  // Nobody minds if this is lost.
  GAVEL_RETURN_IF_ERROR(connection->RunScript(
      "configuring",
      "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;"
      "PRAGMA cache_size = -500000"));
  GAVEL_ASSIGN_OR_RETURN(storage::Transaction transaction,
                         storage::Transaction::Begin(
                             *connection, storage::Transaction::Kind::kWrite));
  GAVEL_RETURN_IF_ERROR(connection->RunScript(
      "adding submissions",
      absl::StrReplaceAll(kRows,
                          {{"@problems", absl::StrCat(kProblems)},
                           {"@pending", absl::StrCat(kPending)},
                           {"@rare", absl::StrCat(kRare)},
                           {"@users", absl::StrCat(filled.users())},
                           {"@contests", absl::StrCat(filled.contests())},
                           {"@first", absl::StrCat(kFirstSeconds)},
                           {"@step", absl::StrCat(kStepSeconds)},
                           {"@n", absl::StrCat(filled.submissions)}})));
  GAVEL_RETURN_IF_ERROR(transaction.Commit());
  return connection->RunScript("configuring", "PRAGMA journal_mode = WAL");
}

absl::Status Rename(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (!error) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat("renaming ", from.string(), ": ", error.message()));
}

// Of the store, whose name says what its rows are made of.
std::string NameOf(int64_t submissions) {
  Sha256Hasher hasher;
  hasher.Update(kRows);
  hasher.Update(absl::StrCat(storage::Schema().size()));
  return absl::StrCat("store-", submissions, "-",
                      ToHex(hasher.Finish()).substr(0, 8));
}

// What is left of a filling that was broken off, or of other rows.
void RemoveOthers(const fs::path& directory, int64_t submissions,
                  const std::string& name) {
  std::error_code error;
  std::vector<fs::path> others;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    const std::string other = entry.path().filename().string();
    if (absl::StartsWith(other, absl::StrCat("store-", submissions, "-")) &&
        other != name) {
      others.push_back(entry.path());
    }
  }
  for (const fs::path& other : others) fs::remove_all(other, error);
}

absl::Status FillOnce(const fs::path& whole, int64_t submissions) {
  if (fs::exists(whole)) return absl::OkStatus();
  RemoveOthers(whole.parent_path(), submissions, whole.filename());
  const Filled partial{.directory = whole.string() + ".partial",
                       .submissions = submissions};
  GAVEL_RETURN_IF_ERROR(AddAround(partial));
  GAVEL_RETURN_IF_ERROR(AddRows(partial));
  return Rename(partial.directory, whole);
}

// All of it is on the disk, so that nobody waits for it later.
absl::Status CopyTo(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::remove_all(to, error);
  fs::copy(from, to, fs::copy_options::recursive, error);
  if (error) {
    return absl::InternalError(
        absl::StrCat("copying ", from.string(), ": ", error.message()));
  }
  sync();
  return absl::OkStatus();
}

}  // namespace

std::string Filled::Problem(int64_t i) {
  return absl::StrCat("problem-", i % kProblems);
}
std::string Filled::User(int64_t i) const {
  return absl::StrCat("user-", i % users());
}
std::string Filled::Contest(int64_t i) const {
  return absl::StrCat("contest-", (i - 1) * contests() / submissions);
}
std::string Filled::Key(int64_t i) { return absl::StrCat("key-", i); }
Sha256 Filled::Program(int64_t i) {
  Sha256 program;
  char digits[33];
  std::snprintf(digits, sizeof(digits), "%032lld", static_cast<long long>(i));
  std::copy_n(digits, 32, program.bytes.begin());
  return program;
}
absl::Time Filled::Created(int64_t i) {
  return absl::FromUnixSeconds(kFirstSeconds + i * kStepSeconds);
}

absl::StatusOr<Filled> Fill(const std::string& directory, int64_t submissions) {
  const fs::path whole = fs::path(directory) / NameOf(submissions);
  const fs::path measured = fs::path(directory) / "measured";
  GAVEL_RETURN_IF_ERROR(FillOnce(whole, submissions));
  GAVEL_RETURN_IF_ERROR(CopyTo(whole, measured));
  return Filled{.directory = measured.string(), .submissions = submissions};
}

}  // namespace gavel::bench
