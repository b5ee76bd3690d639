#include "judge/engine/output_size.h"

#include "absl/strings/str_cat.h"

namespace gavel::judge {

void CheckOutputSize(Bytes written, Bytes limit, Execution& execution) {
  if (execution.verdict != Verdict::kAccepted || written <= limit) return;
  execution.verdict = Verdict::kOutputLimitExceeded;
  execution.reason = Reason::kOutput;
  execution.message = absl::StrCat("wrote ", FormatBytes(written),
                                   ", the limit is ", FormatBytes(limit));
}

}  // namespace gavel::judge
