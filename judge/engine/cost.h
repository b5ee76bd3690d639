// What judging a submission cost, for taking turns.
//
// Shape:   the CPU time of all its programs, as far as it is known: what
//          validators use is not. A program that holds a slot and hardly uses
//          the CPU costs half of the time that it holds it, so that sleeping is
//          not free; on a busy machine that is still less than CPU time
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_ENGINE_COST_H_
#define GAVEL_JUDGE_ENGINE_COST_H_

#include "absl/time/time.h"
#include "core/judgement.h"
#include "judge/engine/one_off.h"

namespace gavel::judge {

absl::Duration CostOf(const Judgement& judgement);
absl::Duration CostOf(const OneOffResult& result);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_COST_H_
