// Who decides when a submission and an interactor have talked to each other.
//
// Rules:   the first that applies
//            1. each waits for the other: the submission exceeded its time
//            2. the interactor broke the rules of validators, or it rejected
//               before the submission had ended: the interactor decides, and
//               the submission's time counts up to its limit only
//            3. the submission met its wall limit while the interactor computed
//               for half of that time or more: the interactor is too slow, a
//               fault of the package
//            4. the submission exceeded a limit or failed: that
//            5. what the interactor says
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Interactive problems", and the
// order
//          in which its reference tools decide; rule 3 is ours
#ifndef GAVEL_JUDGE_ENGINE_INTERACTION_H_
#define GAVEL_JUDGE_ENGINE_INTERACTION_H_

#include "core/execution.h"
#include "core/limits.h"
#include "judge/engine/validator.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

struct InteractionResult {
  // Of the submission; kAccepted if its verdict is the interactor's to say.
  Execution execution;
  // What then holds.
  Answer answer;
};

// `answer` is the interactor's; after a deadlock it does not matter.
InteractionResult Decide(const sandbox::Interaction& interaction,
                         const Limits& limits, Answer answer);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_INTERACTION_H_
