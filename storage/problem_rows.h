// Problem versions as rows of the tables problem and test_case.
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
#include "storage/blobs.h"
#include "storage/sha256.h"
#include "storage/sqlite.h"

namespace gavel::storage {

// A test case whose files are in the blobs.
struct StoredTest {
  std::string name;
  bool sample = false;
  Sha256 input;
  Sha256 answer;
};

// Equal for problems that are equal in all but version and paths.
Sha256 DigestProblem(const Problem& problem,
                     const std::vector<StoredTest>& tests);

struct ProblemVersion {
  int32_t version = 0;
  Sha256 digest;
};

// nullopt when there is no version.
absl::StatusOr<std::optional<ProblemVersion>> NewestVersion(
    Connection& connection, const std::string& id);

// Inserts problem.version with these tests in place of problem.tests.
absl::Status InsertProblem(Connection& connection, const Problem& problem,
                           const std::vector<StoredTest>& tests,
                           const Sha256& digest, absl::Time created);

// The newest version, or the one asked for, with paths into the blobs.
absl::StatusOr<Problem> SelectProblem(Connection& connection,
                                      const Blobs& blobs, const std::string& id,
                                      std::optional<int32_t> version);

// Newest versions with ids after `after`, by id, at most `limit`.
absl::StatusOr<std::vector<ProblemSummary>> SelectProblems(
    Connection& connection, const std::string& after, int64_t limit);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PROBLEM_ROWS_H_
