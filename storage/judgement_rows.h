// Judgements as rows, with their runs, skipped tests, groups and provenance.
//
// Errors:  as in storage/store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_JUDGEMENT_ROWS_H_
#define GAVEL_STORAGE_JUDGEMENT_ROWS_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/judgement.h"
#include "core/submission.h"
#include "storage/row_reader.h"
#include "storage/sqlite.h"
#include "storage/store.h"

namespace gavel::storage {

// What ReadJudgement reads, of tables judgement AS j and submission AS s.
#define GAVEL_JUDGEMENT_COLUMNS                                               \
  " coalesce(j.problem_version, s.problem_version),"                          \
  " j.verdict, j.reason, j.message, j.test_count, j.max_cpu_time_us,"         \
  " j.max_memory_bytes, j.started_us, j.finished_us, j.score, j.max_score,"   \
  " j.compile_verdict, j.compile_reason, j.compile_message,"                  \
  " j.compile_exit_code, j.compile_signal, j.compile_line, j.compile_column," \
  " j.compile_cpu_time_us, j.compile_wall_time_us, j.compile_memory_bytes "

// Without what other tables hold.
Judgement ReadJudgement(RowReader& row);

// Reads that: runs, skipped tests, groups, provenance.
absl::Status SelectDetails(Connection& connection, int64_t judgement_id,
                           Judgement& judgement);

// Oldest first, without details.
absl::StatusOr<std::vector<JudgementRecord>> SelectJudgementsOf(
    Connection& connection, SubmissionId id);

// Inserts it as the current one of its submission; the one before is not
// current any more.
absl::Status InsertJudgement(Connection& connection, SubmissionId id,
                             int32_t problem_version,
                             const Judgement& judgement);

// Inserts it beside the current one and returns its id.
absl::StatusOr<int64_t> InsertJudgementBeside(Connection& connection,
                                              SubmissionId id,
                                              int32_t problem_version,
                                              const Judgement& judgement);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_JUDGEMENT_ROWS_H_
