#include "storage/judgement_rows.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"

namespace gavel::storage {
namespace {

constexpr Query kRetireJudgement = {
    "retiring a judgement",
    "UPDATE judgement SET current = 0 WHERE submission_id = ? AND current = 1"};

constexpr Query kSelectJudgements = {
    "listing judgements",
    "SELECT j.id, j.current," GAVEL_JUDGEMENT_COLUMNS
    "FROM judgement AS j JOIN submission AS s ON s.id = j.submission_id "
    "WHERE j.submission_id = ? AND NOT EXISTS (SELECT 1"
    " FROM rejudging_submission AS m JOIN rejudging AS r"
    " ON r.id = m.rejudging_id WHERE m.submission_id = j.submission_id"
    " AND m.new_judgement_id = j.id AND r.state = 1) ORDER BY j.id"};

constexpr Query kInsertJudgement = {
    "adding a judgement",
    "INSERT INTO judgement (submission_id, current, problem_version, verdict,"
    " reason, message, test_count, max_cpu_time_us, max_memory_bytes,"
    " started_us, finished_us, score, max_score, compile_verdict,"
    " compile_reason, compile_message, compile_exit_code, compile_signal,"
    " compile_line, compile_column, compile_cpu_time_us, compile_wall_time_us,"
    " compile_memory_bytes) VALUES "
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertRun = {
    "adding a run",
    "INSERT INTO run (judgement_id, position, test, verdict, reason, message,"
    " exit_code, signal, line, column, cpu_time_us, wall_time_us,"
    " memory_bytes, score, passes, team_message, judge_message) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kSelectRuns = {
    "reading runs",
    "SELECT r.test, r.verdict, r.reason, r.message, r.exit_code, r.signal,"
    " r.line, r.column, r.cpu_time_us, r.wall_time_us, r.memory_bytes,"
    " r.score, r.passes, r.team_message, r.judge_message,"
    " coalesce(t.text, x'') "
    "FROM run AS r LEFT JOIN transcript AS t"
    " ON t.judgement_id = r.judgement_id AND t.run_position = r.position "
    "WHERE r.judgement_id = ? ORDER BY r.position"};

constexpr Query kInsertTranscript = {
    "adding a transcript",
    "INSERT INTO transcript (judgement_id, run_position, text) "
    "VALUES (?, ?, ?)"};

constexpr Query kInsertSkipped = {
    "adding a skipped test",
    "INSERT INTO skipped_test (judgement_id, position, test, why) "
    "VALUES (?, ?, ?, ?)"};

constexpr Query kSelectSkipped = {
    "reading skipped tests",
    "SELECT test, why FROM skipped_test WHERE judgement_id = ? "
    "ORDER BY position"};

constexpr Query kInsertGroup = {
    "adding the result of a group",
    "INSERT INTO group_result (judgement_id, position, name, verdict, score,"
    " max_score) VALUES (?, ?, ?, ?, ?, ?)"};

constexpr Query kSelectGroups = {
    "reading the results of groups",
    "SELECT name, verdict, score, max_score FROM group_result "
    "WHERE judgement_id = ? ORDER BY position"};

constexpr Query kInsertMeasurement = {
    "adding a measurement",
    "INSERT INTO measurement (judgement_id, run_position, position, verdict,"
    " reason, cpu_time_us, wall_time_us) VALUES (?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kSelectMeasurements = {
    "reading measurements",
    "SELECT run_position, verdict, reason, cpu_time_us, wall_time_us "
    "FROM measurement WHERE judgement_id = ? ORDER BY run_position, position"};

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
    run.score = row.ReadOptionalDouble();
    run.passes = row.ReadInt32();
    run.team_message = row.ReadString();
    run.judge_message = row.ReadString();
    run.transcript = row.ReadString();
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
                                              connection.name(),
                                              ": there is no run ", position));
    }
    runs[static_cast<size_t>(position)].measurements.push_back(measurement);
  }
}

absl::StatusOr<std::vector<SkippedTest>> SelectSkipped(Connection& connection,
                                                       int64_t judgement_id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectSkipped, judgement_id));
  std::vector<SkippedTest> skipped;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return skipped;
    skipped.push_back({statement.Bytes(0), statement.Bytes(1)});
  }
}

absl::StatusOr<std::vector<GroupResult>> SelectGroups(Connection& connection,
                                                      int64_t judgement_id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectGroups, judgement_id));
  std::vector<GroupResult> groups;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return groups;
    RowReader row(statement);
    GroupResult& group = groups.emplace_back();
    group.name = row.ReadString();
    group.verdict = row.ReadVerdict();
    group.score = row.ReadOptionalDouble();
    group.max_score = row.ReadOptionalDouble();
    GAVEL_RETURN_IF_ERROR(row.status());
  }
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
      absl::ToInt64Microseconds(execution.wall_time), execution.memory.count(),
      run.score, run.passes, Blob{run.team_message}, Blob{run.judge_message}));
  if (!run.transcript.empty()) {
    GAVEL_RETURN_IF_ERROR(connection.Run(kInsertTranscript, judgement_id,
                                         position, Blob{run.transcript}));
  }
  for (size_t i = 0; i < run.measurements.size(); ++i) {
    GAVEL_RETURN_IF_ERROR(InsertMeasurement(connection, judgement_id, position,
                                            i, run.measurements[i]));
  }
  return absl::OkStatus();
}

// Where a new judgement stands: the number is its column `current`.
enum class Place : uint8_t { kBeside = 0, kCurrent = 1 };

absl::StatusOr<int64_t> InsertJudgementRow(Connection& connection,
                                           SubmissionId id, Place place,
                                           int32_t problem_version,
                                           const Judgement& judgement) {
  const Execution& compilation = judgement.compilation;
  GAVEL_RETURN_IF_ERROR(connection.Run(
      kInsertJudgement, id, static_cast<int>(place), problem_version,
      static_cast<int>(judgement.verdict), static_cast<int>(judgement.reason),
      Blob{judgement.message}, judgement.test_count,
      absl::ToInt64Microseconds(judgement.max_cpu_time),
      judgement.max_memory.count(), absl::ToUnixMicros(judgement.started),
      absl::ToUnixMicros(judgement.finished), judgement.score,
      judgement.max_score, static_cast<int>(compilation.verdict),
      static_cast<int>(compilation.reason), Blob{compilation.message},
      compilation.exit_code, compilation.signal, compilation.line,
      compilation.column, absl::ToInt64Microseconds(compilation.cpu_time),
      absl::ToInt64Microseconds(compilation.wall_time),
      compilation.memory.count()));
  return connection.last_insert_id();
}

// With runs, skipped tests and groups.
absl::StatusOr<int64_t> InsertAll(Connection& connection, SubmissionId id,
                                  Place place, int32_t problem_version,
                                  const Judgement& judgement) {
  GAVEL_ASSIGN_OR_RETURN(
      const int64_t judgement_id,
      InsertJudgementRow(connection, id, place, problem_version, judgement));
  for (size_t i = 0; i < judgement.runs.size(); ++i) {
    GAVEL_RETURN_IF_ERROR(
        InsertRun(connection, judgement_id, i, judgement.runs[i]));
  }
  for (size_t i = 0; i < judgement.skipped.size(); ++i) {
    const SkippedTest& skipped = judgement.skipped[i];
    GAVEL_RETURN_IF_ERROR(connection.Run(kInsertSkipped, judgement_id, i,
                                         Blob{skipped.test},
                                         Blob{skipped.why}));
  }
  for (size_t i = 0; i < judgement.groups.size(); ++i) {
    const GroupResult& group = judgement.groups[i];
    GAVEL_RETURN_IF_ERROR(connection.Run(
        kInsertGroup, judgement_id, i, Blob{group.name},
        static_cast<int>(group.verdict), group.score, group.max_score));
  }
  return judgement_id;
}

}  // namespace

Judgement ReadJudgement(RowReader& row) {
  Judgement judgement;
  judgement.problem_version = row.ReadInt32();
  judgement.verdict = row.ReadVerdict();
  judgement.reason = row.ReadReason();
  judgement.message = row.ReadString();
  judgement.test_count = row.ReadInt32();
  judgement.max_cpu_time = row.ReadDuration();
  judgement.max_memory = row.ReadBytes();
  judgement.started = row.ReadTime();
  judgement.finished = row.ReadTime();
  judgement.score = row.ReadOptionalDouble();
  judgement.max_score = row.ReadOptionalDouble();
  judgement.compilation = row.ReadExecution();
  return judgement;
}

absl::Status SelectDetails(Connection& connection, int64_t judgement_id,
                           Judgement& judgement) {
  GAVEL_ASSIGN_OR_RETURN(judgement.runs, SelectRuns(connection, judgement_id));
  GAVEL_RETURN_IF_ERROR(
      SelectMeasurements(connection, judgement_id, judgement.runs));
  GAVEL_ASSIGN_OR_RETURN(judgement.skipped,
                         SelectSkipped(connection, judgement_id));
  GAVEL_ASSIGN_OR_RETURN(judgement.groups,
                         SelectGroups(connection, judgement_id));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<JudgementRecord>> SelectJudgementsOf(
    Connection& connection, SubmissionId id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectJudgements, id));
  std::vector<JudgementRecord> judgements;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return judgements;
    RowReader row(statement);
    JudgementRecord& record = judgements.emplace_back();
    record.id = row.ReadInt64();
    record.current = row.ReadBool();
    record.judgement = ReadJudgement(row);
    GAVEL_RETURN_IF_ERROR(row.status());
  }
}

absl::Status InsertJudgement(Connection& connection, SubmissionId id,
                             int32_t problem_version,
                             const Judgement& judgement) {
  GAVEL_RETURN_IF_ERROR(connection.Run(kRetireJudgement, id));
  return InsertAll(connection, id, Place::kCurrent, problem_version, judgement)
      .status();
}

absl::StatusOr<int64_t> InsertJudgementBeside(Connection& connection,
                                              SubmissionId id,
                                              int32_t problem_version,
                                              const Judgement& judgement) {
  return InsertAll(connection, id, Place::kBeside, problem_version, judgement);
}

}  // namespace gavel::storage
