// Contests themselves: making, changing and showing them.
//
// Errors:  as proto/gavel/v1/contest_service.proto says of each
// Threads: thread-safe; blocks on the disk
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_CONTEST_CALLS_H_
#define GAVEL_JUDGE_SERVICE_CONTEST_CALLS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/user.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/service/boards.h"
#include "judge/service/contest_access.h"
#include "judge/service/visibility.h"
#include "storage/contest_store.h"
#include "storage/store.h"
#include "storage/user_store.h"

namespace gavel::judge {

class ContestCalls {
 public:
  ContestCalls(storage::ContestStore& contests, storage::Store& store,
               storage::UserStore& users, const ContestAccess& access,
               const ProblemVisibility& visibility, Boards& boards)
      : contests_(contests),
        store_(store),
        users_(users),
        access_(access),
        visibility_(visibility),
        boards_(boards) {}

  absl::Status Create(const Caller& caller,
                      const v1::CreateContestRequest& request,
                      v1::CreateContestResponse* response);
  absl::Status Update(const Caller& caller,
                      const v1::UpdateContestRequest& request,
                      v1::UpdateContestResponse* response);
  absl::Status Get(const Caller& caller, const v1::GetContestRequest& request,
                   v1::GetContestResponse* response);
  absl::Status List(const Caller& caller,
                    const v1::ListContestsRequest& request,
                    v1::ListContestsResponse* response);
  absl::Status Thaw(const Caller& caller, const v1::ThawContestRequest& request,
                    v1::ThawContestResponse* response);
  absl::Status Hide(const Caller& caller,
                    const v1::HideProblemRequest& request);

 private:
  // All that the caller sees of it.
  absl::Status Show(const SeenContest& seen, v1::Contest* out);
  absl::Status CheckJudges(const Contest& contest);
  // Its judges see all of a problem, so adding one must not be a way to get
  // there: NotFound for one that the caller does not see, PermissionDenied for
  // one of which it does not see all.
  absl::Status CheckAddedProblems(const Caller& caller, const Contest& before,
                                  const Contest& edited);

  storage::ContestStore& contests_;
  storage::Store& store_;
  storage::UserStore& users_;
  const ContestAccess& access_;
  const ProblemVisibility& visibility_;
  Boards& boards_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONTEST_CALLS_H_
