#include "judge/engine/cost.h"

#include <algorithm>

namespace gavel::judge {
namespace {

// Of an Execution or a Measurement.
template <typename T>
absl::Duration CostOfOne(const T& it) {
  return std::max(it.cpu_time, it.wall_time / 2);
}

}  // namespace

absl::Duration CostOf(const Judgement& judgement) {
  absl::Duration cost = CostOfOne(judgement.compilation);
  for (const TestRun& run : judgement.runs) {
    if (run.measurements.empty()) cost += CostOfOne(run.execution);
    for (const Measurement& measurement : run.measurements) {
      cost += CostOfOne(measurement);
    }
  }
  return cost;
}

absl::Duration CostOf(const OneOffResult& result) {
  return CostOfOne(result.compilation) + CostOfOne(result.execution);
}

}  // namespace gavel::judge
