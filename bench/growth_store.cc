#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/growth.h"
#include "bench/growth_curve.h"
#include "bench/growth_fill.h"
#include "bench/growth_store_calls.h"
#include "core/status_macros.h"
#include "storage/data_check.h"

namespace gavel::bench {
namespace {

Size Stored(const Filled& filled) {
  return {filled.submissions,
          absl::StrCat(WithCommas(filled.submissions), " stored")};
}

// What reads or writes all of something: what it takes for each.
absl::Status MeasureWhole(const Filled& filled, Curves& each, Curves& once) {
  const Size at = Stored(filled);
  const auto since = [](absl::Time start, absl::Duration unit) {
    return Single(absl::FDivDuration(absl::Now() - start, unit));
  };
  absl::Time start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const storage::DataReport report,
                         storage::CheckData(filled.directory));
  each.Add("check a data directory", at,
           since(start, absl::Microseconds(filled.submissions)));
  if (!report.problems.empty()) {
    return absl::DataLossError(report.problems.front());
  }
  start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<StoreCalls> calls,
                         StoreCalls::Open(filled));
  once.Add("open a store", at, since(start, absl::Milliseconds(1)));
  start = absl::Now();
  GAVEL_ASSIGN_OR_RETURN(const Rejudging made, calls->RejudgeProblem());
  each.Add("make a rejudging of a twelfth", at,
           since(start, absl::Microseconds(made.submissions)));
  return absl::OkStatus();
}

absl::Status MeasureStore(const Filled& filled, Curves& curves) {
  GAVEL_ASSIGN_OR_RETURN(const std::unique_ptr<StoreCalls> calls,
                         StoreCalls::Open(filled));
  GAVEL_RETURN_IF_ERROR(calls->FindMiddle());
  for (const auto& group :
       {calls->Lists(), calls->Lookups(), calls->Changes(), calls->Sets()}) {
    for (const StoreCalls::Call& call : group) {
      GAVEL_ASSIGN_OR_RETURN(const auto samples, Sample({}, call.make));
      curves.Add(call.name, Stored(filled), Microseconds(samples));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status MeasureStores(const GrowthSettings& settings, Report& report) {
  Curves curves("us", Curves::Shape::kFlat);
  Curves each("us each", Curves::Shape::kFlat);
  Curves once("ms", Curves::Shape::kFlat);
  for (const int64_t size :
       {int64_t{1000}, int64_t{30'000}, settings.most_submissions}) {
    GAVEL_ASSIGN_OR_RETURN(const Filled filled, Fill(settings.directory, size));
    GAVEL_RETURN_IF_ERROR(MeasureStore(filled, curves));
    GAVEL_RETURN_IF_ERROR(MeasureWhole(filled, each, once));
    std::error_code ignored;
    std::filesystem::remove_all(filled.directory, ignored);
  }
  curves.AddTo(report);
  each.AddTo(report);
  once.AddTo(report);
  return absl::OkStatus();
}

}  // namespace gavel::bench
