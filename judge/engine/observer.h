// What the engine tells of its work, for metrics, health and logs.
//
// Threads: called on threads of the engine and of its callers; thread-safe,
//          must not block and must not call the engine
#ifndef GAVEL_JUDGE_ENGINE_OBSERVER_H_
#define GAVEL_JUDGE_ENGINE_OBSERVER_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "core/judgement.h"
#include "core/submission.h"

namespace gavel::judge {

// A judgement that has become durable.
struct FinishedJudging {
  const Submission& submission;
  const Judgement& judgement;
  // Not the submission's first.
  bool again = false;
  // From its queueing until a slot took it.
  absl::Duration waited;
  // That making it durable took.
  absl::Duration storing;
  absl::Time stored;
};

class Observer {
 public:
  virtual ~Observer() = default;

  // A call of Submit has ended so. OK: it is durable, and queued.
  virtual void OnSubmit(const Submission& submission,
                        const absl::Status& status, absl::Duration took) = 0;
  // What a test took besides running the submission: its files, validators,
  // comparing.
  virtual void OnTestChecked(absl::Duration took) = 0;
  virtual void OnJudged(const FinishedJudging& judging) = 0;
  // What the store said to a change, or to reading what has to be judged.
  virtual void OnStoreAnswer(const absl::Status& status) = 0;
};

// When nobody wants to know.
class NoObserver final : public Observer {
 public:
  void OnSubmit(const Submission& /*submission*/,
                const absl::Status& /*status*/,
                absl::Duration /*took*/) override {}
  void OnTestChecked(absl::Duration /*took*/) override {}
  void OnJudged(const FinishedJudging& /*judging*/) override {}
  void OnStoreAnswer(const absl::Status& /*status*/) override {}
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_OBSERVER_H_
