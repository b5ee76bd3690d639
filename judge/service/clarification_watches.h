// The open WatchClarifications streams.
//
// Shape:   each client has a queue of what it has not read; one that lets it
//          grow past a bound is ended
// Errors:  as in judge/service/pulled_stream.h; ResourceExhausted for a client
//          that does not read
// Threads: thread-safe; Publish never blocks
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_CLARIFICATION_WATCHES_H_
#define GAVEL_JUDGE_SERVICE_CLARIFICATION_WATCHES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/contest.h"
#include "core/user.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/service/contest_access.h"
#include "judge/service/pulled_stream.h"
#include "judge/service/worker_pool.h"
#include "storage/contest_store.h"

namespace gavel::judge {

// Who looks at clarifications of a contest.
struct ClarificationReader {
  std::string user_id;
  bool as_judge = false;
  // From when on it sees the problems, and so what is said about them.
  absl::Time problems_from = absl::InfiniteFuture();
};

absl::StatusOr<ClarificationReader> ReaderOf(const ContestAccess& access,
                                             const Caller& caller,
                                             const std::string& contest_id);

// Announcements are for all, answers to all for those who see the problems, and
// the rest for judges and who asked.
bool Shows(const Clarification& clarification,
           const ClarificationReader& reader, absl::Time now);

class ClarificationWatches {
 public:
  ClarificationWatches(size_t max_streams, storage::ContestStore& contests,
                       const ContestAccess& access, WorkerPool& pool);

  grpc::ServerWriteReactor<v1::WatchClarificationsResponse>* Open(
      const Caller& caller, const std::string& contest_id);
  // Tells those whom it concerns.
  void Publish(const Clarification& clarification);
  void EndAll();

 private:
  using Streams = PulledStreams<v1::WatchClarificationsResponse>;
  class Reader;

  void Start(const Caller& caller, const std::string& contest_id,
             Streams::Stream& stream);

  storage::ContestStore& contests_;
  const ContestAccess& access_;
  WorkerPool& pool_;
  Streams streams_;
  absl::Mutex mu_;
  std::vector<std::weak_ptr<Reader>> readers_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CLARIFICATION_WATCHES_H_
