// The standings of contests as they are now, computed once for all who look.
//
// Shape:   what a contest's standings are made of stays in memory; looking
//          again reads only what the store says has changed since, and nothing
//          is computed unless something did. Of contests that nobody looks at
//          the longest, only so many are kept
// Errors:  as the stores
// Threads: thread-safe; blocks on the disk, and on who looks at the same
//          contest
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_BOARDS_H_
#define GAVEL_JUDGE_SERVICE_BOARDS_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/clock.h"
#include "core/contest.h"
#include "judge/contest/standings.h"
#include "judge/service/convert_contest.h"
#include "storage/contest_store.h"
#include "storage/store.h"

namespace gavel::judge {

enum class Board { kPublic, kJudges };

// What standings are made of.
struct BoardInputs {
  Contest contest;
  std::vector<Registration> registrations;
  // In the order of submissions.
  std::vector<LogEntry> log;
  Titles titles;
};

// One state of a board; never changed.
struct BoardState {
  // Another for each state of any board.
  int64_t number = 0;
  v1::Standings standings;
  // Each row as bytes, to tell whether it changed.
  std::vector<std::string> rows;
  // The contest is over, thawed and judged: nothing is expected to come.
  bool settled = false;
};

class Boards {
 public:
  Boards(storage::ContestStore& contests, storage::Store& store,
         const Clock& clock)
      : contests_(contests), store_(store), clock_(clock) {}

  absl::StatusOr<std::shared_ptr<const BoardState>> Current(
      const std::string& contest_id, Board board);

  // Calls it with what there is now, which it must not keep.
  absl::Status WithInputs(const std::string& contest_id,
                          absl::FunctionRef<void(const BoardInputs&)> use);

  // Says that a contest or its registrations have changed. Submissions and
  // judgements need no saying.
  void Touch(const std::string& contest_id);

  // For tests and metrics: how often standings were computed.
  int64_t computed() const;

 private:
  struct Entry {
    absl::Mutex mu;
    bool loaded ABSL_GUARDED_BY(mu) = false;
    BoardInputs inputs ABSL_GUARDED_BY(mu);
    int64_t change ABSL_GUARDED_BY(mu) = 0;
    v1::ContestState state ABSL_GUARDED_BY(mu) = {};
    bool settled ABSL_GUARDED_BY(mu) = false;
    // By board; null if it is to be computed.
    std::array<std::shared_ptr<const BoardState>, 2> boards ABSL_GUARDED_BY(mu);
  };
  struct Known {
    std::shared_ptr<Entry> entry;
    // Since the entry was last loaded.
    bool touched = false;
    int64_t used = 0;
  };

  // Its entry, and whether it was touched since the last time.
  std::shared_ptr<Entry> Find(const std::string& contest_id, bool* touched);
  // Brings it up to date, and returns what time it is then.
  absl::StatusOr<absl::Time> Refresh(const std::string& contest_id,
                                     bool touched, Entry& entry)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(entry.mu);
  absl::Status Load(const std::string& contest_id, Entry& entry)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(entry.mu);
  absl::StatusOr<bool> ReadLog(const std::string& contest_id, Entry& entry)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(entry.mu);
  std::shared_ptr<const BoardState> Compute(const BoardInputs& inputs,
                                            Board board, absl::Time now);

  storage::ContestStore& contests_;
  storage::Store& store_;
  const Clock& clock_;
  mutable absl::Mutex mu_;
  std::map<std::string, Known> known_ ABSL_GUARDED_BY(mu_);
  int64_t uses_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t computed_ ABSL_GUARDED_BY(mu_) = 0;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_BOARDS_H_
