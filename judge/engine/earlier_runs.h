// Whether and how a judging looks for runs of earlier ones.
//
// Threads: safe from any thread; what it returns blocks on the disk
#ifndef GAVEL_JUDGE_ENGINE_EARLIER_RUNS_H_
#define GAVEL_JUDGE_ENGINE_EARLIER_RUNS_H_

#include <functional>

#include "core/submission.h"
#include "judge/engine/judging.h"
#include "storage/store.h"

namespace gavel::judge {

// Whether a submission's runs may be taken from an earlier judging; empty for
// never. May block.
using MayReuse = std::function<bool(const Submission& submission)>;

// The options, with a look into the store where it may find something. Borrows
// the store. A store that fails finds nothing, and that is logged.
JudgingOptions WithEarlierRuns(JudgingOptions options,
                               const MayReuse& may_reuse,
                               const Submission& submission,
                               storage::Store& store);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_EARLIER_RUNS_H_
