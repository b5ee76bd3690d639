#include "bench/growth_curve.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/status_macros.h"

namespace gavel::bench {

absl::StatusOr<std::vector<absl::Duration>> Sample(
    const Sampling& sampling,
    absl::FunctionRef<absl::Status(int64_t round)> call) {
  GAVEL_RETURN_IF_ERROR(call(0));
  std::vector<absl::Duration> samples;
  const absl::Time begin = absl::Now();
  for (int round = 1; round <= sampling.most; ++round) {
    const absl::Time start = absl::Now();
    GAVEL_RETURN_IF_ERROR(call(round));
    const absl::Time end = absl::Now();
    samples.push_back(end - start);
    if (round >= sampling.least && end - begin >= sampling.enough) break;
  }
  return samples;
}

void Curves::Add(const std::string& curve, const std::string& at,
                 Measured measured, std::optional<Baseline> beside) {
  auto found =
      std::find_if(curves_.begin(), curves_.end(),
                   [&](const Curve& each) { return each.name == curve; });
  if (found == curves_.end()) {
    found = curves_.insert(found, {.name = curve, .points = {}});
  }
  found->points.push_back({at, measured, std::move(beside)});
}

void Curves::AddTo(Report& report) const {
  for (const Curve& curve : curves_) {
    const Point& first = curve.points.front();
    for (const Point& point : curve.points) {
      Figure figure{.name = absl::StrCat(curve.name, ", ", point.at),
                    .unit = unit_,
                    .measured = point.measured};
      if (&point != &first) {
        figure.baselines.push_back(
            {.name = first.at, .measured = first.measured, .ratio = flat_});
      }
      if (point.beside) figure.baselines.push_back(*point.beside);
      report.Add(std::move(figure));
    }
  }
}

}  // namespace gavel::bench
