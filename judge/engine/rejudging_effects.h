// Who gains and who loses by a rejudging.
//
// Shape:   counts submissions that have their new judgement
// Errors:  the store's
// Threads: safe from any thread; blocks on the disk
#ifndef GAVEL_JUDGE_ENGINE_REJUDGING_EFFECTS_H_
#define GAVEL_JUDGE_ENGINE_REJUDGING_EFFECTS_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "core/rejudging.h"
#include "storage/rejudging_store.h"

namespace gavel::judge {

struct RejudgingEffects {
  RejudgingTally total;
  // By user, those only whose submissions change.
  std::map<std::string, RejudgingTally> users;
  // By contest; "" is practice.
  std::map<std::string, RejudgingTally> contests;
};

absl::StatusOr<RejudgingEffects> CountEffects(RejudgingId id,
                                              storage::RejudgingStore& sets);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_REJUDGING_EFFECTS_H_
