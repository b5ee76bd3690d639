// Contests as rows of the tables contest, contest_problem and contest_judge.
//
// Errors:  as in storage/contest_store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_CONTEST_ROWS_H_
#define GAVEL_STORAGE_CONTEST_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/contest.h"
#include "storage/contest_store.h"
#include "storage/row_reader.h"
#include "storage/sqlite.h"

namespace gavel::storage {

// Where a list of contests goes on: after this one.
struct ContestPosition {
  int64_t start_us = 0;
  std::string id;
};

// As it is, revision included.
absl::Status InsertContest(Connection& connection, const Contest& contest);
// In place of the revision before its own.
absl::Status UpdateContestRow(Connection& connection, const Contest& contest);

absl::StatusOr<Contest> SelectContest(Connection& connection,
                                      const std::string& id);
// NotFound unless it is there.
absl::Status RequireContest(Connection& connection, const std::string& id);
// Latest start first, at most `limit`.
absl::StatusOr<std::vector<Contest>> SelectContests(
    Connection& connection, const ContestFilter& filter,
    const ContestPosition& after, int64_t limit);
absl::StatusOr<std::vector<Contest>> SelectContestsOf(
    Connection& connection, const std::string& problem_id);
absl::StatusOr<bool> SelectIsJudge(Connection& connection,
                                   const std::string& user_id,
                                   const std::string& contest_id);

absl::Status SetHidden(Connection& connection, const std::string& problem_id,
                       bool hidden);
absl::StatusOr<bool> SelectHidden(Connection& connection,
                                  const std::string& problem_id);

// FailedPrecondition for a submission that is one too many of a contestant for
// a problem of a contest with a limit.
absl::Status CheckSubmissionLimit(Connection& connection,
                                  const std::string& contest_id,
                                  const std::string& user_id,
                                  const std::string& problem_id);
absl::StatusOr<int32_t> SelectSubmissionCount(Connection& connection,
                                              const std::string& contest_id,
                                              const std::string& user_id,
                                              const std::string& problem_id);

// A column that is NULL for never; as a parameter, never is the largest number.
inline absl::Time ReadTimeOrNever(RowReader& row) {
  const bool never = row.NextIsNull();
  const absl::Time time = row.ReadTime();
  return never ? absl::InfiniteFuture() : time;
}

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_CONTEST_ROWS_H_
