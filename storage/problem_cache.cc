#include "storage/problem_cache.h"

namespace gavel::storage {
namespace {

size_t RowsOf(const Problem& problem) {
  return 1 + problem.tests.size() + problem.contents.size();
}

}  // namespace

std::shared_ptr<const Problem> ProblemCache::Find(const std::string& id,
                                                  int32_t version) {
  absl::MutexLock lock(&mu_);
  const auto found = places_.find(Key(id, version));
  if (found == places_.end()) return nullptr;
  order_.splice(order_.begin(), order_, found->second);
  return order_.front();
}

void ProblemCache::Add(std::shared_ptr<const Problem> problem) {
  const size_t rows = RowsOf(*problem);
  if (rows > most_rows_) return;
  absl::MutexLock lock(&mu_);
  const Key key(problem->id, problem->version);
  if (places_.contains(key)) return;
  order_.push_front(std::move(problem));
  places_.emplace(key, order_.begin());
  rows_ += rows;
  while (rows_ > most_rows_) {
    const Problem& oldest = *order_.back();
    rows_ -= RowsOf(oldest);
    places_.erase(Key(oldest.id, oldest.version));
    order_.pop_back();
  }
}

}  // namespace gavel::storage
