// Medians and tails of measured times. For the programs in bench/ only.
#ifndef GAVEL_BENCH_STATS_H_
#define GAVEL_BENCH_STATS_H_

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/time/time.h"

namespace gavel::bench {

// Call with at least one sample.
inline absl::Duration Percentile(std::vector<absl::Duration> samples,
                                 size_t percent) {
  std::sort(samples.begin(), samples.end());
  return samples[std::min(samples.size() - 1, samples.size() * percent / 100)];
}

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_STATS_H_
