#include "judge/engine/rejudging_effects.h"

#include "core/status_macros.h"

namespace gavel::judge {
namespace {

constexpr int32_t kPage = 1000;

void Count(const RejudgingChange& change, RejudgingEffects& effects) {
  if (!change.after) return;
  const Effect effect = EffectOf(change.before, *change.after);
  effects.total.Add(effect);
  effects.users[change.user_id].Add(effect);
  effects.contests[change.contest_id].Add(effect);
}

}  // namespace

absl::StatusOr<RejudgingEffects> CountEffects(RejudgingId id,
                                              storage::RejudgingStore& sets) {
  RejudgingEffects effects;
  storage::PageRequest page{.size = kPage, .token = ""};
  do {
    GAVEL_ASSIGN_OR_RETURN(const storage::Page<RejudgingChange> changes,
                           sets.ListChanges(id, false, page));
    for (const RejudgingChange& change : changes.items) Count(change, effects);
    page.token = changes.next_page_token;
  } while (!page.token.empty());
  std::erase_if(effects.users, [](const auto& user) {
    const RejudgingTally& tally = user.second;
    return tally.gains + tally.losses + tally.others == 0;
  });
  return effects;
}

}  // namespace gavel::judge
