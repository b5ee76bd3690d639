// Submissions and their judgements as rows.
//
// Errors:  as in storage/store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_SUBMISSION_ROWS_H_
#define GAVEL_STORAGE_SUBMISSION_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/judgement.h"
#include "core/submission.h"
#include "storage/judgement_rows.h"
#include "storage/row_reader.h"
#include "storage/sqlite.h"
#include "storage/store.h"

namespace gavel::storage {

// What ReadRecord reads after the source and the name, of tables submission AS
// s and judgement AS j.
#define GAVEL_RECORD_COLUMNS                                          \
  " s.id, s.problem_id, s.problem_version, s.language, s.created_us," \
  " s.user_id, s.submitted_by, s.contest_id, s.idempotency_key,"      \
  " j.id," GAVEL_JUDGEMENT_COLUMNS
#define GAVEL_FROM_RECORDS                        \
  "FROM submission AS s LEFT JOIN judgement AS j" \
  " ON j.submission_id = s.id AND j.current = 1 "

struct RecordRow {
  // Without details of the judgement.
  SubmissionRecord record;
  // Of the judgement, if there is one.
  int64_t judgement_id = 0;
};
RecordRow ReadRecord(RowReader& row);

// Inserts it as pending, with an id of the database's choice, which is
// returned. NotFound if there is no such version of its problem.
absl::StatusOr<SubmissionId> InsertSubmission(Connection& connection,
                                              const Submission& submission);

// With source, and with the current judgement and its details.
absl::StatusOr<SubmissionRecord> SelectSubmission(Connection& connection,
                                                  SubmissionId id);

// Oldest first.
absl::StatusOr<std::vector<Waiting>> SelectPending(Connection& connection);

// nullopt if there is none, and for an empty key.
absl::StatusOr<std::optional<SubmissionId>> SelectByKey(
    Connection& connection, const std::string& submitted_by,
    const std::string& key);

// Inserts it as the current judgement of a pending submission, which then is
// not pending.
absl::Status FinishJudging(Connection& connection, SubmissionId id,
                           const Judgement& judgement);

// Makes it pending again, to be judged on that version.
absl::Status InsertRejudging(Connection& connection, SubmissionId id,
                             int32_t problem_version);

// Oldest first, without details. NotFound if there is no such submission.
absl::StatusOr<std::vector<JudgementRecord>> SelectJudgements(
    Connection& connection, SubmissionId id);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_SUBMISSION_ROWS_H_
