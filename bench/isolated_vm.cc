#include "bench/isolated_vm.h"

#include <thread>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "bench/other_process.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

using Times = std::vector<absl::Duration>;

absl::StatusOr<Times> RunProcess(const IsolatedVmSettings& settings) {
  GAVEL_ASSIGN_OR_RETURN(
      const OtherRun run,
      RunOther({settings.node, GAVEL_ISOLATED_VM_PEER, settings.module,
                settings.program, absl::StrCat(settings.runs)},
               settings.input));
  Times times;
  for (const absl::string_view line :
       absl::StrSplit(run.output, '\n', absl::SkipEmpty())) {
    double milliseconds = 0;
    if (!absl::SimpleAtod(line, &milliseconds)) {
      return absl::InternalError(absl::StrCat("isolated-vm said ", line));
    }
    times.push_back(absl::Milliseconds(milliseconds));
  }
  return times;
}

double RateOf(const Times& times) {
  absl::Duration all = absl::ZeroDuration();
  for (const absl::Duration time : times) all += time;
  return absl::FDivDuration(absl::Seconds(1), all) *
         static_cast<double>(times.size());
}

}  // namespace

absl::StatusOr<std::optional<IsolatedVm>> TimeIsolatedVm(
    const IsolatedVmSettings& settings) {
  if (settings.module.empty()) return std::nullopt;
  IsolatedVm result;
  GAVEL_ASSIGN_OR_RETURN(result.times, RunProcess(settings));
  absl::StatusOr<Times> other;
  std::thread thread([&] { other = RunProcess(settings); });
  const absl::StatusOr<Times> one = RunProcess(settings);
  thread.join();
  GAVEL_RETURN_IF_ERROR(one.status());
  GAVEL_RETURN_IF_ERROR(other.status());
  result.rate_of_two = RateOf(*one) + RateOf(*other);
  return result;
}

}  // namespace gavel::bench
