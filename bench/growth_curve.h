// Curves: what a call costs at one size after another.
//
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

// 1000000 as "1,000,000".
std::string WithCommas(int64_t number);

// How large something is: as a number, and as text in the table.
struct Size {
  int64_t count = 0;
  std::string text;
};

class Curves {
 public:
  enum class Shape {
    // Costs the same at every size: a figure for the last point, beside the
    // others. It is bounded by the first.
    kFlat,
    // Grows in proportion: a figure for each point, beside the one before, of
    // which it may be as many times as it is larger, and a tenth.
    kProportional,
  };
  Curves(std::string unit, Shape shape)
      : unit_(std::move(unit)), shape_(shape) {}

  // A point of the curve of that name, the larger the later. It may stand
  // beside something else of its size as well.
  void Add(const std::string& curve, const Size& size, Measured measured,
           std::optional<Baseline> beside = std::nullopt);
  // Curve by curve.
  void AddTo(Report& report) const;

 private:
  struct Point {
    Size size;
    Measured measured;
    std::optional<Baseline> beside;
  };
  struct Curve {
    std::string name;
    std::vector<Point> points;
  };
  Figure FigureOf(const Curve& curve, const Point& point) const;
  Figure Flat(const Curve& curve) const;
  Figure Proportional(const Curve& curve, size_t point) const;

  const std::string unit_;
  const Shape shape_;
  std::vector<Curve> curves_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_GROWTH_CURVE_H_
