#include "judge/engine/measuring.h"

#include <tuple>
#include <utility>

namespace gavel::judge {
namespace {

bool IsTimeLimitExceeded(const Execution& execution) {
  return execution.verdict == Verdict::kTimeLimitExceeded;
}

Measurement MeasurementOf(const Execution& execution) {
  return {.verdict = execution.verdict,
          .reason = execution.reason,
          .cpu_time = execution.cpu_time,
          .wall_time = execution.wall_time};
}

bool CountsMore(const Execution& one, const Execution& other) {
  const auto rank = [](const Execution& execution) {
    return std::make_tuple(IsTimeLimitExceeded(execution),
                           execution.reason != Reason::kCpuTime,
                           execution.cpu_time);
  };
  return rank(one) < rank(other);
}

}  // namespace

bool MayBeNoise(const Execution& execution, const Limits& limits) {
  if (!IsTimeLimitExceeded(execution)) return false;
  return execution.reason == Reason::kCpuTime ||
         2 * execution.cpu_time >= limits.cpu_time;
}

bool AddMeasurement(Execution execution, TestRun& run) {
  if (run.measurements.empty()) {
    run.measurements.push_back(MeasurementOf(run.execution));
  }
  run.measurements.push_back(MeasurementOf(execution));
  if (!CountsMore(execution, run.execution)) return false;
  run.execution = std::move(execution);
  return true;
}

}  // namespace gavel::judge
