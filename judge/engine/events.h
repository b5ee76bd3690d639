// What a watcher sees of a judging.
//
// Shape:   in this order: Queued (each time the place changes is not reported,
//          only the first), Compiling, Compiled, one RunFinished or TestSkipped
//          per test, Judged or Abandoned
// Threads: plain values
#ifndef GAVEL_JUDGE_ENGINE_EVENTS_H_
#define GAVEL_JUDGE_ENGINE_EVENTS_H_

#include <cstdint>
#include <functional>
#include <variant>

#include "absl/status/status.h"
#include "core/execution.h"
#include "core/judgement.h"

namespace gavel::judge {

struct Queued {
  // How many were ahead when it was queued.
  int ahead = 0;
};
struct Compiling {
  int test_count = 0;
};
struct Compiled {
  Execution compilation;
};
struct RunFinished {
  // In Judgement::runs.
  int index = 0;
  TestRun run;
};
struct TestSkipped {
  // In Judgement::skipped.
  int index = 0;
  SkippedTest test;
};
struct Judged {
  // With all runs.
  Judgement judgement;
};
// The verdict is known but could not be stored, so it does not count, and the
// submission is judged again after the next start.
struct Abandoned {
  // Unavailable when that was asked for by Shutdown, else Internal.
  absl::Status status;
};
using Event = std::variant<Queued, Compiling, Compiled, RunFinished,
                           TestSkipped, Judged, Abandoned>;

using EventSink = std::function<void(const Event& event)>;

using WatchId = int64_t;

// Everything after Queued, of a judging that is over. What was skipped comes
// after all that was run.
void Replay(const Judgement& judgement, const EventSink& sink);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_EVENTS_H_
