// How long whoever was refused should wait before asking again: part of the
// status, so that it reaches the client from wherever the refusal comes.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_CORE_RETRY_H_
#define GAVEL_CORE_RETRY_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace gavel {

// The same status, with the delay in whole milliseconds, rounded up. An OK
// status stays as it is.
absl::Status RetryAfter(absl::Status status, absl::Duration delay);

// nullopt for a status without one.
std::optional<absl::Duration> RetryDelay(const absl::Status& status);

}  // namespace gavel

#endif  // GAVEL_CORE_RETRY_H_
