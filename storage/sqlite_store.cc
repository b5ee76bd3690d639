#include "storage/sqlite_store.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/log_check.h"
#include "storage/page_token.h"
#include "storage/problem_files.h"
#include "storage/problem_rows.h"
#include "storage/run_rows.h"
#include "storage/submission_rows.h"

namespace gavel::storage {
namespace {

std::string ListName(const SubmissionFilter& filter) {
  const auto micros = [](absl::Time time) { return absl::ToUnixMicros(time); };
  return absl::StrCat("submissions ", filter.problem_id, "/", filter.user_id,
                      "/", filter.submitted_by, "/", filter.contest_id, "/",
                      static_cast<int>(filter.verdict.value_or(Verdict{})), "/",
                      static_cast<int>(filter.language.value_or(Language{})),
                      "/", micros(filter.from), "/", micros(filter.until));
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

// SQLite takes less for an empty database.
constexpr uintmax_t kLeastDatabase = 512;

// The database is made before the first file: where there are files and none,
// a new one would be the quiet loss of everything.
absl::Status CheckPresent(const std::string& directory) {
  std::error_code error;
  const uintmax_t size =
      std::filesystem::file_size(directory + "/gavel.db", error);
  const bool missing = error == std::errc::no_such_file_or_directory;
  if (!missing && (error || size >= kLeastDatabase)) return absl::OkStatus();
  if (!std::filesystem::exists(directory + "/blobs", error)) {
    return absl::OkStatus();
  }
  return absl::DataLossError(absl::StrCat(
      "gavel.db is ", missing ? "not there" : "empty or cut off",
      ", but files of problems are: restore a backup, or use a directory that "
      "is new"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::Open(
    const std::string& path, const Clock& clock) {
  GAVEL_ASSIGN_OR_RETURN(DataDir data_dir, DataDir::Open(path));
  absl::StatusOr<std::unique_ptr<SqliteStore>> store =
      OpenIn(std::move(data_dir), clock);
  if (store.ok()) return store;
  return absl::Status(store.status().code(),
                      absl::StrCat("opening data directory ", path, ": ",
                                   store.status().message()));
}

absl::StatusOr<std::unique_ptr<SqliteStore>> SqliteStore::OpenIn(
    DataDir data_dir, const Clock& clock) {
  GAVEL_RETURN_IF_ERROR(CheckPresent(data_dir.path()));
  GAVEL_RETURN_IF_ERROR(CheckLog(data_dir.path() + "/gavel.db-wal"));
  GAVEL_ASSIGN_OR_RETURN(std::unique_ptr<Database> database,
                         Database::Open(data_dir.path() + "/gavel.db"));
  GAVEL_ASSIGN_OR_RETURN(Blobs blobs, Blobs::Open(data_dir.path() + "/blobs"));
  GAVEL_RETURN_IF_ERROR(SyncDirectory(data_dir.path()));
  return std::unique_ptr<SqliteStore>(new SqliteStore(
      std::move(data_dir), std::move(blobs), clock, std::move(database)));
}

SqliteStore::SqliteStore(DataDir data_dir, Blobs blobs, const Clock& clock,
                         std::unique_ptr<Database> database)
    : data_dir_(std::move(data_dir)),
      blobs_(std::move(blobs)),
      clock_(clock),
      database_(std::move(database)) {}

absl::StatusOr<Problem> SqliteStore::AddProblem(const Problem& problem) {
  GAVEL_RETURN_IF_ERROR(CheckProblem(problem));
  GAVEL_ASSIGN_OR_RETURN(Problem by_hash, StoreFiles(blobs_, problem));
  absl::StatusOr<ProblemRow> row = MakeProblemRow(std::move(by_hash));
  if (!row.ok()) return InProblem(problem, row.status());
  const Sha256 digest = DigestProblem(*row);
  const absl::Time now = clock_.Now();
  Problem stored;
  GAVEL_RETURN_IF_ERROR(database_->Write([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(const std::optional<ProblemVersion> newest,
                           NewestVersion(connection, problem.id));
    if (!newest.has_value() || newest->digest != digest) {
      row->problem.version = newest.value_or(ProblemVersion()).version + 1;
      GAVEL_RETURN_IF_ERROR(InsertProblem(connection, *row, digest, now));
    }
    GAVEL_ASSIGN_OR_RETURN(const int32_t version,
                           VersionToRead(connection, problem.id, std::nullopt));
    GAVEL_ASSIGN_OR_RETURN(stored,
                           SelectProblem(connection, problem.id, version));
    return absl::OkStatus();
  }));
  ResolveFiles(blobs_, stored);
  return stored;
}

absl::StatusOr<Problem> SqliteStore::GetProblem(
    const std::string& id, std::optional<int32_t> version) {
  std::shared_ptr<const Problem> problem;
  if (version.has_value()) problem = problems_.Find(id, *version);
  if (problem != nullptr) return *problem;
  GAVEL_ASSIGN_OR_RETURN(problem, Read([&](Connection& connection) {
                           return ReadProblem(connection, id, version);
                         }));
  return *problem;
}

absl::StatusOr<std::shared_ptr<const Problem>> SqliteStore::ReadProblem(
    Connection& connection, const std::string& id,
    std::optional<int32_t> version) {
  GAVEL_ASSIGN_OR_RETURN(const int32_t wanted,
                         VersionToRead(connection, id, version));
  if (auto known = problems_.Find(id, wanted)) return known;
  GAVEL_ASSIGN_OR_RETURN(Problem stored, SelectProblem(connection, id, wanted));
  ResolveFiles(blobs_, stored);
  auto problem = std::make_shared<const Problem>(std::move(stored));
  problems_.Add(problem);
  return problem;
}

absl::StatusOr<Page<ProblemSummary>> SqliteStore::ListProblems(
    const ProblemFilter& filter, const PageRequest& page) {
  GAVEL_RETURN_IF_ERROR(CheckPageSize(page));
  GAVEL_ASSIGN_OR_RETURN(const std::string after, ProblemsAfter(page));
  Page<ProblemSummary> result;
  GAVEL_ASSIGN_OR_RETURN(result.items, Read([&](Connection& connection) {
                           return SelectProblems(connection, filter, after,
                                                 int64_t{page.size} + 1);
                         }));
  if (DropExtra(result.items, page)) {
    result.next_page_token = MakePageToken("problems", result.items.back().id);
  }
  return result;
}

absl::StatusOr<std::vector<ProblemSummary>> SqliteStore::ListVersions(
    const std::string& id) {
  return Read(
      [&](Connection& connection) { return SelectVersions(connection, id); });
}

absl::Status SqliteStore::ArchiveProblem(const std::string& id, bool archived) {
  return database_->Write([&](Connection& connection) {
    return SetArchived(connection, id, archived);
  });
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
  if (stored.created == absl::Time()) stored.created = clock_.Now();
  // As precise as it is stored.
  stored.created = absl::FromUnixMicros(absl::ToUnixMicros(stored.created));
  GAVEL_RETURN_IF_ERROR(database_->Write([&](Connection& connection) {
    GAVEL_ASSIGN_OR_RETURN(stored.id, InsertSubmission(connection, stored));
    return absl::OkStatus();
  }));
  return stored;
}

absl::StatusOr<std::optional<SubmissionId>> SqliteStore::FindSubmission(
    const std::string& submitted_by, const std::string& idempotency_key) {
  return Read([&](Connection& connection) {
    return SelectByKey(connection, submitted_by, idempotency_key);
  });
}

absl::StatusOr<SubmissionRecord> SqliteStore::GetSubmission(SubmissionId id) {
  return Read(
      [&](Connection& connection) { return SelectSubmission(connection, id); });
}

absl::StatusOr<Page<SubmissionRecord>> SqliteStore::ListSubmissions(
    const SubmissionFilter& filter, const PageRequest& page) {
  GAVEL_RETURN_IF_ERROR(CheckPageSize(page));
  GAVEL_ASSIGN_OR_RETURN(const SubmissionId before,
                         SubmissionsBefore(filter, page));
  Page<SubmissionRecord> result;
  GAVEL_ASSIGN_OR_RETURN(result.items, Read([&](Connection& connection) {
                           return SelectSubmissions(connection, filter, before,
                                                    int64_t{page.size} + 1);
                         }));
  if (DropExtra(result.items, page)) {
    result.next_page_token = MakePageToken(
        ListName(filter), absl::StrCat(result.items.back().submission.id));
  }
  return result;
}

absl::StatusOr<std::vector<Waiting>> SqliteStore::UnjudgedSubmissions() {
  return Read(
      [&](Connection& connection) { return SelectPending(connection); });
}

absl::Status SqliteStore::AddJudgement(SubmissionId id,
                                       const Judgement& judgement) {
  return database_->Write([&](Connection& connection) {
    return FinishJudging(connection, id, judgement);
  });
}

absl::Status SqliteStore::Rejudge(SubmissionId id, int32_t problem_version) {
  return database_->Write([&](Connection& connection) {
    return InsertRejudging(connection, id, problem_version);
  });
}

absl::StatusOr<std::vector<JudgementRecord>> SqliteStore::ListJudgements(
    SubmissionId id) {
  return Read(
      [&](Connection& connection) { return SelectJudgements(connection, id); });
}

absl::StatusOr<std::vector<TestRun>> SqliteStore::FindRuns(
    const Sha256& program) {
  return Read([&](Connection& connection) {
    return SelectReusableRuns(connection, program);
  });
}

}  // namespace gavel::storage
