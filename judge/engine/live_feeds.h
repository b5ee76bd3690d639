// The feeds of all judgings that have not ended, and who watches them.
//
// Threads: thread-safe. Sinks run inside CatchUp and Feed::Publish, never under
//          a lock of this
#ifndef GAVEL_JUDGE_ENGINE_LIVE_FEEDS_H_
#define GAVEL_JUDGE_ENGINE_LIVE_FEEDS_H_

#include <memory>
#include <optional>
#include <unordered_map>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/synchronization/mutex.h"
#include "core/submission.h"
#include "judge/engine/events.h"
#include "judge/engine/feed.h"

namespace gavel::judge {

class LiveFeeds {
 public:
  // Begins a feed with Queued. `queue` queues the judging and returns how much
  // is ahead of it; the judging finds its feed though it begins meanwhile.
  void Begin(SubmissionId id, absl::FunctionRef<int()> queue)
      ABSL_LOCKS_EXCLUDED(mu_);
  bool Has(SubmissionId id) const ABSL_LOCKS_EXCLUDED(mu_);
  // Of a judging that has not ended.
  std::shared_ptr<Feed> Find(SubmissionId id) const ABSL_LOCKS_EXCLUDED(mu_);
  // The submission may be in the queue again, with another feed, or have been
  // judged again already.
  void End(SubmissionId id, const Feed& feed) ABSL_LOCKS_EXCLUDED(mu_);

  // From now on the sink is told; nullopt if there is no feed. What is there
  // already it hears in CatchUp.
  struct Subscription {
    WatchId watch = 0;
    std::shared_ptr<Feed> feed;

    WatchId CatchUp() const;
  };
  std::optional<Subscription> Subscribe(SubmissionId id, const EventSink& sink)
      ABSL_LOCKS_EXCLUDED(mu_);
  // For a watch of what is over.
  WatchId UnusedWatch() ABSL_LOCKS_EXCLUDED(mu_);
  // When it returns the sink is not running and is never called again.
  void Unsubscribe(WatchId watch) ABSL_LOCKS_EXCLUDED(mu_);

 private:
  mutable absl::Mutex mu_;
  std::unordered_map<SubmissionId, std::shared_ptr<Feed>> feeds_
      ABSL_GUARDED_BY(mu_);
  std::unordered_map<WatchId, std::shared_ptr<Feed>> watches_
      ABSL_GUARDED_BY(mu_);
  WatchId next_watch_ ABSL_GUARDED_BY(mu_) = 1;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_LIVE_FEEDS_H_
