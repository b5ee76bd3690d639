// A process of somebody else's, node for one, run to its end with text in and
// text out, as one test case of a judge that starts it for each.
//
// Errors:  Internal if it cannot be started or ends with anything but 0
// Threads: block; stateless
#ifndef GAVEL_BENCH_OTHER_PROCESS_H_
#define GAVEL_BENCH_OTHER_PROCESS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace gavel::bench {

struct OtherRun {
  // From before its start until it is reaped.
  absl::Duration wall_time;
  // Of all its threads, user and system.
  absl::Duration cpu_time;
  std::string output;
};

// With an empty environment: some variables make node far slower, which would
// flatter us. The command is a path and arguments.
absl::StatusOr<OtherRun> RunOther(const std::vector<std::string>& command,
                                  const std::string& input);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_OTHER_PROCESS_H_
