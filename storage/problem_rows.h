// Problem versions as rows of the tables problem, test_case and problem_file.
//
// Errors:  as in storage/store.h
// Threads: as the connection
#ifndef GAVEL_STORAGE_PROBLEM_ROWS_H_
#define GAVEL_STORAGE_PROBLEM_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/problem.h"
#include "core/sha256.h"
#include "storage/sqlite.h"
#include "storage/store.h"

namespace gavel::storage {

// Everywhere here the files of a problem are named by hash, as StoreFiles does
// it.

// A problem and its parts that are no columns.
struct ProblemRow {
  Problem problem;
  // JSON, of the problem and of each test case.
  std::string spec;
  std::vector<std::string> settings;
};

// InvalidArgument for a group that is not there or not before its user.
absl::Status CheckGroups(const Problem& problem);

// InvalidArgument for what cannot be written as JSON.
absl::StatusOr<ProblemRow> MakeProblemRow(Problem problem);

// Equal for problems that are equal in all but version.
Sha256 DigestProblem(const ProblemRow& row);

struct ProblemVersion {
  int32_t version = 0;
  Sha256 digest;
};

// nullopt when there is no version.
absl::StatusOr<std::optional<ProblemVersion>> NewestVersion(
    Connection& connection, const std::string& id);

// Inserts row.problem.version.
absl::Status InsertProblem(Connection& connection, const ProblemRow& row,
                           const Sha256& digest, absl::Time created);

// The version asked for, whether or not there is one, or the newest.
absl::StatusOr<int32_t> VersionToRead(Connection& connection,
                                      const std::string& id,
                                      std::optional<int32_t> version);

absl::StatusOr<Problem> SelectProblem(Connection& connection,
                                      const std::string& id, int32_t version);

// Newest versions with ids after `after`, by id, at most `limit`.
absl::StatusOr<std::vector<ProblemSummary>> SelectProblems(
    Connection& connection, const ProblemFilter& filter,
    const std::string& after, int64_t limit);

// All versions of one problem, newest first. NotFound if there is none.
absl::StatusOr<std::vector<ProblemSummary>> SelectVersions(
    Connection& connection, const std::string& id);

// Whether it takes no submissions; false for a problem that is not there.
absl::StatusOr<bool> IsArchived(Connection& connection, const std::string& id);
absl::Status SetArchived(Connection& connection, const std::string& id,
                         bool archived);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PROBLEM_ROWS_H_
