// Where the time comes from; passed in, so that tests decide what it is.
#ifndef GAVEL_CORE_CLOCK_H_
#define GAVEL_CORE_CLOCK_H_

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace gavel {

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

}  // namespace gavel

#endif  // GAVEL_CORE_CLOCK_H_
