#include "bench/growth_curve.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

// What is as deep as a tree, or reads from farther away, is not exactly flat.
const Bound kFlat = {.at_most = 2};
constexpr double kAndATenth = 1.1;

}  // namespace

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

std::string WithCommas(int64_t number) {
  return number < 1000
             ? absl::StrCat(number)
             : absl::StrCat(WithCommas(number / 1000), ",",
                            absl::Dec(number % 1000, absl::kZeroPad3));
}

void Curves::Add(const std::string& curve, const Size& size, Measured measured,
                 std::optional<Baseline> beside) {
  auto found =
      std::find_if(curves_.begin(), curves_.end(),
                   [&](const Curve& each) { return each.name == curve; });
  if (found == curves_.end()) {
    found = curves_.insert(found, {.name = curve, .points = {}});
  }
  found->points.push_back({size, measured, std::move(beside)});
}

Figure Curves::FigureOf(const Curve& curve, const Point& point) const {
  return {.name = absl::StrCat(curve.name, ", ", point.size.text),
          .unit = unit_,
          .measured = point.measured};
}

Figure Curves::Flat(const Curve& curve) const {
  Figure figure = FigureOf(curve, curve.points.back());
  for (size_t i = 0; i + 1 < curve.points.size(); ++i) {
    const Point& point = curve.points[i];
    figure.baselines.push_back({.name = point.size.text,
                                .measured = point.measured,
                                .ratio = i == 0 ? kFlat : Bound()});
  }
  return figure;
}

Figure Curves::Proportional(const Curve& curve, size_t point) const {
  const Point& at = curve.points[point];
  Figure figure = FigureOf(curve, at);
  if (point > 0) {
    const Point& before = curve.points[point - 1];
    const double larger = static_cast<double>(at.size.count) /
                          static_cast<double>(before.size.count);
    figure.baselines.push_back({.name = before.size.text,
                                .measured = before.measured,
                                .ratio = {.at_most = kAndATenth * larger}});
  }
  if (at.beside) figure.baselines.push_back(*at.beside);
  return figure;
}

void Curves::AddTo(Report& report) const {
  for (const Curve& curve : curves_) {
    if (shape_ == Shape::kFlat) {
      report.Add(Flat(curve));
      continue;
    }
    for (size_t i = 0; i < curve.points.size(); ++i) {
      report.Add(Proportional(curve, i));
    }
  }
}

}  // namespace gavel::bench
