// The Store over SQLite and files by content hash.
//
// Shape:   DIR/gavel.db (write-ahead log, synced at every commit), DIR/blobs/
//          for test data, DIR/lock; docs/storage.md says what survives what
// Errors:  as in storage/store.h; Open: FailedPrecondition when another store
//          has the directory or a newer program wrote it; DataLoss for what
//          cannot be read, and what to do then
// Threads: thread-safe; writes wait for the disk, together; reads do not
#ifndef GAVEL_STORAGE_SQLITE_STORE_H_
#define GAVEL_STORAGE_SQLITE_STORE_H_

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/clock.h"
#include "core/status_macros.h"
#include "storage/blobs.h"
#include "storage/data_dir.h"
#include "storage/database.h"
#include "storage/problem_cache.h"
#include "storage/store.h"

namespace gavel::storage {

class SqliteStore final : public Store {
 public:
  // Makes what is missing, in a directory whose parent exists. Borrows the
  // clock.
  static absl::StatusOr<std::unique_ptr<SqliteStore>> Open(
      const std::string& data_dir, const Clock& clock);

  absl::StatusOr<Problem> AddProblem(const Problem& problem) override;
  absl::StatusOr<Problem> GetProblem(const std::string& id,
                                     std::optional<int32_t> version) override;
  absl::StatusOr<Page<ProblemSummary>> ListProblems(
      const ProblemFilter& filter, const PageRequest& page) override;
  absl::StatusOr<std::vector<ProblemSummary>> ListVersions(
      const std::string& id) override;
  absl::Status ArchiveProblem(const std::string& id, bool archived) override;
  absl::StatusOr<Sha256> AddFile(const std::string& path) override;
  std::optional<std::string> FindFile(const Sha256& hash) override;
  absl::StatusOr<Submission> AddSubmission(
      const Submission& submission) override;
  absl::StatusOr<SubmissionRecord> GetSubmission(SubmissionId id) override;
  absl::StatusOr<Page<SubmissionRecord>> ListSubmissions(
      const SubmissionFilter& filter, const PageRequest& page) override;
  absl::StatusOr<std::vector<Waiting>> UnjudgedSubmissions() override;
  absl::StatusOr<std::optional<SubmissionId>> FindSubmission(
      const std::string& submitted_by,
      const std::string& idempotency_key) override;
  absl::Status AddJudgement(SubmissionId id,
                            const Judgement& judgement) override;
  absl::Status Rejudge(SubmissionId id, int32_t problem_version) override;
  absl::StatusOr<std::vector<JudgementRecord>> ListJudgements(
      SubmissionId id) override;
  absl::StatusOr<std::vector<TestRun>> FindRuns(const Sha256& program) override;

  // For the other stores that share it.
  Database& database() { return *database_; }

 private:
  static absl::StatusOr<std::unique_ptr<SqliteStore>> OpenIn(
      DataDir data_dir, const Clock& clock);
  SqliteStore(DataDir data_dir, Blobs blobs, const Clock& clock,
              std::unique_ptr<Database> database);

  // What a query returns that reads one snapshot.
  template <typename Query>
  auto Read(const Query& query)
      -> std::invoke_result_t<const Query&, Connection&> {
    std::invoke_result_t<const Query&, Connection&> result;
    GAVEL_RETURN_IF_ERROR(database_->Read([&](Connection& connection) {
      result = query(connection);
      return result.status();
    }));
    return result;
  }

  // On a snapshot of what is durable.
  absl::StatusOr<std::shared_ptr<const Problem>> ReadProblem(
      Connection& connection, const std::string& id,
      std::optional<int32_t> version);

  // Declared, and so destroyed, in the order that keeps the lock to the last.
  const DataDir data_dir_;
  const Blobs blobs_;
  const Clock& clock_;
  const std::unique_ptr<Database> database_;
  ProblemCache problems_;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_SQLITE_STORE_H_
