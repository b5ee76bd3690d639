// Questions to the judges of a contest, their answers, and announcements.
//
// Errors:  as proto/gavel/v1/contest_service.proto says of each;
//          ResourceExhausted for who has many questions open
// Threads: thread-safe; blocks on the disk
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_CLARIFICATION_CALLS_H_
#define GAVEL_JUDGE_SERVICE_CLARIFICATION_CALLS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "core/user.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/service/clarification_watches.h"
#include "judge/service/contest_access.h"
#include "storage/contest_store.h"

namespace gavel::judge {

class ClarificationCalls {
 public:
  ClarificationCalls(storage::ContestStore& contests,
                     const ContestAccess& access, ClarificationWatches& watches)
      : contests_(contests), access_(access), watches_(watches) {}

  absl::Status Ask(const Caller& caller,
                   const v1::AskClarificationRequest& request,
                   v1::AskClarificationResponse* response);
  absl::Status Answer(const Caller& caller,
                      const v1::AnswerClarificationRequest& request,
                      v1::AnswerClarificationResponse* response);
  absl::Status Announce(const Caller& caller,
                        const v1::AnnounceRequest& request,
                        v1::AnnounceResponse* response);
  absl::Status List(const Caller& caller,
                    const v1::ListClarificationsRequest& request,
                    v1::ListClarificationsResponse* response);

 private:
  absl::Status CheckMayAsk(const SeenContest& seen);

  storage::ContestStore& contests_;
  const ContestAccess& access_;
  ClarificationWatches& watches_;
  // Of who counts open questions in order to add one.
  absl::Mutex mu_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CLARIFICATION_CALLS_H_
