// How things stand, as families of metrics.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_GAUGES_H_
#define GAVEL_JUDGE_SERVICE_GAUGES_H_

#include <prometheus/metric_family.h>

#include <vector>

#include "judge/service/metrics.h"

namespace gavel::judge {

std::vector<prometheus::MetricFamily> ToFamilies(const Gauges& gauges);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_GAUGES_H_
