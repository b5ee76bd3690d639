// Bounds of the contest service.
//
// Threads: plain values
#ifndef GAVEL_JUDGE_SERVICE_CONTEST_OPTIONS_H_
#define GAVEL_JUDGE_SERVICE_CONTEST_OPTIONS_H_

#include <cstddef>

#include "absl/time/time.h"

namespace gavel::judge {

struct StandingsWatchOptions {
  size_t max_streams = 4096;
  // At most one state in this time.
  absl::Duration interval = absl::Seconds(1);
};

struct ContestServiceOptions {
  StandingsWatchOptions standings;
  size_t max_clarification_streams = 4096;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONTEST_OPTIONS_H_
