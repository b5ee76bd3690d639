#include "core/judgement.h"

#include <algorithm>

namespace gavel {

absl::Duration MaxCpuTime(const Judgement& judgement) {
  absl::Duration most = absl::ZeroDuration();
  for (const TestRun& run : judgement.runs) {
    most = std::max(most, run.execution.cpu_time);
  }
  return most;
}

Bytes MaxMemory(const Judgement& judgement) {
  Bytes most;
  for (const TestRun& run : judgement.runs) {
    most = std::max(most, run.execution.memory);
  }
  return most;
}

}  // namespace gavel
