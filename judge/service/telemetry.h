// Where all that is told of calls and judgings comes together: it is counted,
// logged, and shows whether the server is healthy.
//
// Shape:   one line for each call that has ended, up to a number of each method
//          and code a second; the rest is counted, and FlushLog says how many.
//          One line for each submission accepted and each judging. No line
//          holds tokens, sources or test data
// Threads: thread-safe; never blocks but for the line
// Owner:   borrows the clock for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_TELEMETRY_H_
#define GAVEL_JUDGE_SERVICE_TELEMETRY_H_

#include <string>

#include "core/clock.h"
#include "judge/engine/observer.h"
#include "judge/service/calls.h"
#include "judge/service/health.h"
#include "judge/service/line_budget.h"
#include "judge/service/metrics.h"

namespace gavel::judge {

struct TelemetryOptions {
  BuildInfo build = {};
  HealthOptions health = {};
  // Of one method and code, a second.
  int most_lines = 20;
};

class Telemetry final : public Observer, public CallObserver {
 public:
  Telemetry(const TelemetryOptions& options, const Clock& clock);

  void OnSubmit(const Submission& submission, const absl::Status& status,
                absl::Duration took) override;
  void OnTestChecked(absl::Duration took) override;
  void OnJudged(const FinishedJudging& judging) override;
  void OnStoreAnswer(const absl::Status& status) override;
  void OnCallBegun(const Call& call) override;
  void OnCallEnded(const Call& call, absl::StatusCode code,
                   absl::Duration took) override;

  // Says how many lines were left out.
  void FlushLog();

  Metrics& metrics() { return metrics_; }
  Health& health() { return health_; }

 private:
  Metrics metrics_;
  Health health_;
  LineBudget budget_;
};

// The line that ties a call to the submission that it made.
void LogAccepted(const Submission& stored, const std::string& request_id);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_TELEMETRY_H_
