#include "storage/submission_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/contest_rows.h"
#include "storage/problem_rows.h"

namespace gavel::storage {
namespace {

constexpr Query kHasProblem = {
    "finding a problem", "SELECT 1 FROM problem WHERE id = ? AND version = ?"};

constexpr Query kHasSubmission = {"finding a submission",
                                  "SELECT 1 FROM submission WHERE id = ?"};

constexpr Query kInsertSubmission = {
    "adding a submission",
    "INSERT INTO submission (problem_id, problem_version, language,"
    " created_us, user_id, submitted_by, contest_id, idempotency_key) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertSource = {
    "adding a submission's source",
    "INSERT INTO submission_source (submission_id, file_name, source) "
    "VALUES (?, ?, ?)"};

constexpr Query kFindByKey = {
    "finding a submission by its idempotency key",
    "SELECT id FROM submission WHERE submitted_by = ? AND idempotency_key = ?"
    " AND idempotency_key <> x''"};

constexpr Query kInsertPending = {
    "adding a submission to those without a verdict",
    "INSERT INTO pending_submission (submission_id, problem_version) "
    "VALUES (?, ?)"};

constexpr Query kDeletePending = {
    "taking a submission from those without a verdict",
    "DELETE FROM pending_submission WHERE submission_id = ?"};

constexpr Query kSelectPending = {
    "listing submissions without a verdict",
    "SELECT s.id, s.user_id, s.contest_id, EXISTS (SELECT 1 FROM judgement AS j"
    " WHERE j.submission_id = s.id AND j.current = 1) "
    "FROM pending_submission AS p CROSS JOIN submission AS s"
    " ON s.id = p.submission_id ORDER BY p.submission_id"};

constexpr Query kSelectPendingVersion = {
    "finding out whether a submission has a verdict",
    "SELECT coalesce(p.problem_version, s.problem_version) "
    "FROM pending_submission AS p JOIN submission AS s"
    " ON s.id = p.submission_id WHERE s.id = ?"};

constexpr Query kSelectSubmission = {
    "reading a submission",
    "SELECT t.source, t.file_name," GAVEL_RECORD_COLUMNS GAVEL_FROM_RECORDS
    "JOIN submission_source AS t ON t.submission_id = s.id WHERE s.id = ?"};

absl::Status SubmissionNotFound(SubmissionId id) {
  return absl::NotFoundError(absl::StrCat("no submission ", id));
}

absl::Status CheckSubmission(Connection& connection, SubmissionId id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kHasSubmission, id));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  return found ? absl::OkStatus() : SubmissionNotFound(id);
}

// The record without details of the judgement.
absl::StatusOr<RecordRow> SelectRecord(Connection& connection,
                                       SubmissionId id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectSubmission, id));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) return SubmissionNotFound(id);
  RowReader row(statement);
  RecordRow record = ReadRecord(row);
  GAVEL_RETURN_IF_ERROR(row.status());
  return record;
}

// The version that it waits to be judged on; nullopt if it does not wait.
absl::StatusOr<std::optional<int32_t>> SelectPendingVersion(
    Connection& connection, SubmissionId id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectPendingVersion, id));
  GAVEL_ASSIGN_OR_RETURN(const bool pending, statement.Step());
  if (!pending) return std::nullopt;
  RowReader row(statement);
  const int32_t version = row.ReadInt32();
  GAVEL_RETURN_IF_ERROR(row.status());
  return version;
}

absl::Status CheckProblem(Connection& connection, const std::string& id,
                          int32_t version) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kHasProblem, id, version));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (found) return absl::OkStatus();
  return absl::NotFoundError(
      absl::StrCat("no problem ", id, " version ", version));
}

absl::Status CheckKey(Connection& connection, const std::string& submitted_by,
                      const std::string& key) {
  GAVEL_ASSIGN_OR_RETURN(const std::optional<SubmissionId> found,
                         SelectByKey(connection, submitted_by, key));
  if (!found) return absl::OkStatus();
  return absl::AlreadyExistsError(
      absl::StrCat("submission ", *found, " has that idempotency key"));
}

}  // namespace

RecordRow ReadRecord(RowReader& row) {
  RecordRow result;
  Submission& submission = result.record.submission;
  submission.source = row.ReadString();
  submission.file_name = row.ReadString();
  submission.id = row.ReadInt64();
  submission.problem_id = row.ReadString();
  submission.problem_version = row.ReadInt32();
  submission.language = row.ReadLanguage();
  submission.created = row.ReadTime();
  submission.user_id = row.ReadString();
  submission.submitted_by = row.ReadString();
  submission.contest_id = row.ReadString();
  submission.idempotency_key = row.ReadString();
  if (row.NextIsNull()) return result;
  result.judgement_id = row.ReadInt64();
  result.record.judgement = ReadJudgement(row);
  return result;
}

absl::StatusOr<std::optional<SubmissionId>> SelectByKey(
    Connection& connection, const std::string& submitted_by,
    const std::string& key) {
  if (key.empty()) return std::nullopt;
  GAVEL_ASSIGN_OR_RETURN(
      Statement statement,
      connection.Select(kFindByKey, submitted_by, Blob{key}));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) return std::nullopt;
  return statement.Int64(0);
}

absl::StatusOr<SubmissionId> InsertSubmission(Connection& connection,
                                              const Submission& submission) {
  GAVEL_RETURN_IF_ERROR(CheckProblem(connection, submission.problem_id,
                                     submission.problem_version));
  GAVEL_ASSIGN_OR_RETURN(const bool archived,
                         IsArchived(connection, submission.problem_id));
  if (archived) {
    return absl::FailedPreconditionError(
        absl::StrCat("problem ", submission.problem_id,
                     " is archived: it takes no submissions"));
  }
  GAVEL_RETURN_IF_ERROR(CheckKey(connection, submission.submitted_by,
                                 submission.idempotency_key));
  GAVEL_RETURN_IF_ERROR(CheckSubmissionLimit(connection, submission.contest_id,
                                             submission.user_id,
                                             submission.problem_id));
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertSubmission, submission.problem_id, submission.problem_version,
      static_cast<int>(submission.language),
      absl::ToUnixMicros(submission.created), submission.user_id,
      submission.submitted_by, submission.contest_id,
      Blob{submission.idempotency_key}));
  const SubmissionId id = connection.last_insert_id();
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertSource, id, Blob{submission.file_name}, Blob{submission.source}));
  GAVEL_RETURN_IF_ERROR(
      connection.Run(kInsertPending, id, submission.problem_version));
  return id;
}

absl::StatusOr<SubmissionRecord> SelectSubmission(Connection& connection,
                                                  SubmissionId id) {
  GAVEL_ASSIGN_OR_RETURN(RecordRow row, SelectRecord(connection, id));
  if (row.record.judgement.has_value()) {
    GAVEL_RETURN_IF_ERROR(
        SelectDetails(connection, row.judgement_id, *row.record.judgement));
  }
  GAVEL_ASSIGN_OR_RETURN(row.record.pending_version,
                         SelectPendingVersion(connection, id));
  return std::move(row.record);
}

absl::StatusOr<std::vector<Waiting>> SelectPending(Connection& connection) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectPending));
  std::vector<Waiting> all;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return all;
    all.push_back({.id = statement.Int64(0),
                   .user_id = statement.Bytes(1),
                   .contest_id = statement.Bytes(2),
                   .again = statement.Int64(3) != 0});
  }
}

absl::Status FinishJudging(Connection& connection, SubmissionId id,
                           const Judgement& judgement) {
  GAVEL_RETURN_IF_ERROR(CheckSubmission(connection, id));
  GAVEL_ASSIGN_OR_RETURN(const std::optional<int32_t> version,
                         SelectPendingVersion(connection, id));
  if (!version.has_value()) {
    return absl::AlreadyExistsError(
        absl::StrCat("submission ", id, " has a judgement"));
  }
  GAVEL_RETURN_IF_ERROR(InsertJudgement(connection, id, *version, judgement));
  return connection.Run(kDeletePending, id);
}

absl::Status InsertRejudging(Connection& connection, SubmissionId id,
                             int32_t problem_version) {
  GAVEL_ASSIGN_OR_RETURN(const RecordRow row, SelectRecord(connection, id));
  GAVEL_RETURN_IF_ERROR(CheckProblem(
      connection, row.record.submission.problem_id, problem_version));
  GAVEL_ASSIGN_OR_RETURN(const std::optional<int32_t> pending,
                         SelectPendingVersion(connection, id));
  if (pending.has_value()) {
    return absl::FailedPreconditionError(
        absl::StrCat("submission ", id, " is being judged already"));
  }
  return connection.Run(kInsertPending, id, problem_version);
}

absl::StatusOr<std::vector<JudgementRecord>> SelectJudgements(
    Connection& connection, SubmissionId id) {
  GAVEL_RETURN_IF_ERROR(CheckSubmission(connection, id));
  return SelectJudgementsOf(connection, id);
}

}  // namespace gavel::storage
