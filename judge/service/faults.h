// What a caller is told of faults of the server: they name files and what is in
// them, which is for admins and for the log.
//
// Threads: thread-safe; a fault that is not told is logged
#ifndef GAVEL_JUDGE_SERVICE_FAULTS_H_
#define GAVEL_JUDGE_SERVICE_FAULTS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "core/user.h"

namespace gavel::judge {

// The status with which the method ends for the caller: its own, or one that
// says no more than whose fault it is.
absl::Status ForCaller(const Caller& caller, absl::string_view method,
                       const absl::Status& status);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_FAULTS_H_
