#include "judge/verify/time_bounds.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/limits.h"
#include "judge/package/expectations.h"

namespace gavel::verify {
namespace {

bool WasStopped(const Judgement& judgement) {
  return std::any_of(
      judgement.runs.begin(), judgement.runs.end(), [](const TestRun& run) {
        return run.execution.verdict == Verdict::kTimeLimitExceeded;
      });
}

package::SlowestTimes TimesOf(const package::ExampleSubmission& example,
                              const Judgement& judgement) {
  package::SlowestTimes times;
  package::AddTimes(example.expectations, judgement, times);
  return times;
}

std::string Milliseconds(absl::Duration duration) {
  return absl::FormatDuration(absl::Trunc(duration, absl::Milliseconds(1)));
}

}  // namespace

TimeBounds::TimeBounds(const package::TimeRules& rules, bool legacy)
    : rules_(rules), legacy_(legacy) {}

void TimeBounds::Add(const package::ExampleSubmission& example,
                     const Judgement& judgement) {
  const package::SlowestTimes times = TimesOf(example, judgement);
  if (times.lower.empty()) return;
  Bound bound = {example.name,
                 *std::max_element(times.lower.begin(), times.lower.end()),
                 WasStopped(judgement)};
  // What was stopped is unexpected, and says nothing of how long it takes.
  if (bound.stopped) return;
  if (!lower_.has_value() || bound.slowest > lower_->slowest) {
    lower_ = std::move(bound);
  }
}

void TimeBounds::Settle(Report& report) {
  using Origin = TimeLimit::Origin;
  TimeLimit& result = report.time_limit;
  if (rules_.given.has_value()) {
    result = {.limit = *rules_.given, .origin = Origin::kGiven};
  } else if (lower_.has_value()) {
    const absl::StatusOr<absl::Duration> derived =
        package::DeriveTimeLimit(rules_, {{lower_->slowest}, {}});
    result = {.limit = *derived, .origin = Origin::kDerived};
  } else {
    result = {.limit = Limits().cpu_time, .origin = Origin::kDefault};
    report.AddWarning(
        "problem.yaml",
        absl::StrCat("there is no time_limit, and no example that can be run "
                     "and has to be fast enough, to derive it from; ",
                     absl::FormatDuration(result.limit), " is used"));
  }
  limit_ = result.limit;
}

bool TimeBounds::IsTooSlow(const package::ExampleSubmission& example,
                           const Judgement& judgement) {
  return WasStopped(judgement) && !TimesOf(example, judgement).upper.empty();
}

absl::Duration TimeBounds::LeastSlowTime() const {
  return limit_ * rules_.time_limit_to_tle;
}

void TimeBounds::AddSlow(const package::ExampleSubmission& example,
                         const Judgement& judgement) {
  const package::SlowestTimes times = TimesOf(example, judgement);
  if (times.upper.empty()) return;
  Bound bound = {example.name,
                 *std::min_element(times.upper.begin(), times.upper.end()),
                 WasStopped(judgement)};
  if (bound.stopped) bound.slowest = LeastSlowTime();
  if (!upper_.has_value() || bound.slowest < upper_->slowest) {
    upper_ = std::move(bound);
  }
}

void TimeBounds::Conclude(Report& report) const {
  report.time_limit.lower = lower_;
  report.time_limit.upper = upper_;
  if (lower_.has_value()) CheckLower(*lower_, report);
  if (upper_.has_value()) CheckUpper(*upper_, report);
}

void TimeBounds::CheckLower(const Bound& lower, Report& report) const {
  if (lower.slowest * rules_.ac_to_time_limit <= limit_) return;
  Find(report,
       absl::StrCat("the time limit ", absl::FormatDuration(limit_),
                    " is less than ", rules_.ac_to_time_limit, " times the ",
                    Milliseconds(lower.slowest), " of submissions/",
                    lower.example, ", which has to be fast enough"));
}

void TimeBounds::CheckUpper(const Bound& upper, Report& report) const {
  if (upper.stopped) return;
  Find(report,
       absl::StrCat("the time limit ", absl::FormatDuration(limit_), " times ",
                    rules_.time_limit_to_tle, " is more than the ",
                    Milliseconds(upper.slowest), " of submissions/",
                    upper.example, ", which has to be too slow"));
}

void TimeBounds::Find(Report& report, absl::string_view what) const {
  if (legacy_) {
    report.AddWarning("problem.yaml", what);
  } else {
    report.AddError("problem.yaml", what);
  }
}

}  // namespace gavel::verify
