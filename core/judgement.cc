#include "core/judgement.h"

#include <algorithm>
#include <utility>

namespace gavel {

void AddRun(TestRun run, Judgement& judgement) {
  judgement.max_cpu_time =
      std::max(judgement.max_cpu_time, run.execution.cpu_time);
  judgement.max_memory = std::max(judgement.max_memory, run.execution.memory);
  judgement.runs.push_back(std::move(run));
}

}  // namespace gavel
