// Who takes part in contests, and when their own time begins.
//
// Errors:  as proto/gavel/v1/contest_service.proto says of each
// Threads: thread-safe; blocks on the disk
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_REGISTRATION_CALLS_H_
#define GAVEL_JUDGE_SERVICE_REGISTRATION_CALLS_H_

#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "core/user.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/service/boards.h"
#include "judge/service/contest_access.h"
#include "judge/service/contest_calls.h"
#include "storage/contest_store.h"
#include "storage/user_store.h"

namespace gavel::judge {

class RegistrationCalls {
 public:
  RegistrationCalls(storage::ContestStore& contests, storage::UserStore& users,
                    const ContestAccess& access, Boards& boards)
      : contests_(contests), users_(users), access_(access), boards_(boards) {}

  absl::Status Register(const Caller& caller,
                        const v1::RegisterRequest& request,
                        v1::RegisterResponse* response);
  absl::Status Unregister(const Caller& caller,
                          const v1::UnregisterRequest& request);
  absl::Status List(const Caller& caller,
                    const v1::ListRegistrationsRequest& request,
                    v1::ListRegistrationsResponse* response);
  absl::Status Begin(const Caller& caller,
                     const v1::BeginContestRequest& request,
                     v1::BeginContestResponse* response);

 private:
  absl::StatusOr<Registration> RegisterByJudge(const Contest& contest,
                                               const Caller& caller,
                                               const v1::Registration& request)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::StatusOr<Registration> RegisterSelf(const SeenContest& seen,
                                            const Caller& caller,
                                            const v1::Registration& request)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::StatusOr<Registration> BeginOwn(const SeenContest& seen,
                                        const Caller& caller)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::StatusOr<Registration> BeginWindow(const SeenContest& seen)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::StatusOr<Registration> BeginVirtually(const SeenContest& seen,
                                              const Caller& caller)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // What standings show of somebody who did not say.
  absl::StatusOr<std::string> NameOf(const std::string& user_id);
  absl::StatusOr<Registration> Put(const Contest& contest,
                                   Registration registration);

  storage::ContestStore& contests_;
  storage::UserStore& users_;
  const ContestAccess& access_;
  Boards& boards_;
  // Of whoever reads a registration in order to change it.
  absl::Mutex mu_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_REGISTRATION_CALLS_H_
