// What example submissions ask of the time limit, and whether it fits.
//
// Shape:   Add all judgements that the limit is made of, then Settle it; Add
// the
//          others, then AddSlow what the slow ones took when they had longer,
//          then Conclude
// Errors:  findings: errors in formats that have rules for time limits, else
//          warnings
// Threads: thread-compatible
// Source:  problem package format 2025-09, "Problem timing"
#ifndef GAVEL_JUDGE_VERIFY_TIME_BOUNDS_H_
#define GAVEL_JUDGE_VERIFY_TIME_BOUNDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/judgement.h"
#include "judge/package/examples.h"
#include "judge/package/time_limit.h"
#include "judge/verify/report.h"

namespace gavel::verify {

class TimeBounds {
 public:
  TimeBounds(const package::TimeRules& rules, bool legacy);

  void Add(const package::ExampleSubmission& example,
           const Judgement& judgement);

  // Sets the report's limit: what is given, or what the examples so far ask
  // for, or else the default.
  void Settle(Report& report);

  // Whether it has to be too slow, and is.
  static bool IsTooSlow(const package::ExampleSubmission& example,
                        const Judgement& judgement);

  // What such an example has to take at least.
  absl::Duration LeastSlowTime() const;

  // Under that limit.
  void AddSlow(const package::ExampleSubmission& example,
               const Judgement& judgement);

  // Fills in the report's bounds and finds those that do not fit.
  void Conclude(Report& report) const;

 private:
  void Find(Report& report, absl::string_view what) const;
  void CheckLower(const Bound& lower, Report& report) const;
  void CheckUpper(const Bound& upper, Report& report) const;

  const package::TimeRules rules_;
  const bool legacy_;
  absl::Duration limit_ = absl::ZeroDuration();
  // The slowest and the fastest so far.
  std::optional<Bound> lower_;
  std::optional<Bound> upper_;
};

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_TIME_BOUNDS_H_
