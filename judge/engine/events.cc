#include "judge/engine/events.h"

namespace gavel::judge {

void Replay(const Judgement& judgement, const EventSink& sink) {
  sink(Compiling{judgement.test_count});
  sink(Compiled{judgement.compilation});
  for (size_t i = 0; i < judgement.runs.size(); ++i) {
    sink(RunFinished{static_cast<int>(i), judgement.runs[i]});
  }
  for (size_t i = 0; i < judgement.skipped.size(); ++i) {
    sink(TestSkipped{static_cast<int>(i), judgement.skipped[i]});
  }
  sink(Judged{judgement});
}

}  // namespace gavel::judge
