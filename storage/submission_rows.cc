#include "storage/submission_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/contest_rows.h"
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
    "FROM pending_submission AS p JOIN submission AS s"
    " ON s.id = p.submission_id ORDER BY s.id"};

constexpr Query kSelectPendingVersion = {
    "finding out whether a submission has a verdict",
    "SELECT coalesce(p.problem_version, s.problem_version) "
    "FROM pending_submission AS p JOIN submission AS s"
    " ON s.id = p.submission_id WHERE s.id = ?"};

// What ReadRecord reads after the source and the name.
#define GAVEL_SELECT_RECORD                                           \
  " s.id, s.problem_id, s.problem_version, s.language, s.created_us," \
  " s.user_id, s.submitted_by, s.contest_id, s.idempotency_key,"      \
  " j.id," GAVEL_JUDGEMENT_COLUMNS                                    \
  "FROM submission AS s LEFT JOIN judgement AS j"                     \
  " ON j.submission_id = s.id AND j.current = 1 "

constexpr Query kSelectSubmission = {
    "reading a submission",
    "SELECT t.source, t.file_name," GAVEL_SELECT_RECORD
    "JOIN submission_source AS t ON t.submission_id = s.id WHERE s.id = ?"};

// A list walks one index, that of the column `driver`; a plus sign keeps the
// others from being chosen.
#define GAVEL_SELECT_LIST(problem, user, sender, contest)               \
  "SELECT x'', x''," GAVEL_SELECT_RECORD "WHERE s.id < ?1 AND " problem \
  " AND " user " AND " sender " AND " contest                           \
  " AND (?6 = 0 OR j.verdict = ?6) AND (?7 = 0 OR s.language = ?7)"     \
  " AND s.created_us >= ?8 AND s.created_us < ?9 "                      \
  "ORDER BY s.id DESC LIMIT ?10"
#define GAVEL_MAY_BE(column, parameter) \
  "(" parameter " = '' OR +s." column " = " parameter ")"

constexpr const char* kListing = "listing submissions";
constexpr Query kSelectSubmissions = {
    kListing, GAVEL_SELECT_LIST("?2 = ''", "?3 = ''", "?4 = ''", "?5 = ''")};
constexpr Query kSelectSubmissionsOfProblem = {
    kListing,
    GAVEL_SELECT_LIST("s.problem_id = ?2", "?3 = ''", "?4 = ''", "?5 = ''")};
constexpr Query kSelectSubmissionsOfUser = {
    kListing,
    GAVEL_SELECT_LIST(GAVEL_MAY_BE("problem_id", "?2"), "s.user_id = ?3",
                      GAVEL_MAY_BE("submitted_by", "?4"),
                      GAVEL_MAY_BE("contest_id", "?5"))};
constexpr Query kSelectSubmissionsOfSender = {
    kListing,
    GAVEL_SELECT_LIST(GAVEL_MAY_BE("problem_id", "?2"), "?3 = ''",
                      "s.submitted_by = ?4", GAVEL_MAY_BE("contest_id", "?5"))};
constexpr Query kSelectSubmissionsOfContest = {
    kListing,
    GAVEL_SELECT_LIST(GAVEL_MAY_BE("problem_id", "?2"), "?3 = ''", "?4 = ''",
                      "s.contest_id = ?5 AND s.contest_id <> ''")};

#undef GAVEL_MAY_BE
#undef GAVEL_SELECT_LIST
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
  submission.user_id = row.ReadString();
  submission.submitted_by = row.ReadString();
  submission.contest_id = row.ReadString();
  submission.idempotency_key = row.ReadString();
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

// By whom there are fewest, as a rule.
const Query& ListQuery(const SubmissionFilter& filter) {
  if (!filter.user_id.empty()) return kSelectSubmissionsOfUser;
  if (!filter.submitted_by.empty()) return kSelectSubmissionsOfSender;
  if (!filter.contest_id.empty()) return kSelectSubmissionsOfContest;
  if (!filter.problem_id.empty()) return kSelectSubmissionsOfProblem;
  return kSelectSubmissions;
}

absl::StatusOr<Statement> SelectList(Connection& connection,
                                     const SubmissionFilter& filter,
                                     SubmissionId before, int64_t limit) {
  return connection.Select(
      ListQuery(filter), before, filter.problem_id, filter.user_id,
      filter.submitted_by, filter.contest_id,
      filter.verdict ? static_cast<int>(*filter.verdict) : 0,
      filter.language ? static_cast<int>(*filter.language) : 0,
      absl::ToUnixMicros(filter.from), absl::ToUnixMicros(filter.until), limit);
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
