// Versions of problems that were read lately: each submission reads its problem
// twice, and a version never changes.
//
// Shape:   by id and version; what was not used for longest goes first, so that
//          all together have at most `most_rows` test cases and files. A larger
//          problem is not kept
// Threads: thread-safe
#ifndef GAVEL_STORAGE_PROBLEM_CACHE_H_
#define GAVEL_STORAGE_PROBLEM_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "core/problem.h"

namespace gavel::storage {

class ProblemCache {
 public:
  // A row is up to about a kilobyte of memory.
  static constexpr size_t kMostRows = 50'000;

  explicit ProblemCache(size_t most_rows = kMostRows) : most_rows_(most_rows) {}

  // Null if it is not there.
  std::shared_ptr<const Problem> Find(const std::string& id, int32_t version)
      ABSL_LOCKS_EXCLUDED(mu_);
  // Must be durable.
  void Add(std::shared_ptr<const Problem> problem) ABSL_LOCKS_EXCLUDED(mu_);

 private:
  using Key = std::pair<std::string, int32_t>;
  // The one that was used last is the first.
  using Order = std::list<std::shared_ptr<const Problem>>;

  const size_t most_rows_;
  absl::Mutex mu_;
  size_t rows_ ABSL_GUARDED_BY(mu_) = 0;
  Order order_ ABSL_GUARDED_BY(mu_);
  std::map<Key, Order::iterator> places_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_PROBLEM_CACHE_H_
