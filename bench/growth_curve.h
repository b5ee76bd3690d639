// Curves: what a call costs at one size after another.
//
// Shape:   a figure for each point, beside the first point of its curve
// Threads: thread-compatible
#ifndef GAVEL_BENCH_GROWTH_CURVE_H_
#define GAVEL_BENCH_GROWTH_CURVE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bench/report.h"

namespace gavel::bench {

// How long a call takes, again and again: at least `least` times, then until
// `enough` has passed. The round is counted from 0; that one is not measured.
struct Sampling {
  int least = 20;
  int most = 2000;
  absl::Duration enough = absl::Milliseconds(150);
};
absl::StatusOr<std::vector<absl::Duration>> Sample(
    const Sampling& sampling,
    absl::FunctionRef<absl::Status(int64_t round)> call);

class Curves {
 public:
  // The ratio of each point to the first of its curve is to be in that bound.
  Curves(std::string unit, Bound flat) : unit_(std::move(unit)), flat_(flat) {}

  // A point of the curve of that name, which begins with its first point. It
  // may stand beside something else of its size as well.
  void Add(const std::string& curve, const std::string& at, Measured measured,
           std::optional<Baseline> beside = std::nullopt);
  // Curve by curve.
  void AddTo(Report& report) const;

 private:
  struct Point {
    std::string at;
    Measured measured;
    std::optional<Baseline> beside;
  };
  struct Curve {
    std::string name;
    std::vector<Point> points;
  };

  const std::string unit_;
  const Bound flat_;
  std::vector<Curve> curves_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_GROWTH_CURVE_H_
