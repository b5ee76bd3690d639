#include "storage/submission_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/row_reader.h"

namespace gavel::storage {
namespace {

constexpr Query kHasProblem = {
    "finding a problem", "SELECT 1 FROM problem WHERE id = ? AND version = ?"};

constexpr Query kInsertSubmission = {
    "adding a submission",
    "INSERT INTO submission (problem_id, problem_version, language,"
    " created_us, source, file_name) VALUES (?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertPending = {
    "adding a submission to those without a verdict",
    "INSERT INTO pending_submission (submission_id) VALUES (?)"};

constexpr Query kDeletePending = {
    "taking a submission from those without a verdict",
    "DELETE FROM pending_submission WHERE submission_id = ?"};

constexpr Query kSelectPending = {
    "listing submissions without a verdict",
    "SELECT submission_id FROM pending_submission ORDER BY submission_id"};

constexpr Query kInsertJudgement = {
    "adding a judgement",
    "INSERT INTO judgement (submission_id, current, verdict, reason, message,"
    " test_count, max_cpu_time_us, max_memory_bytes, started_us, finished_us,"
    " compile_verdict, compile_reason,"
    " compile_message, compile_exit_code, compile_signal, compile_line,"
    " compile_column, compile_cpu_time_us, compile_wall_time_us,"
    " compile_memory_bytes) "
    "VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertRun = {
    "adding a run",
    "INSERT INTO run (judgement_id, position, test, verdict, reason, message,"
    " exit_code, signal, line, column, cpu_time_us, wall_time_us,"
    " memory_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kSelectRuns = {
    "reading runs",
    "SELECT test, verdict, reason, message, exit_code, signal, line, column,"
    " cpu_time_us, wall_time_us, memory_bytes "
    "FROM run WHERE judgement_id = ? ORDER BY position"};

constexpr Query kInsertMeasurement = {
    "adding a measurement",
    "INSERT INTO measurement (judgement_id, run_position, position, verdict,"
    " reason, cpu_time_us, wall_time_us) VALUES (?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kSelectMeasurements = {
    "reading measurements",
    "SELECT run_position, verdict, reason, cpu_time_us, wall_time_us "
    "FROM measurement WHERE judgement_id = ? ORDER BY run_position, position"};

// What ReadRecord reads after the source and the name.
#define GAVEL_SELECT_RECORD                                                   \
  " s.id, s.problem_id, s.problem_version, s.language, s.created_us,"         \
  " j.id, j.verdict, j.reason, j.message, j.test_count,"                      \
  " j.max_cpu_time_us, j.max_memory_bytes, j.started_us,"                     \
  " j.finished_us, j.compile_verdict, j.compile_reason, j.compile_message,"   \
  " j.compile_exit_code, j.compile_signal, j.compile_line, j.compile_column," \
  " j.compile_cpu_time_us, j.compile_wall_time_us, j.compile_memory_bytes "   \
  "FROM submission AS s LEFT JOIN judgement AS j"                             \
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

Judgement ReadJudgement(RowReader& row) {
  Judgement judgement;
  judgement.verdict = row.ReadVerdict();
  judgement.reason = row.ReadReason();
  judgement.message = row.ReadString();
  judgement.test_count = row.ReadInt32();
  judgement.max_cpu_time = row.ReadDuration();
  judgement.max_memory = row.ReadBytes();
  judgement.started = row.ReadTime();
  judgement.finished = row.ReadTime();
  judgement.compilation = row.ReadExecution();
  return judgement;
}

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

// The record without runs.
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

absl::StatusOr<std::vector<TestRun>> SelectRuns(Connection& connection,
                                                int64_t judgement_id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectRuns, judgement_id));
  std::vector<TestRun> runs;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return runs;
    RowReader row(statement);
    TestRun& run = runs.emplace_back();
    run.test = row.ReadString();
    run.execution = row.ReadExecution();
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

// Of all runs of the judgement, each to its run.
absl::Status SelectMeasurements(Connection& connection, int64_t judgement_id,
                                std::vector<TestRun>& runs) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectMeasurements, judgement_id));
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return absl::OkStatus();
    RowReader row(statement);
    const int64_t position = row.ReadInt64();
    Measurement measurement;
    measurement.verdict = row.ReadVerdict();
    measurement.reason = row.ReadReason();
    measurement.cpu_time = row.ReadDuration();
    measurement.wall_time = row.ReadDuration();
    GAVEL_RETURN_IF_ERROR(row.status());
    if (position < 0 || position >= static_cast<int64_t>(runs.size())) {
      return absl::DataLossError(absl::StrCat("reading measurements in ",
                                              connection.path(),
                                              ": there is no run ", position));
    }
    runs[static_cast<size_t>(position)].measurements.push_back(measurement);
  }
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

absl::Status CheckProblem(Connection& connection, const std::string& id,
                          int32_t version) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kHasProblem, id, version));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (found) return absl::OkStatus();
  return absl::NotFoundError(
      absl::StrCat("no problem ", id, " version ", version));
}

absl::Status InsertMeasurement(Connection& connection, int64_t judgement_id,
                               size_t run_position, size_t position,
                               const Measurement& measurement) {
  return connection.Run(kInsertMeasurement, judgement_id, run_position,
                        position, static_cast<int>(measurement.verdict),
                        static_cast<int>(measurement.reason),
                        absl::ToInt64Microseconds(measurement.cpu_time),
                        absl::ToInt64Microseconds(measurement.wall_time));
}

absl::Status InsertRun(Connection& connection, int64_t judgement_id,
                       size_t position, const TestRun& run) {
  const Execution& execution = run.execution;
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertRun, judgement_id, position, Blob{run.test},
      static_cast<int>(execution.verdict), static_cast<int>(execution.reason),
      Blob{execution.message}, execution.exit_code, execution.signal,
      execution.line, execution.column,
      absl::ToInt64Microseconds(execution.cpu_time),
      absl::ToInt64Microseconds(execution.wall_time),
      execution.memory.count()));
  for (size_t i = 0; i < run.measurements.size(); ++i) {
    GAVEL_RETURN_IF_ERROR(InsertMeasurement(connection, judgement_id, position,
                                            i, run.measurements[i]));
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> InsertJudgementRow(Connection& connection,
                                           SubmissionId id,
                                           const Judgement& judgement) {
  const Execution& compilation = judgement.compilation;
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertJudgement, id, static_cast<int>(judgement.verdict),
      static_cast<int>(judgement.reason), Blob{judgement.message},
      judgement.test_count, absl::ToInt64Microseconds(judgement.max_cpu_time),
      judgement.max_memory.count(), absl::ToUnixMicros(judgement.started),
      absl::ToUnixMicros(judgement.finished),
      static_cast<int>(compilation.verdict),
      static_cast<int>(compilation.reason), Blob{compilation.message},
      compilation.exit_code, compilation.signal, compilation.line,
      compilation.column, absl::ToInt64Microseconds(compilation.cpu_time),
      absl::ToInt64Microseconds(compilation.wall_time),
      compilation.memory.count()));
  return connection.last_insert_id();
}

}  // namespace

absl::StatusOr<SubmissionId> InsertSubmission(Connection& connection,
                                              const Submission& submission) {
  GAVEL_RETURN_IF_ERROR(CheckProblem(connection, submission.problem_id,
                                     submission.problem_version));
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertSubmission, submission.problem_id, submission.problem_version,
      static_cast<int>(submission.language),
      absl::ToUnixMicros(submission.created), Blob{submission.source},
      Blob{submission.file_name}));
  const SubmissionId id = connection.last_insert_id();
  GAVEL_RETURN_IF_ERROR(connection.Run(kInsertPending, id));
  return id;
}

absl::StatusOr<SubmissionRecord> SelectSubmission(Connection& connection,
                                                  SubmissionId id) {
  GAVEL_ASSIGN_OR_RETURN(RecordRow row, SelectRecord(connection, id));
  if (row.record.judgement.has_value()) {
    GAVEL_ASSIGN_OR_RETURN(row.record.judgement->runs,
                           SelectRuns(connection, row.judgement_id));
    GAVEL_RETURN_IF_ERROR(SelectMeasurements(connection, row.judgement_id,
                                             row.record.judgement->runs));
  }
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

absl::Status InsertJudgement(Connection& connection, SubmissionId id,
                             const Judgement& judgement) {
  GAVEL_ASSIGN_OR_RETURN(const RecordRow row, SelectRecord(connection, id));
  if (row.record.judgement.has_value()) {
    return absl::AlreadyExistsError(
        absl::StrCat("submission ", id, " has a judgement"));
  }
  GAVEL_ASSIGN_OR_RETURN(const int64_t judgement_id,
                         InsertJudgementRow(connection, id, judgement));
  for (size_t i = 0; i < judgement.runs.size(); ++i) {
    GAVEL_RETURN_IF_ERROR(
        InsertRun(connection, judgement_id, i, judgement.runs[i]));
  }
  return connection.Run(kDeletePending, id);
}

}  // namespace gavel::storage
