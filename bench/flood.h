// Many submissions, as fast as the server accepts them.
//
// Errors:  the first refusal
// Threads: thread-safe; the calls are made by threads of its own
#ifndef GAVEL_BENCH_FLOOD_H_
#define GAVEL_BENCH_FLOOD_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "bench/journey.h"

namespace gavel::bench {

// Returns the id, and does not wait for the verdict.
absl::StatusOr<std::string> Submit(v1::SubmissionService::Stub& stub,
                                   const v1::SubmitRequest& request);

// Whether that submission still waits for its first verdict.
absl::StatusOr<bool> IsPending(v1::SubmissionService::Stub& stub,
                               const std::string& id);

class Flood {
 public:
  // Whose submission the one of that number is.
  using UserOf = std::function<std::string(int64_t number)>;

  Flood(const std::string& address, int64_t count, int64_t callers,
        const v1::SubmitRequest& request, UserOf user_of);
  ~Flood();

  bool arriving() const { return next_ < count_; }
  // Until all have been accepted.
  absl::Status AwaitArrived();

 private:
  void Run(const std::string& address, v1::SubmitRequest request);

  const int64_t count_;
  const UserOf user_of_;
  std::atomic<int64_t> next_ = 0;
  absl::Mutex mu_;
  absl::Status status_ ABSL_GUARDED_BY(mu_);
  std::vector<std::thread> threads_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_FLOOD_H_
