// What each wall costs a run, in two parts.
//
// The walls of the zygote: whole runs of an empty program in zygotes that have
// one kind of namespace, none or all. The walls of a run: fork and exit of this
// process, which is of the zygote's kind (the same V8, warm, in huge pages, a
// program compiled), with and without each step that a run takes. All of it is
// wall time seen by the parent, in turn, so that drift hits all alike.
//
// Errors:  those of what is measured; a system that refuses namespaces is said
//          in the report
// Threads: single-threaded; block
#ifndef GAVEL_BENCH_WALLS_BENCH_H_
#define GAVEL_BENCH_WALLS_BENCH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bench/report.h"
#include "core/owned_fd.h"

namespace gavel::bench {

// What the runs of this process say hello to. The control socket has to be free
// for it, so this is the first thing to be opened.
absl::StatusOr<OwnedFd> TakeControlSocket();

absl::Status MeasureWallsOfZygote(const std::string& executable, int64_t runs,
                                  Report& report);
// This process gives up its files and its privileges for it.
absl::Status MeasureWallsOfRun(OwnedFd socket, int64_t runs, Report& report);

struct WallTimes {
  const char* name;
  std::vector<absl::Duration> times;
};
// Each beside the first, which goes without.
void AddWalls(const std::vector<WallTimes>& all, Report& report);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_WALLS_BENCH_H_
