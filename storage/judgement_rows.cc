#include "storage/judgement_rows.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/provenance.h"
#include "core/sha256.h"
#include "core/status_macros.h"
#include "storage/provenance_json.h"
#include "storage/run_rows.h"

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

constexpr Query kInsertCircumstances = {
    "adding the circumstances of a judgement",
    "INSERT INTO circumstances (hash, json) VALUES (?, ?) "
    "ON CONFLICT DO NOTHING"};

constexpr Query kInsertProvenance = {
    "adding what produced a judgement",
    "INSERT INTO provenance (judgement_id, source, program, circumstances) "
    "VALUES (?, ?, ?, ?)"};

constexpr Query kSelectProvenance = {
    "reading what produced a judgement",
    "SELECT p.source, p.program, c.json "
    "FROM provenance AS p JOIN circumstances AS c ON c.hash = p.circumstances "
    "WHERE p.judgement_id = ?"};

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

absl::StatusOr<std::optional<Provenance>> SelectProvenance(
    Connection& connection, int64_t judgement_id) {
  GAVEL_ASSIGN_OR_RETURN(Statement statement,
                         connection.Select(kSelectProvenance, judgement_id));
  GAVEL_ASSIGN_OR_RETURN(const bool found, statement.Step());
  if (!found) return std::nullopt;
  RowReader row(statement);
  Provenance provenance;
  provenance.source = row.ReadHash();
  provenance.program = row.ReadHash();
  const std::string json = row.ReadString();
  GAVEL_RETURN_IF_ERROR(row.status());
  const absl::Status read = ReadProvenanceJson(json, provenance);
  if (read.ok()) return provenance;
  return absl::DataLossError(
      absl::StrCat(statement.Attempt(), ": ", read.message()));
}

absl::Status InsertProvenance(Connection& connection, int64_t judgement_id,
                              const Provenance& provenance) {
  GAVEL_ASSIGN_OR_RETURN(const std::string json,
                         WriteProvenanceJson(provenance));
  Sha256Hasher hasher;
  hasher.Update(json);
  const Sha256 hash = hasher.Finish();
  GAVEL_RETURN_IF_ERROR(
      connection.Run(kInsertCircumstances, Blob{hash.view()}, json));
  return connection.Run(kInsertProvenance, judgement_id,
                        Blob{provenance.source.view()},
                        Blob{provenance.program.view()}, Blob{hash.view()});
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
  if (judgement.provenance.has_value()) {
    GAVEL_RETURN_IF_ERROR(
        InsertProvenance(connection, judgement_id, *judgement.provenance));
  }
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
  GAVEL_ASSIGN_OR_RETURN(judgement.skipped,
                         SelectSkipped(connection, judgement_id));
  GAVEL_ASSIGN_OR_RETURN(judgement.groups,
                         SelectGroups(connection, judgement_id));
  GAVEL_ASSIGN_OR_RETURN(judgement.provenance,
                         SelectProvenance(connection, judgement_id));
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
