// The open SubmitBatch streams.
//
// Shape:   a stream accepts one request after the other, and reads no further
//          while it has max_unanswered whose last answer its client has not
//          taken, or while the queue is full: what a stream needs is bounded,
//          however slow its client
// Errors:  a stream ends with InvalidArgument for a request without a proper
//          key, ResourceExhausted over the bound of streams, Unavailable at
//          shutdown; anything else refuses one request and goes on
// Threads: thread-safe; never blocks but in the destructor
// Owner:   borrows all for its lifetime; streams own themselves, and the gRPC
//          server must have ended them all before this is destroyed
#ifndef GAVEL_JUDGE_SERVICE_BATCHES_H_
#define GAVEL_JUDGE_SERVICE_BATCHES_H_

#include <grpcpp/support/server_callback.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <unordered_map>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "judge/engine/dispatcher.h"
#include "judge/service/rate_limits.h"
#include "judge/service/worker_pool.h"
#include "storage/store.h"

namespace gavel::v1 {
class SubmitBatchRequest;
class SubmitBatchResponse;
class SubmitRequest;
}  // namespace gavel::v1

namespace gavel::judge {

struct BatchOptions {
  size_t max_streams = 256;
  // Requests of one stream.
  size_t max_unanswered = 256;
  // Before a request is tried again for which there was no room; twice as long
  // each time, up to the second.
  absl::Duration first_pause = absl::Milliseconds(20);
  absl::Duration longest_pause = absl::Seconds(1);
};

class Batches {
 public:
  // Accepts one request; called on the pool, and may block on the disk.
  // ResourceExhausted: there is no room now. Unavailable: nor will there be.
  using Accept = std::function<absl::StatusOr<storage::SubmissionRecord>(
      const v1::SubmitRequest& request)>;
  using Reactor =
      grpc::ServerBidiReactor<v1::SubmitBatchRequest, v1::SubmitBatchResponse>;

  Batches(const BatchOptions& options, Dispatcher& dispatcher,
          WorkerPool& pool);
  ~Batches();
  Batches(const Batches&) = delete;
  Batches& operator=(const Batches&) = delete;

  // A stream that accepts so, and holds the pass until it is done.
  Reactor* Open(Accept accept, RateLimits::Pass pass);

  // Ends all streams, and those opened from now on, with Unavailable.
  void EndAll();

 private:
  class Stream;

  // Registers the stream; a status when there are too many, or after EndAll.
  absl::Status Admit(const std::shared_ptr<Stream>& stream,
                     RateLimits::Pass pass);
  void Forget(const std::shared_ptr<Stream>& stream);

  const BatchOptions options_;
  Dispatcher& dispatcher_;
  WorkerPool& pool_;
  absl::Mutex mu_;
  bool ended_ ABSL_GUARDED_BY(mu_) = false;
  std::unordered_map<std::shared_ptr<Stream>, RateLimits::Pass> streams_
      ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_BATCHES_H_
