#include "judge/engine/live_feeds.h"

#include <utility>

#include "core/check.h"

namespace gavel::judge {

void LiveFeeds::Begin(SubmissionId id, absl::FunctionRef<int()> queue) {
  auto feed = std::make_shared<Feed>();
  absl::MutexLock lock(&mu_);
  feed->Publish(Queued{queue()});
  feeds_[id] = std::move(feed);
}

bool LiveFeeds::Has(SubmissionId id) const {
  absl::MutexLock lock(&mu_);
  return feeds_.contains(id);
}

std::shared_ptr<Feed> LiveFeeds::Find(SubmissionId id) const {
  absl::MutexLock lock(&mu_);
  const auto found = feeds_.find(id);
  GAVEL_CHECK(found != feeds_.end());
  return found->second;
}

void LiveFeeds::End(SubmissionId id, const Feed& feed) {
  absl::MutexLock lock(&mu_);
  for (const WatchId watch : feed.Watches()) watches_.erase(watch);
  const auto found = feeds_.find(id);
  if (found != feeds_.end() && found->second.get() == &feed) {
    feeds_.erase(found);
  }
}

WatchId LiveFeeds::Subscription::CatchUp() const {
  feed->CatchUp(watch);
  return watch;
}

std::optional<LiveFeeds::Subscription> LiveFeeds::Subscribe(
    SubmissionId id, const EventSink& sink) {
  absl::MutexLock lock(&mu_);
  const auto found = feeds_.find(id);
  if (found == feeds_.end()) return std::nullopt;
  Subscription subscription{next_watch_++, found->second};
  watches_[subscription.watch] = subscription.feed;
  subscription.feed->Add(subscription.watch, sink);
  return subscription;
}

WatchId LiveFeeds::UnusedWatch() {
  absl::MutexLock lock(&mu_);
  return next_watch_++;
}

void LiveFeeds::Unsubscribe(WatchId watch) {
  std::shared_ptr<Feed> feed;
  {
    absl::MutexLock lock(&mu_);
    const auto found = watches_.find(watch);
    if (found == watches_.end()) return;
    feed = std::move(found->second);
    watches_.erase(found);
  }
  feed->Remove(watch);
}

}  // namespace gavel::judge
