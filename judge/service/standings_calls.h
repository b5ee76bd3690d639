// Standings at a time, and what a resolver reveals of them.
//
// Errors:  as proto/gavel/v1/contest_service.proto says of each
// Threads: thread-safe; blocks on the disk
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_STANDINGS_CALLS_H_
#define GAVEL_JUDGE_SERVICE_STANDINGS_CALLS_H_

#include "absl/status/status.h"
#include "core/user.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/service/boards.h"
#include "judge/service/contest_access.h"

namespace gavel::judge {

class StandingsCalls {
 public:
  StandingsCalls(const ContestAccess& access, Boards& boards)
      : access_(access), boards_(boards) {}

  absl::Status Get(const Caller& caller, const v1::GetStandingsRequest& request,
                   v1::GetStandingsResponse* response);
  absl::Status Resolve(const Caller& caller,
                       const v1::ResolveStandingsRequest& request,
                       v1::ResolveStandingsResponse* response);

 private:
  // Those that are not the ones of now that all look at.
  absl::Status ComputeOwn(const SeenContest& seen,
                          const v1::GetStandingsRequest& request,
                          v1::Standings* out);

  const ContestAccess& access_;
  Boards& boards_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_STANDINGS_CALLS_H_
