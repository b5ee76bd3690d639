#include "judge/engine/earlier_runs.h"

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/judgement.h"
#include "core/log.h"
#include "core/sha256.h"

namespace gavel::judge {

JudgingOptions WithEarlierRuns(JudgingOptions options,
                               const MayReuse& may_reuse,
                               const Submission& submission,
                               storage::Store& store) {
  if (!may_reuse || !may_reuse(submission)) return options;
  options.find_runs = [&store, id = submission.id](const Sha256& program) {
    absl::StatusOr<std::vector<TestRun>> runs = store.FindRuns(program);
    if (runs.ok()) return *std::move(runs);
    Log(Severity::kWarning, "judging",
        absl::StrCat("submission ", id, ": looking for runs to reuse: ",
                     runs.status().ToString()));
    return std::vector<TestRun>();
  };
  return options;
}

}  // namespace gavel::judge
