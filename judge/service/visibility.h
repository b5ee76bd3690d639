// Which problems contestants see outside of contests, and may practise on.
//
// Shape:   a problem of a contest that is not over is seen only by its judges
//          and by those who take part and have begun; a hidden one is so for
//          ever. All others are everybody's
// Errors:  NotFound for a problem that is not to be seen, with the words of one
//          that is not there; FailedPrecondition for practice on a problem of a
//          contest that is not over
// Threads: thread-safe; may block on the disk
// Owner:   borrows the store for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_VISIBILITY_H_
#define GAVEL_JUDGE_SERVICE_VISIBILITY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/contest.h"
#include "core/user.h"
#include "judge/service/contest_access.h"
#include "storage/contest_store.h"

namespace gavel::judge {

class ProblemVisibility {
 public:
  ProblemVisibility(storage::ContestStore& contests, const Clock& clock)
      : contests_(contests), access_(contests, clock) {}

  absl::StatusOr<bool> MaySee(const Caller& caller,
                              const std::string& problem_id) const;
  // All of it, secret data too: for admins and judges of a contest that has it.
  absl::StatusOr<bool> MaySeePackage(const Caller& caller,
                                     const std::string& problem_id) const;
  // OK for a problem that is to be seen, whether it is there or not.
  absl::Status CheckPractice(const Caller& caller,
                             const std::string& problem_id) const;

 private:
  struct Found {
    bool judges = false;
    bool takes_part = false;
    // One that is not over.
    std::optional<Contest> open;
  };
  absl::StatusOr<Found> Look(const Caller& caller,
                             const std::vector<Contest>& contests) const;

  storage::ContestStore& contests_;
  const ContestAccess access_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_VISIBILITY_H_
