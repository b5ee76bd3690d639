// Which contests somebody sees, and what of them.
//
// Shape:   a contest is seen by its judges, by who is registered and, if its
//          registration is open, by everybody; its problems once it has begun
//          for them, and by all of these when it is over
// Errors:  NotFound for a contest that is not there or not to be seen;
//          PermissionDenied for one that is seen, but not judged
// Threads: thread-safe; may block on the disk
// Owner:   borrows both for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_CONTEST_ACCESS_H_
#define GAVEL_JUDGE_SERVICE_CONTEST_ACCESS_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/clock.h"
#include "core/contest.h"
#include "core/user.h"
#include "storage/contest_store.h"

namespace gavel::judge {

// A contest as somebody sees it.
struct SeenContest {
  Contest contest;
  // Their own.
  std::optional<Registration> registration;
  // An admin, or one of its judges.
  bool as_judge = false;
};

// An admin, or one of its judges whose role still is that.
bool IsJudgeOf(const Caller& caller, const Contest& contest);

// "2026-03-01 10:00:00 UTC": how messages tell times, to the second.
std::string TimeText(absl::Time time);

class ContestAccess {
 public:
  ContestAccess(storage::ContestStore& contests, const Clock& clock)
      : contests_(contests), clock_(clock) {}

  absl::StatusOr<SeenContest> Find(const Caller& caller,
                                   const std::string& contest_id) const;
  absl::StatusOr<SeenContest> FindToJudge(const Caller& caller,
                                          const std::string& contest_id) const;

  absl::StatusOr<bool> SeesProblems(const SeenContest& seen) const;

  // Whether nobody may submit any more but virtually; extra time counts.
  absl::StatusOr<bool> IsOver(const Contest& contest) const;
  // When that is.
  absl::StatusOr<absl::Time> OverAt(const Contest& contest) const;

  // nullopt if they are not.
  absl::StatusOr<std::optional<Registration>> FindRegistration(
      const std::string& contest_id, const std::string& user_id) const;

  // As precise as it is stored.
  absl::Time Now() const;

 private:
  storage::ContestStore& contests_;
  const Clock& clock_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONTEST_ACCESS_H_
