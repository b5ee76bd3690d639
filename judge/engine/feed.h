// The events of one judging, for any number of watchers.
//
// Shape:   append-only; a watcher sees every event exactly once, in order,
//          whenever it comes
// Threads: thread-safe. Sinks run on the thread that publishes or catches up,
//          under no lock but their own watch's
#ifndef GAVEL_JUDGE_ENGINE_FEED_H_
#define GAVEL_JUDGE_ENGINE_FEED_H_

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "judge/engine/dispatcher.h"

namespace gavel::judge {

class Feed {
 public:
  using WatchId = Dispatcher::WatchId;

  // `queued` is when what it tells of was queued.
  explicit Feed(absl::Time queued = absl::InfinitePast()) : queued_(queued) {}

  absl::Time queued() const { return queued_; }

  // Appends, then tells the watchers.
  void Publish(Event event) ABSL_LOCKS_EXCLUDED(mu_);

  // From now on the sink is told; what is there already it hears in CatchUp,
  // or in a Publish that comes first.
  void Add(WatchId watch, EventSink sink) ABSL_LOCKS_EXCLUDED(mu_);
  // Tells the watch what it has not heard yet.
  void CatchUp(WatchId watch) ABSL_LOCKS_EXCLUDED(mu_);
  // When it returns the sink is not running and is never called again.
  void Remove(WatchId watch) ABSL_LOCKS_EXCLUDED(mu_);

  std::vector<WatchId> Watches() const ABSL_LOCKS_EXCLUDED(mu_);

 private:
  struct Watcher {
    // Held while the sink runs, so that it never runs twice at a time.
    absl::Mutex running;
    // Empty once removed.
    EventSink sink ABSL_GUARDED_BY(running);
    // Index of the first event it has not heard.
    size_t next ABSL_GUARDED_BY(running) = 0;
  };

  void Deliver(Watcher& watcher) const ABSL_LOCKS_EXCLUDED(mu_);
  // Null after the last.
  std::shared_ptr<const Event> Get(size_t index) const ABSL_LOCKS_EXCLUDED(mu_);
  std::vector<std::shared_ptr<Watcher>> Watchers() const
      ABSL_LOCKS_EXCLUDED(mu_);

  const absl::Time queued_;
  // Taken after a watcher's `running`, never before it.
  mutable absl::Mutex mu_;
  std::vector<std::shared_ptr<const Event>> events_ ABSL_GUARDED_BY(mu_);
  std::map<WatchId, std::shared_ptr<Watcher>> watchers_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_FEED_H_
