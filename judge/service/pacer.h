// Calls what can wait for a moment, together with whatever else can.
//
// Threads: thread-safe; Later never waits. The calls are made on one thread of
//          its own, one after the other, and must not block
#ifndef GAVEL_JUDGE_SERVICE_PACER_H_
#define GAVEL_JUDGE_SERVICE_PACER_H_

#include <functional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace gavel::judge {

class Pacer {
 public:
  explicit Pacer(absl::Duration pause);
  // Drops what has not been called.
  ~Pacer();
  Pacer(const Pacer&) = delete;
  Pacer& operator=(const Pacer&) = delete;

  // After the pause, or what is left of it since somebody else asked.
  void Later(std::function<void()> call) ABSL_LOCKS_EXCLUDED(mu_);

 private:
  using Calls = std::vector<std::function<void()>>;

  void Run() ABSL_LOCKS_EXCLUDED(mu_);
  // Nothing when it ends.
  Calls AwaitDue() ABSL_LOCKS_EXCLUDED(mu_);
  bool HasNews() const ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return ending_ || !calls_.empty();
  }

  const absl::Duration pause_;
  absl::Mutex mu_;
  bool ending_ ABSL_GUARDED_BY(mu_) = false;
  Calls calls_ ABSL_GUARDED_BY(mu_);
  std::thread thread_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_PACER_H_
