#include "judge/service/token_bucket.h"

#include <algorithm>

namespace gavel::judge {
namespace {

// In which one token comes.
absl::Duration Interval(const Rate& rate) {
  return absl::Minutes(1) / rate.per_minute;
}

// In which an empty bucket becomes full.
absl::Duration Whole(const Rate& rate) { return rate.burst * Interval(rate); }

}  // namespace

absl::Duration TokenBucket::Delay(const Rate& rate, absl::Time now) const {
  if (rate.per_minute == 0) return absl::ZeroDuration();
  const absl::Time full_with_one_less = FullAt(rate, now) + Interval(rate);
  return std::max(absl::ZeroDuration(), full_with_one_less - now - Whole(rate));
}

void TokenBucket::Take(const Rate& rate, absl::Time now) {
  if (rate.per_minute == 0) return;
  full_at_ = FullAt(rate, now) + Interval(rate);
}

absl::Time TokenBucket::FullAt(const Rate& rate, absl::Time now) const {
  return std::clamp(full_at_, now, now + Whole(rate));
}

}  // namespace gavel::judge
