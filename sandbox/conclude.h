// From facts to an execution: what the kernel says decides, what the hostile
// process claims only explains.
//
// Errors:  Internal when the process could not be set up, Unavailable when its
//          program was lost; both are the judge's affair, never the team's
// Threads: pure, safe anywhere
#ifndef GAVEL_SANDBOX_CONCLUDE_H_
#define GAVEL_SANDBOX_CONCLUDE_H_

#include "absl/status/statusor.h"
#include "core/execution.h"
#include "core/limits.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {

// How a run ended.
absl::StatusOr<Execution> ConcludeRun(const wire::Facts& facts,
                                      const Limits& limits);

// How compiling ended: kAccepted or kCompileError.
absl::StatusOr<Execution> ConcludeCompilation(const wire::Facts& facts,
                                              const Limits& limits);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_CONCLUDE_H_
