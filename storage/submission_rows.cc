#include "storage/submission_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/judgement_rows.h"
#include "storage/problem_rows.h"
#include "storage/row_reader.h"

namespace gavel::storage {
namespace {

constexpr Query kHasProblem = {
    "finding a problem", "SELECT 1 FROM problem WHERE id = ? AND version = ?"};

constexpr Query kHasSubmission = {"finding a submission",
                                  "SELECT 1 FROM submission WHERE id = ?"};

constexpr Query kInsertSubmission = {
    "adding a submission",
    "INSERT INTO submission (problem_id, problem_version, language,"
    " created_us, source, file_name) VALUES (?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertPending = {
    "adding a submission to those without a verdict",
    "INSERT INTO pending_submission (submission_id, problem_version) "
    "VALUES (?, ?)"};

constexpr Query kDeletePending = {
    "taking a submission from those without a verdict",
    "DELETE FROM pending_submission WHERE submission_id = ?"};

constexpr Query kSelectPending = {
    "listing submissions without a verdict",
    "SELECT submission_id FROM pending_submission ORDER BY submission_id"};

constexpr Query kSelectPendingVersion = {
    "finding out whether a submission has a verdict",
    "SELECT coalesce(p.problem_version, s.problem_version) "
    "FROM pending_submission AS p JOIN submission AS s"
    " ON s.id = p.submission_id WHERE s.id = ?"};

// What ReadRecord reads after the source and the name.
#define GAVEL_SELECT_RECORD                                           \
  " s.id, s.problem_id, s.problem_version, s.language, s.created_us," \
  " j.id," GAVEL_JUDGEMENT_COLUMNS                                    \
  "FROM submission AS s LEFT JOIN judgement AS j"                     \
  " ON j.submission_id = s.id AND j.current = 1 "

constexpr Query kSelectSubmission = {
    "reading a submission",
    "SELECT s.source, s.file_name," GAVEL_SELECT_RECORD "WHERE s.id = ?"};

constexpr Query kSelectSubmissions = {
    "listing submissions", "SELECT x'', x''," GAVEL_SELECT_RECORD
                           "WHERE s.id < ? ORDER BY s.id DESC LIMIT ?"};

constexpr Query kSelectSubmissionsOfProblem = {
    "listing submissions for a problem",
    "SELECT x'', x''," GAVEL_SELECT_RECORD
    "WHERE s.problem_id = ? AND s.id < ? ORDER BY s.id DESC LIMIT ?"};

#undef GAVEL_SELECT_RECORD

struct RecordRow {
  SubmissionRecord record;
  // Of the judgement, if there is one.
  int64_t judgement_id = 0;
};

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
  if (row.NextIsNull()) return result;
  result.judgement_id = row.ReadInt64();
  result.record.judgement = ReadJudgement(row);
  return result;
}

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

absl::StatusOr<Statement> SelectList(Connection& connection,
                                     const SubmissionFilter& filter,
                                     SubmissionId before, int64_t limit) {
  if (filter.problem_id.empty()) {
    return connection.Select(kSelectSubmissions, before, limit);
  }
  return connection.Select(kSelectSubmissionsOfProblem, filter.problem_id,
                           before, limit);
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

}  // namespace

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
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertSubmission, submission.problem_id, submission.problem_version,
      static_cast<int>(submission.language),
      absl::ToUnixMicros(submission.created), Blob{submission.source},
      Blob{submission.file_name}));
  const SubmissionId id = connection.last_insert_id();
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

absl::StatusOr<std::vector<SubmissionRecord>> SelectSubmissions(
    Connection& connection, const SubmissionFilter& filter, SubmissionId before,
    int64_t limit) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         SelectList(connection, filter, before, limit));
  std::vector<SubmissionRecord> records;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return records;
    RowReader row(statement);
    records.push_back(ReadRecord(row).record);
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

absl::StatusOr<std::vector<SubmissionId>> SelectPending(
    Connection& connection) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectPending));
  std::vector<SubmissionId> ids;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return ids;
    ids.push_back(statement.Int64(0));
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
