// What this process uses, from /proc.
//
// Threads: safe anywhere; reads a few files that never block
#ifndef GAVEL_JUDGE_SERVICE_PROCESS_STATS_H_
#define GAVEL_JUDGE_SERVICE_PROCESS_STATS_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/bytes.h"

namespace gavel::judge {

struct ProcessStats {
  absl::Duration cpu_time = absl::ZeroDuration();
  Bytes resident;
  int64_t threads = 0;
  int64_t open_files = 0;
  int64_t most_open_files = 0;
};

// What cannot be read is 0.
ProcessStats ReadProcessStats();

// CPU time, memory and threads from the text of /proc/PID/stat; zeros for what
// is none.
ProcessStats ParseProcessStat(absl::string_view stat);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_PROCESS_STATS_H_
