// The runtime that programs and runs are forked from, in memory that is cheap
// to fork.
//
// Errors:  the runtime's
// Threads: single-threaded; once, before anything is forked
#ifndef GAVEL_SANDBOX_ZYGOTE_WARM_RUNTIME_H_
#define GAVEL_SANDBOX_ZYGOTE_WARM_RUNTIME_H_

#include <memory>

#include "absl/status/statusor.h"
#include "sandbox/engine/runtime.h"

namespace gavel::sandbox {

absl::StatusOr<std::unique_ptr<Runtime>> WarmRuntime(bool jitless);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_WARM_RUNTIME_H_
