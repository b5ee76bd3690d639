// The log of submissions as what each contestant did for each problem.
//
// Shape:   rows are registrations, columns the contest's problems; attempts are
//          in the order of the log
// Units:   times are since the contestant's own start
// Threads: pure
// Owner:   borrows contest, registrations and log for the lifetime of the table
#ifndef GAVEL_JUDGE_CONTEST_ATTEMPTS_H_
#define GAVEL_JUDGE_CONTEST_ATTEMPTS_H_

#include <cstddef>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/contest.h"
#include "judge/contest/standings.h"

namespace gavel::contest {

struct Attempt {
  absl::Duration time;
  // Null while it is pending in the view; never that of a JE, which is the
  // judge's debt and no verdict.
  const LogEntry::Outcome* outcome = nullptr;
};

class AttemptTable {
 public:
  AttemptTable(const Contest& contest,
               absl::Span<const Registration> registrations,
               absl::Span<const LogEntry> log, const View& view);

  const std::vector<Attempt>& At(size_t row, size_t column) const {
    return cells_[row * columns_ + column];
  }

 private:
  size_t columns_;
  std::vector<std::vector<Attempt>> cells_;
};

// Whether the view does not show what was submitted since the freeze.
bool IsFrozen(const Contest& contest, const View& view);

}  // namespace gavel::contest

#endif  // GAVEL_JUDGE_CONTEST_ATTEMPTS_H_
