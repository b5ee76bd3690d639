// What run_bench measures in turn: runs of the sandbox, node, and the fork
// floor.
//
// Errors:  those of what is run; Internal if it prints something else
// Threads: single-threaded; blocks
#ifndef GAVEL_BENCH_RUN_SAMPLES_H_
#define GAVEL_BENCH_RUN_SAMPLES_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bench/fork_floor.h"
#include "core/bytes.h"
#include "sandbox/supervisor.h"

namespace gavel::bench {

// Of the program that is measured.
inline constexpr char kRunInput[] = "17 25\n";

using Times = std::vector<absl::Duration>;

struct RunSamples {
  Times empty;
  Times sum;
  Times with_files;
  // Of which the sandbox did not know that they come.
  Times alone;
  // For each run, of the run, the program, the zygote and this process.
  Times cpu;
  Times node;
  Times node_cpu;
  Times floor_small;
  Times floor_large;
  Times floor_jailed;
};

class RunSampler {
 public:
  // With `program`, which adds two numbers, and one that does nothing.
  static absl::StatusOr<std::unique_ptr<RunSampler>> Load(
      sandbox::Supervisor& supervisor, const std::string& node,
      const std::string& program);

  // Some of everything.
  absl::Status Round();
  const RunSamples& samples() const { return samples_; }

  // One run of the program, and one of node.
  absl::Status RunOnce();
  absl::Status RunNodeOnce();

  // Of the program's process.
  Bytes resident() const { return resident_; }

 private:
  RunSampler(std::string node, std::string path)
      : node_(std::move(node)), path_(std::move(path)) {}

  absl::Status Prepare(sandbox::Supervisor& supervisor);
  absl::StatusOr<absl::Duration> CpuOfAll() const;
  absl::Status TimeRuns();
  absl::Status TimeNodes();
  absl::Status TimeFloor(Pages pages, bool jailed, Times& times);
  absl::Status TimeFloors();

  const std::string node_;
  const std::string path_;
  std::unique_ptr<sandbox::Program> sum_;
  std::unique_ptr<sandbox::Program> empty_;
  // All that work for a run besides itself: programs, zygote and this one.
  std::vector<pid_t> processes_;
  Bytes resident_;
  RunSamples samples_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_RUN_SAMPLES_H_
