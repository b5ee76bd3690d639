// What all parts of a verification share.
//
// Threads: Progress is thread-safe, the rest is read only
// Owner:   borrows everything
#ifndef GAVEL_JUDGE_VERIFY_CONTEXT_H_
#define GAVEL_JUDGE_VERIFY_CONTEXT_H_

#include <functional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/clock.h"
#include "judge/engine/judging.h"
#include "judge/package/package.h"
#include "sandbox/sandbox.h"

namespace gavel::verify {

struct VerifyOptions {
  // Programs that run at once.
  int slots = 1;
  // Where a package gives no time limit: what examples may use of which it is
  // made.
  absl::Duration patience = absl::Seconds(60);
  int measure_again = judge::kDefaultMeasureAgain;
  // Asked before each program that is run, on any thread: whether nobody waits
  // for the report any more. Empty for never.
  std::function<bool()> cancelled = {};
};

// Tells how far it is, never two at a time.
class Progress {
 public:
  // "inputs", 7, 20
  using Sink = std::function<void(const std::string& stage, int done, int of)>;

  // An empty sink is told nothing.
  explicit Progress(Sink sink) : sink_(std::move(sink)) {}

  void Begin(const std::string& stage, size_t of);
  // One more is done.
  void Step();

 private:
  const Sink sink_;
  absl::Mutex mu_;
  std::string stage_ ABSL_GUARDED_BY(mu_);
  int done_ ABSL_GUARDED_BY(mu_) = 0;
  int of_ ABSL_GUARDED_BY(mu_) = 0;
};

// Cancelled once nobody waits for the report.
absl::Status CheckWanted(const VerifyOptions& options);

struct Context {
  const package::Package& package;
  sandbox::Sandbox& sandbox;
  const Clock& clock;
  const VerifyOptions& options;
  Progress& progress;
};

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_CONTEXT_H_
