#include "judge/engine/feed.h"

#include <utility>

namespace gavel::judge {

void Feed::Publish(Event event) {
  {
    absl::MutexLock lock(&mu_);
    events_.push_back(std::make_shared<const Event>(std::move(event)));
  }
  // A watcher that is added from here on finds the event when it catches up.
  for (const std::shared_ptr<Watcher>& watcher : Watchers()) Deliver(*watcher);
}

void Feed::Add(WatchId watch, EventSink sink) {
  auto watcher = std::make_shared<Watcher>();
  {
    absl::MutexLock running(&watcher->running);
    watcher->sink = std::move(sink);
  }
  absl::MutexLock lock(&mu_);
  watchers_[watch] = std::move(watcher);
}

void Feed::CatchUp(WatchId watch) {
  std::shared_ptr<Watcher> watcher;
  {
    absl::MutexLock lock(&mu_);
    const auto found = watchers_.find(watch);
    if (found == watchers_.end()) return;
    watcher = found->second;
  }
  Deliver(*watcher);
}

void Feed::Remove(WatchId watch) {
  std::shared_ptr<Watcher> watcher;
  {
    absl::MutexLock lock(&mu_);
    const auto found = watchers_.find(watch);
    if (found == watchers_.end()) return;
    watcher = std::move(found->second);
    watchers_.erase(found);
  }
  absl::MutexLock running(&watcher->running);
  watcher->sink = nullptr;
}

std::vector<WatchId> Feed::Watches() const {
  absl::MutexLock lock(&mu_);
  std::vector<WatchId> watches;
  watches.reserve(watchers_.size());
  for (const auto& [watch, watcher] : watchers_) watches.push_back(watch);
  return watches;
}

void Feed::Deliver(Watcher& watcher) const {
  absl::MutexLock running(&watcher.running);
  while (watcher.sink) {
    const std::shared_ptr<const Event> event = Get(watcher.next);
    if (!event) return;
    ++watcher.next;
    watcher.sink(*event);
  }
}

std::shared_ptr<const Event> Feed::Get(size_t index) const {
  absl::MutexLock lock(&mu_);
  return index < events_.size() ? events_[index] : nullptr;
}

std::vector<std::shared_ptr<Feed::Watcher>> Feed::Watchers() const {
  absl::MutexLock lock(&mu_);
  std::vector<std::shared_ptr<Watcher>> watchers;
  watchers.reserve(watchers_.size());
  for (const auto& [watch, watcher] : watchers_) watchers.push_back(watcher);
  return watchers;
}

}  // namespace gavel::judge
