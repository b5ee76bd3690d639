// The figures of a benchmark, in the one shape that bench/run reads: a median
// and a tail, each beside what it is measured against and what is asked of it.
//
// Shape:   WriteJson writes an array of
//            {"name", "unit", "median", "p99", "samples",
//             "targets": [{"of", "at_most" or "at_least", "met"}],
//             "baselines": [{"name", "median", "p99", "ratio",
//                            "at_most" or "at_least", "met"}]}
//          or {"name", "not_measured": "the reason"}; what a figure does not
//          have is left out. A ratio is the figure over its baseline
// Units:   the figure's own; a baseline has the same
// Threads: thread-compatible
#ifndef GAVEL_BENCH_REPORT_H_
#define GAVEL_BENCH_REPORT_H_

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace gavel::bench {

struct Measured {
  double median = 0;
  // 99 of 100 samples are no worse. Not there for a single sample.
  std::optional<double> p99 = std::nullopt;
  size_t samples = 0;
};

// Of times and sizes: less is better. Call each with at least one sample.
Measured Lower(std::vector<double> samples);
// Of rates: more is better, and the tail is on the other side.
Measured Higher(std::vector<double> samples);
Measured Milliseconds(const std::vector<absl::Duration>& samples);
Measured Microseconds(const std::vector<absl::Duration>& samples);
// A figure that is one number.
Measured Single(double value);

// Both bounds together make no sense.
struct Bound {
  std::optional<double> at_most = std::nullopt;
  std::optional<double> at_least = std::nullopt;
};

struct Baseline {
  std::string name;
  Measured measured;
  // Of the ratio of the medians.
  Bound ratio = {};
};

struct Figure {
  std::string name;
  std::string unit = {};
  Measured measured = {};
  std::vector<Baseline> baselines = {};
  // What is asked of it.
  Bound median = {};
  Bound p99 = {};
};

class Report {
 public:
  void Add(Figure figure);
  void AddNotMeasured(const std::string& name, const std::string& reason);

  // What the figures have in common.
  void set_title(std::string title) { title_ = std::move(title); }

  // The title, and one line a figure, on stdout.
  void Print() const;
  void WriteJson(std::ostream& file) const;

 private:
  struct Entry {
    Figure figure;
    // Not empty: the figure has only a name.
    std::string not_measured;
  };
  std::string title_;
  std::vector<Entry> entries_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_REPORT_H_
