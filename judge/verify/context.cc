#include "judge/verify/context.h"

namespace gavel::verify {

void Progress::Begin(const std::string& stage, size_t of) {
  const absl::MutexLock lock(&mu_);
  stage_ = stage;
  done_ = 0;
  of_ = static_cast<int>(of);
  if (sink_) sink_(stage_, done_, of_);
}

void Progress::Step() {
  const absl::MutexLock lock(&mu_);
  ++done_;
  if (sink_) sink_(stage_, done_, of_);
}

absl::Status CheckWanted(const VerifyOptions& options) {
  if (!options.cancelled || !options.cancelled()) return absl::OkStatus();
  return absl::CancelledError("the verification was cancelled");
}

}  // namespace gavel::verify
