// Whether the server is fit to take work: one answer for grpc.health.v1, for
// /healthz and for systemd.
//
// Shape:   a part counts as failing once it was seen to fail for `patience`
//          without working in between, so that a sandbox that is being replaced
//          or a store that is busy for a moment turns no client away. A store
//          that nobody asked for `memory` is given another chance
// Threads: thread-safe; never blocks
// Owner:   borrows the clock for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_HEALTH_H_
#define GAVEL_JUDGE_SERVICE_HEALTH_H_

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/clock.h"

namespace gavel::judge {

// What a store that works does not say.
bool IsStoreFault(const absl::Status& status);

struct HealthOptions {
  absl::Duration patience = absl::Seconds(15);
  absl::Duration memory = absl::Seconds(60);
};

struct HealthReport {
  bool serving = true;
  // "the sandbox cannot be restarted"; empty when it serves.
  std::string why;
  // What is wrong may be mended by starting the server again.
  bool restart = false;
};

class Health {
 public:
  Health(const HealthOptions& options, const Clock& clock)
      : options_(options), clock_(clock) {}

  // The server ends: it serves no more, and that is as it should be.
  void Drain();
  // What was seen of the sandbox just now.
  void SawSandbox(bool up);
  // What the store answered just now. Answers about what was asked for, such as
  // NotFound, are those of a store that works.
  void SawStore(const absl::Status& status);

  HealthReport Report() const;

 private:
  // Of failures without an answer in between.
  struct Faults {
    absl::Time first = absl::InfiniteFuture();
    absl::Time last = absl::InfinitePast();
  };

  void SawLocked(bool works, Faults& faults) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  bool FailsLocked(const Faults& faults) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const HealthOptions options_;
  const Clock& clock_;
  mutable absl::Mutex mu_;
  bool draining_ ABSL_GUARDED_BY(mu_) = false;
  Faults sandbox_ ABSL_GUARDED_BY(mu_);
  Faults store_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_HEALTH_H_
