// Bounds how many lines of one kind are logged, so that a flood of calls is not
// one of the log, too.
//
// Shape:   up to `lines` of a kind in each second; the rest is counted. Kinds
//          are the caller's, and few: never text that clients choose
// Threads: thread-safe; never blocks
// Owner:   borrows the clock for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_LINE_BUDGET_H_
#define GAVEL_JUDGE_SERVICE_LINE_BUDGET_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/clock.h"

namespace gavel::judge {

class LineBudget {
 public:
  struct LeftOut {
    std::string kind;
    int64_t lines = 0;
  };

  LineBudget(int lines, const Clock& clock) : lines_(lines), clock_(clock) {}

  // Whether a line of that kind may be written.
  bool Take(const std::string& kind);
  // What was left out since it was last asked, by kind.
  std::vector<LeftOut> TakeLeftOut();

 private:
  struct Kind {
    // Whole seconds since the epoch.
    int64_t second = 0;
    int written = 0;
    int64_t left_out = 0;
  };

  const int lines_;
  const Clock& clock_;
  absl::Mutex mu_;
  std::unordered_map<std::string, Kind> kinds_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_LINE_BUDGET_H_
