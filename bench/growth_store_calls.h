// A filled store, and the calls of it that are measured.
//
// Errors:  the store's
// Threads: single-threaded
#ifndef GAVEL_BENCH_GROWTH_STORE_CALLS_H_
#define GAVEL_BENCH_GROWTH_STORE_CALLS_H_

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "bench/growth_fill.h"
#include "core/clock.h"
#include "storage/sqlite_contests.h"
#include "storage/sqlite_rejudgings.h"
#include "storage/sqlite_store.h"

namespace gavel::bench {

class StoreCalls {
 public:
  struct Call {
    std::string name;
    std::function<absl::Status(int64_t round)> make;
  };

  static absl::StatusOr<std::unique_ptr<StoreCalls>> Open(Filled filled);

  // FindMiddle comes first.
  absl::Status FindMiddle();
  std::vector<Call> Lists();
  std::vector<Call> Lookups();
  std::vector<Call> Changes();
  std::vector<Call> Sets();
  // Of the submissions of a problem, which are a twelfth of all.
  absl::StatusOr<Rejudging> RejudgeProblem();

 private:
  explicit StoreCalls(Filled filled) : filled_(std::move(filled)) {}

  // Any submission of the filled ones that has a verdict.
  int64_t Any() {
    return std::uniform_int_distribution<int64_t>(
        1, filled_.submissions - kPending)(random_);
  }
  int64_t AnyInContest() { return (Any() + 3) / 4 * 4 % (Last() - 4) + 4; }
  int64_t Last() const { return filled_.submissions - kPending; }

  absl::Status List(const storage::SubmissionFilter& filter,
                    const std::string& token = "");
  Call ListBy(const std::string& what,
              std::function<storage::SubmissionFilter(int64_t any)> filter);
  // Adds a submission that waits.
  absl::StatusOr<SubmissionId> Add();
  Judgement MakeJudgement();

  const Filled filled_;
  const SystemClock clock_;
  std::mt19937_64 random_{1};
  std::unique_ptr<storage::SqliteStore> store_;
  std::optional<storage::SqliteContests> contests_;
  std::optional<storage::SqliteRejudgings> sets_;
  // Of a rejudging of a problem.
  std::vector<storage::RejudgingTask> tasks_;
  // The token of the page in the middle of the list of all.
  std::string middle_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_GROWTH_STORE_CALLS_H_
