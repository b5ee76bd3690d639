#include "storage/run_rows.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "storage/row_reader.h"

namespace gavel::storage {
namespace {

// What ReadRun reads.
#define GAVEL_SELECT_RUNS                                                 \
  "SELECT r.test, r.verdict, r.reason, r.message, r.exit_code, r.signal," \
  " r.line, r.column, r.cpu_time_us, r.wall_time_us, r.memory_bytes,"     \
  " r.score, r.passes, r.team_message, r.judge_message,"                  \
  " coalesce(t.text, x''), r.seed, r.output, r.run_key, r.reused_from,"   \
  " d.output_offset, d.line, d.column, d.token, d.expected, d.got,"       \
  " d.for_teams, r.judgement_id "                                         \
  "FROM run AS r LEFT JOIN transcript AS t"                               \
  " ON t.judgement_id = r.judgement_id AND t.run_position = r.position "  \
  "LEFT JOIN difference AS d"                                             \
  " ON d.judgement_id = r.judgement_id AND d.run_position = r.position "

constexpr Query kSelectRuns = {"reading runs", GAVEL_SELECT_RUNS
                               "WHERE r.judgement_id = ? ORDER BY r.position"};

constexpr Query kSelectReusable = {
    "reading runs to reuse", GAVEL_SELECT_RUNS
    "WHERE r.run_key IS NOT NULL AND r.judgement_id IN"
    " (SELECT judgement_id FROM provenance WHERE program = ?"
    " ORDER BY judgement_id DESC LIMIT 4) "
    "ORDER BY r.judgement_id DESC, r.position"};

constexpr Query kInsertRun = {
    "adding a run",
    "INSERT INTO run (judgement_id, position, test, verdict, reason, message,"
    " exit_code, signal, line, column, cpu_time_us, wall_time_us,"
    " memory_bytes, score, passes, team_message, judge_message, seed, output,"
    " run_key, reused_from) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertDifference = {
    "adding the difference of a run",
    "INSERT INTO difference (judgement_id, run_position, output_offset, line,"
    " column, token, expected, got, for_teams) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kInsertTranscript = {
    "adding a transcript",
    "INSERT INTO transcript (judgement_id, run_position, text) "
    "VALUES (?, ?, ?)"};

constexpr Query kInsertMeasurement = {
    "adding a measurement",
    "INSERT INTO measurement (judgement_id, run_position, position, verdict,"
    " reason, cpu_time_us, wall_time_us) VALUES (?, ?, ?, ?, ?, ?, ?)"};

constexpr Query kSelectMeasurements = {
    "reading measurements",
    "SELECT run_position, verdict, reason, cpu_time_us, wall_time_us "
    "FROM measurement WHERE judgement_id = ? ORDER BY run_position, position"};

std::optional<Difference> ReadDifference(RowReader& row) {
  if (row.NextIsNull()) {
    row.Skip(7);
    return std::nullopt;
  }
  Difference difference;
  difference.offset = row.ReadInt64();
  difference.line = row.ReadInt64();
  difference.column = row.ReadInt64();
  difference.token = row.ReadInt64();
  difference.expected = row.ReadString();
  difference.got = row.ReadString();
  difference.for_teams = row.ReadBool();
  return difference;
}

// Returns the judgement that it is of.
int64_t ReadRun(RowReader& row, TestRun& run) {
  run.test = row.ReadString();
  run.execution = row.ReadExecution();
  run.score = row.ReadOptionalDouble();
  run.passes = row.ReadInt32();
  run.team_message = row.ReadString();
  run.judge_message = row.ReadString();
  run.transcript = row.ReadString();
  run.seed = row.ReadUint32();
  run.output = row.ReadOptionalHash();
  run.key = row.ReadOptionalHash();
  run.reused_from = row.ReadOptionalInt64();
  run.difference = ReadDifference(row);
  return row.ReadInt64();
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

absl::Status InsertMeasurement(Connection& connection, int64_t judgement_id,
                               size_t run_position, size_t position,
                               const Measurement& measurement) {
  return connection.Run(kInsertMeasurement, judgement_id, run_position,
                        position, static_cast<int>(measurement.verdict),
                        static_cast<int>(measurement.reason),
                        absl::ToInt64Microseconds(measurement.cpu_time),
                        absl::ToInt64Microseconds(measurement.wall_time));
}

absl::Status InsertDifference(Connection& connection, int64_t judgement_id,
                              size_t position, const Difference& difference) {
  return connection.Run(kInsertDifference, judgement_id, position,
                        difference.offset, difference.line, difference.column,
                        difference.token, Blob{difference.expected},
                        Blob{difference.got}, difference.for_teams);
}

std::optional<Blob> AsBlob(const std::optional<Sha256>& hash) {
  if (!hash.has_value()) return std::nullopt;
  return Blob{hash->view()};
}

}  // namespace

absl::StatusOr<std::vector<TestRun>> SelectRuns(Connection& connection,
                                                int64_t judgement_id) {
  std::vector<TestRun> runs;
  {
    GAVEL_ASSIGN_OR_RETURN(Statement statement,
                           connection.Select(kSelectRuns, judgement_id));
    while (true) {
      GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
      if (!more) break;
      RowReader row(statement);
      ReadRun(row, runs.emplace_back());
      GAVEL_RETURN_IF_ERROR(row.status());
    }
  }
  GAVEL_RETURN_IF_ERROR(SelectMeasurements(connection, judgement_id, runs));
  return runs;
}

absl::StatusOr<std::vector<TestRun>> SelectReusableRuns(Connection& connection,
                                                        const Sha256& program) {
  GAVEL_ASSIGN_OR_RETURN(
      Statement statement,
      connection.Select(kSelectReusable, Blob{program.view()}));
  std::vector<TestRun> runs;
  while (true) {
    GAVEL_ASSIGN_OR_RETURN(const bool more, statement.Step());
    if (!more) return runs;
    RowReader row(statement);
    TestRun& run = runs.emplace_back();
    const int64_t judgement_id = ReadRun(row, run);
    GAVEL_RETURN_IF_ERROR(row.status());
    if (!run.reused_from.has_value()) run.reused_from = judgement_id;
  }
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
      run.score, run.passes, Blob{run.team_message}, Blob{run.judge_message},
      run.seed, AsBlob(run.output), AsBlob(run.key), run.reused_from));
  if (run.difference.has_value()) {
    GAVEL_RETURN_IF_ERROR(
        InsertDifference(connection, judgement_id, position, *run.difference));
  }
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

}  // namespace gavel::storage
