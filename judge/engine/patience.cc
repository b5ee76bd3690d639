#include "judge/engine/patience.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/log.h"

namespace gavel::judge {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(20);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

}  // namespace

bool IsTemporary(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status);
}

absl::Status Patience::Call(absl::string_view what,
                            absl::FunctionRef<absl::Status()> call) {
  absl::Duration pause = kFirstPause;
  while (true) {
    absl::Status status = call();
    if (!IsTemporary(status)) return status;
    Log(Severity::kWarning, "judging",
        absl::StrCat(what, ": again in ", absl::FormatDuration(pause),
                     " after ", status.ToString()));
    absl::MutexLock lock(&mu_);
    if (mu_.AwaitWithTimeout(absl::Condition(&ended_), pause)) return status;
    pause = std::min(2 * pause, kLongestPause);
  }
}

void Patience::End() {
  absl::MutexLock lock(&mu_);
  ended_ = true;
}

}  // namespace gavel::judge
