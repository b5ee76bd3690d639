// The open WatchSubmission streams.
//
// Shape:   each stream has a queue of what its client has not read yet, so a
//          slow client never holds up a judging thread. A queue takes the
//          longest judging there can be; the number of streams is bounded.
//          Events wait a moment for those that follow, or for the last, and
//          are sent together: a message that is sent alone costs as much as a
//          tenth of a short run
// Errors:  a stream ends with the dispatcher's status for a submission that is
//          unknown or was abandoned, ResourceExhausted over a bound,
//          Unavailable at shutdown
// Threads: thread-safe; never blocks but in the destructor
// Owner:   borrows all for its lifetime; streams own themselves, and the gRPC
//          server must have ended them all before this is destroyed
#ifndef GAVEL_JUDGE_SERVICE_WATCHES_H_
#define GAVEL_JUDGE_SERVICE_WATCHES_H_

#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <unordered_set>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/submission.h"
#include "judge/engine/dispatcher.h"
#include "judge/service/convert.h"
#include "judge/service/pacer.h"
#include "judge/service/rate_limits.h"
#include "judge/service/worker_pool.h"

namespace gavel::v1 {
class WatchSubmissionResponse;
}  // namespace gavel::v1

namespace gavel::judge {

struct WatchOptions {
  size_t max_streams = 4096;
  // A package holds at most 20000 files, so at most 10000 test cases.
  size_t max_queued_events = 20000;
  // How long an event waits to be sent with others, unless it is the first or
  // the last; nobody sees less than that.
  absl::Duration pause = absl::Milliseconds(50);
};

class Watches {
 public:
  Watches(const WatchOptions& options, Dispatcher& dispatcher,
          WorkerPool& pool);
  ~Watches();
  Watches(const Watches&) = delete;
  Watches& operator=(const Watches&) = delete;

  // Whether the submission may be watched; may block.
  using Check = std::function<absl::Status(SubmissionId id)>;
  // A stream of the submission's judging; of nothing but the error if `id` is
  // one, or what the check says. The pass is held until it has ended.
  grpc::ServerWriteReactor<v1::WatchSubmissionResponse>* Open(
      absl::StatusOr<SubmissionId> id, Details details, Check check,
      RateLimits::Pass pass);

  // Ends all streams, and those opened from now on, with Unavailable.
  void EndAll();

  // For tests: how many streams have not ended.
  size_t open_streams();

 private:
  class Stream;

  // Registers the stream; a status when there are too many, or after EndAll.
  absl::Status Admit(const std::shared_ptr<Stream>& stream);
  void Forget(const std::shared_ptr<Stream>& stream);

  const WatchOptions options_;
  Dispatcher& dispatcher_;
  WorkerPool& pool_;
  absl::Mutex mu_;
  bool ended_ ABSL_GUARDED_BY(mu_) = false;
  std::unordered_set<std::shared_ptr<Stream>> streams_ ABSL_GUARDED_BY(mu_);
  // Ends first: it calls streams.
  Pacer pacer_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_WATCHES_H_
