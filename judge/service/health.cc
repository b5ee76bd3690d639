#include "judge/service/health.h"

#include <algorithm>

namespace gavel::judge {

bool IsStoreFault(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
      return true;
    default:
      return false;
  }
}

void Health::Drain() {
  absl::MutexLock lock(&mu_);
  draining_ = true;
}

void Health::SawSandbox(bool up) {
  absl::MutexLock lock(&mu_);
  SawLocked(up, sandbox_);
}

void Health::SawStore(const absl::Status& status) {
  absl::MutexLock lock(&mu_);
  SawLocked(!IsStoreFault(status), store_);
}

HealthReport Health::Report() const {
  absl::MutexLock lock(&mu_);
  if (draining_) return {.serving = false, .why = "draining"};
  if (FailsLocked(sandbox_)) {
    return {.serving = false,
            .why = "the sandbox cannot be restarted",
            .restart = true};
  }
  if (FailsLocked(store_)) {
    return {.serving = false, .why = "the store fails"};
  }
  return {};
}

void Health::SawLocked(bool works, Faults& faults) {
  if (works) {
    faults = {};
    return;
  }
  faults.last = clock_.Now();
  faults.first = std::min(faults.first, faults.last);
}

bool Health::FailsLocked(const Faults& faults) const {
  return faults.last - faults.first >= options_.patience &&
         clock_.Now() - faults.last < options_.memory;
}

}  // namespace gavel::judge
