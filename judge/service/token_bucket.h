// How often something may be done: so many times a minute, and so many at once
// after a while without.
//
// Shape:   a bucket of `burst` tokens that fills at the rate; it is stored as
//          the time at which it is full again, so a full one is no state at all
// Errors:  none: a clock that jumps back costs at most one empty bucket
// Threads: plain values
#ifndef GAVEL_JUDGE_SERVICE_TOKEN_BUCKET_H_
#define GAVEL_JUDGE_SERVICE_TOKEN_BUCKET_H_

#include "absl/time/time.h"

namespace gavel::judge {

struct Rate {
  // 0 for any number.
  int per_minute = 0;
  // From 1.
  int burst = 1;
};

class TokenBucket {
 public:
  // Until there is a token; zero if there is one.
  absl::Duration Delay(const Rate& rate, absl::Time now) const;
  // Takes one, which must be there.
  void Take(const Rate& rate, absl::Time now);

  bool IsFull(absl::Time now) const { return full_at_ <= now; }

 private:
  // When it is full again, whatever the clock has done.
  absl::Time FullAt(const Rate& rate, absl::Time now) const;

  absl::Time full_at_ = absl::InfinitePast();
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_TOKEN_BUCKET_H_
