#include "core/rejudging.h"

namespace gavel {

absl::string_view RejudgingStateName(RejudgingState state) {
  switch (state) {
    case RejudgingState::kOpen:
      return "open";
    case RejudgingState::kApplied:
      return "applied";
    case RejudgingState::kCancelled:
      return "cancelled";
  }
  return "";
}

std::optional<RejudgingState> RejudgingStateFromNumber(int64_t number) {
  for (const RejudgingState state :
       {RejudgingState::kOpen, RejudgingState::kApplied,
        RejudgingState::kCancelled}) {
    if (static_cast<int64_t>(state) == number) return state;
  }
  return std::nullopt;
}

Effect EffectOf(const Outcome& before, const Outcome& after) {
  if (before.score && after.score && *before.score != *after.score) {
    return *after.score > *before.score ? Effect::kGain : Effect::kLoss;
  }
  if (before.verdict == after.verdict) return Effect::kSame;
  if (after.verdict == Verdict::kAccepted) return Effect::kGain;
  if (before.verdict == Verdict::kAccepted) return Effect::kLoss;
  return Effect::kOther;
}

void RejudgingTally::Add(Effect effect) {
  switch (effect) {
    case Effect::kSame:
      ++same;
      break;
    case Effect::kGain:
      ++gains;
      break;
    case Effect::kLoss:
      ++losses;
      break;
    case Effect::kOther:
      ++others;
      break;
  }
}

}  // namespace gavel
