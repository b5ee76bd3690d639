#include "storage/sqlite_store.h"

#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/migrations.h"
#include "storage/page_token.h"
#include "storage/problem_files.h"
#include "storage/problem_rows.h"
#include "storage/submission_rows.h"

namespace gavel::storage {
namespace {

// For a backup, or somebody looking at the database with other programs.
constexpr absl::Duration kBusyTimeout = absl::Seconds(10);

constexpr Query kUseWriteAheadLog = {"choosing the write-ahead log",
                                     "PRAGMA journal_mode = WAL"};

absl::Status UseWriteAheadLog(Connection& connection) {
  GAVEL_ASSIGN_OR_RETURN(Statement row, connection.Select(kUseWriteAheadLog));
  GAVEL_RETURN_IF_ERROR(row.Step().status());
  if (row.Bytes(0) == "wal") return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(row.Attempt(), ": the file system does not support it"));
}

absl::StatusOr<std::unique_ptr<Connection>> OpenWriter(
    const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(
      std::unique_ptr<Connection> connection,
      Connection::Open(path, Connection::Mode::kCreate, kBusyTimeout));
  // Before anything that writes.
  GAVEL_RETURN_IF_ERROR(CheckNotNewer(*connection, Schema()));
  GAVEL_RETURN_IF_ERROR(UseWriteAheadLog(*connection));
  // FULL: in WAL mode NORMAL would lose the last commits with the power.
  GAVEL_RETURN_IF_ERROR(connection->RunScript(
      "configuring", "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"));
  GAVEL_RETURN_IF_ERROR(Migrate(*connection, Schema()));
  return connection;
}

std::string ListName(const SubmissionFilter& filter) {
  return absl::StrCat("submissions of ", filter.problem_id);
}

absl::Status CheckPageSize(const PageRequest& page) {
  if (page.size >= 1) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("page size ", page.size, " is less than 1"));
}

// The id after which a list of problems goes on.
absl::StatusOr<std::string> ProblemsAfter(const PageRequest& page) {
  if (page.token.empty()) return std::string();
  return ParsePageToken("problems", page.token);
}

// The id below which a list of submissions goes on.
absl::StatusOr<SubmissionId> SubmissionsBefore(const SubmissionFilter& filter,
                                               const PageRequest& page) {
  if (page.token.empty()) return std::numeric_limits<SubmissionId>::max();
  GAVEL_ASSIGN_OR_RETURN(const std::string last,
                         ParsePageToken(ListName(filter), page.token));
  SubmissionId id = 0;
  if (absl::SimpleAtoi(last, &id)) return id;
  return absl::InvalidArgumentError("page token holds no submission id");
}

// Drops the item that was read only to learn that there is another page.
template <typename T>
bool DropExtra(std::vector<T>& items, const PageRequest& page) {
  if (items.size() <= static_cast<size_t>(page.size)) return false;
  items.pop_back();
  return true;
}

absl::Status InProblem(const Problem& problem, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat("adding problem ", problem.id,
                                                  ": ", status.message()));
}

absl::Status CheckProblem(const Problem& problem) {
  if (!IsProblemId(problem.id)) {
    return absl::InvalidArgumentError(
        absl::StrCat("adding a problem: its id is not [a-z0-9][a-z0-9-]* of at "
                     "most 64 characters"));
  }
  const absl::Status groups = CheckGroups(problem);
  return groups.ok() ? groups : InProblem(problem, groups);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::Open(
    const std::string& path, const Clock& clock) {
  GAVEL_ASSIGN_OR_RETURN(DataDir data_dir, DataDir::Open(path));
  const std::string database = data_dir.path() + "/gavel.db";
  GAVEL_ASSIGN_OR_RETURN(std::unique_ptr<Connection> writer,
                         OpenWriter(database));
  GAVEL_ASSIGN_OR_RETURN(
      std::unique_ptr<Connection> reader,
      Connection::Open(database, Connection::Mode::kReadOnly, kBusyTimeout));
  GAVEL_ASSIGN_OR_RETURN(Blobs blobs, Blobs::Open(data_dir.path() + "/blobs"));
  GAVEL_RETURN_IF_ERROR(SyncDirectory(data_dir.path()));
  return std::unique_ptr<SqliteStore>(
      new SqliteStore(std::move(data_dir), std::move(blobs), clock,
                      std::move(writer), std::move(reader)));
}

SqliteStore::SqliteStore(DataDir data_dir, Blobs blobs, const Clock& clock,
                         std::unique_ptr<Connection> writer,
                         std::unique_ptr<Connection> reader)
    : data_dir_(std::move(data_dir)),
      blobs_(std::move(blobs)),
      clock_(clock),
      writer_(std::move(writer)),
      reader_(std::move(reader)) {}

absl::StatusOr<Problem> SqliteStore::AddProblem(const Problem& problem) {
  GAVEL_RETURN_IF_ERROR(CheckProblem(problem));
  GAVEL_ASSIGN_OR_RETURN(Problem by_hash, StoreFiles(blobs_, problem));
  absl::StatusOr<ProblemRow> row = MakeProblemRow(std::move(by_hash));
  if (!row.ok()) return InProblem(problem, row.status());
  const Sha256 digest = DigestProblem(*row);

  absl::MutexLock lock(&writer_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(*writer_, Transaction::Kind::kWrite));
  GAVEL_ASSIGN_OR_RETURN(const std::optional<ProblemVersion> newest,
                         NewestVersion(*writer_, problem.id));
  if (!newest.has_value() || newest->digest != digest) {
    row->problem.version = newest.value_or(ProblemVersion()).version + 1;
    GAVEL_RETURN_IF_ERROR(InsertProblem(*writer_, *row, digest, clock_.Now()));
  }
  GAVEL_ASSIGN_OR_RETURN(Problem stored,
                         SelectProblem(*writer_, problem.id, std::nullopt));
  GAVEL_RETURN_IF_ERROR(transaction.Commit());
  ResolveFiles(blobs_, stored);
  return stored;
}

absl::StatusOr<Problem> SqliteStore::GetProblem(
    const std::string& id, std::optional<int32_t> version) {
  absl::MutexLock lock(&reader_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      const Transaction snapshot,
      Transaction::Begin(*reader_, Transaction::Kind::kRead));
  GAVEL_ASSIGN_OR_RETURN(Problem problem, SelectProblem(*reader_, id, version));
  ResolveFiles(blobs_, problem);
  return problem;
}

absl::StatusOr<Page<ProblemSummary>> SqliteStore::ListProblems(
    const ProblemFilter& filter, const PageRequest& page) {
  GAVEL_RETURN_IF_ERROR(CheckPageSize(page));
  GAVEL_ASSIGN_OR_RETURN(const std::string after, ProblemsAfter(page));
  Page<ProblemSummary> result;
  {
    absl::MutexLock lock(&reader_mu_);
    GAVEL_ASSIGN_OR_RETURN(
        result.items,
        SelectProblems(*reader_, filter, after, int64_t{page.size} + 1));
  }
  if (DropExtra(result.items, page)) {
    result.next_page_token = MakePageToken("problems", result.items.back().id);
  }
  return result;
}

absl::StatusOr<std::vector<ProblemSummary>> SqliteStore::ListVersions(
    const std::string& id) {
  absl::MutexLock lock(&reader_mu_);
  return SelectVersions(*reader_, id);
}

absl::Status SqliteStore::ArchiveProblem(const std::string& id, bool archived) {
  absl::MutexLock lock(&writer_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(*writer_, Transaction::Kind::kWrite));
  GAVEL_RETURN_IF_ERROR(SetArchived(*writer_, id, archived));
  return transaction.Commit();
}

absl::StatusOr<Sha256> SqliteStore::AddFile(const std::string& path) {
  return blobs_.AddFile(path);
}

std::optional<std::string> SqliteStore::FindFile(const Sha256& hash) {
  if (!blobs_.Has(hash)) return std::nullopt;
  return blobs_.Path(hash);
}

absl::StatusOr<Submission> SqliteStore::AddSubmission(
    const Submission& submission) {
  Submission stored = submission;
  absl::MutexLock lock(&writer_mu_);
  // As precise as it is stored.
  stored.created = absl::FromUnixMicros(absl::ToUnixMicros(clock_.Now()));
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(*writer_, Transaction::Kind::kWrite));
  GAVEL_ASSIGN_OR_RETURN(stored.id, InsertSubmission(*writer_, stored));
  GAVEL_RETURN_IF_ERROR(transaction.Commit());
  return stored;
}

absl::StatusOr<SubmissionRecord> SqliteStore::GetSubmission(SubmissionId id) {
  absl::MutexLock lock(&reader_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      const Transaction snapshot,
      Transaction::Begin(*reader_, Transaction::Kind::kRead));
  return SelectSubmission(*reader_, id);
}

absl::StatusOr<Page<SubmissionRecord>> SqliteStore::ListSubmissions(
    const SubmissionFilter& filter, const PageRequest& page) {
  GAVEL_RETURN_IF_ERROR(CheckPageSize(page));
  GAVEL_ASSIGN_OR_RETURN(const SubmissionId before,
                         SubmissionsBefore(filter, page));
  Page<SubmissionRecord> result;
  {
    absl::MutexLock lock(&reader_mu_);
    GAVEL_ASSIGN_OR_RETURN(
        result.items,
        SelectSubmissions(*reader_, filter, before, int64_t{page.size} + 1));
  }
  if (DropExtra(result.items, page)) {
    result.next_page_token = MakePageToken(
        ListName(filter), absl::StrCat(result.items.back().submission.id));
  }
  return result;
}

absl::StatusOr<std::vector<SubmissionId>> SqliteStore::UnjudgedSubmissions() {
  absl::MutexLock lock(&reader_mu_);
  return SelectPending(*reader_);
}

absl::Status SqliteStore::AddJudgement(SubmissionId id,
                                       const Judgement& judgement) {
  absl::MutexLock lock(&writer_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(*writer_, Transaction::Kind::kWrite));
  GAVEL_RETURN_IF_ERROR(FinishJudging(*writer_, id, judgement));
  return transaction.Commit();
}

absl::Status SqliteStore::Rejudge(SubmissionId id, int32_t problem_version) {
  absl::MutexLock lock(&writer_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      Transaction transaction,
      Transaction::Begin(*writer_, Transaction::Kind::kWrite));
  GAVEL_RETURN_IF_ERROR(InsertRejudging(*writer_, id, problem_version));
  return transaction.Commit();
}

absl::StatusOr<std::vector<JudgementRecord>> SqliteStore::ListJudgements(
    SubmissionId id) {
  absl::MutexLock lock(&reader_mu_);
  GAVEL_ASSIGN_OR_RETURN(
      const Transaction snapshot,
      Transaction::Begin(*reader_, Transaction::Kind::kRead));
  return SelectJudgements(*reader_, id);
}

}  // namespace gavel::storage
