// All of a judge but the network, on one slot: from a submission to its durable
// verdict.
//
// Errors:  the store's and the sandbox's; Internal for a verdict that is not AC
// Threads: one call at a time
#ifndef GAVEL_BENCH_GROWTH_ENGINE_H_
#define GAVEL_BENCH_GROWTH_ENGINE_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/bytes.h"
#include "core/clock.h"
#include "core/problem.h"
#include "judge/engine/dispatcher.h"
#include "judge/engine/work_queue.h"
#include "sandbox/supervisor.h"
#include "storage/sqlite_store.h"

namespace gavel::bench {

class Engine {
 public:
  // With a store in a directory that is made.
  static absl::StatusOr<std::unique_ptr<Engine>> Open(
      const std::string& sandbox_executable, const std::string& directory);

  // One problem whose tests have that input and that answer.
  struct Tests {
    int count = 1;
    std::string input;
    std::string answer;
  };
  // Returns its id.
  absl::StatusOr<std::string> AddProblem(const Tests& tests);

  // Submits a program that is to be accepted and waits for its verdict.
  absl::Status Judge(const std::string& problem, const std::string& source);

  storage::Store& store() { return *store_; }

 private:
  explicit Engine(std::string directory) : directory_(std::move(directory)) {}

  const std::string directory_;
  const SystemClock clock_;
  std::unique_ptr<storage::SqliteStore> store_;
  std::unique_ptr<sandbox::Supervisor> sandbox_;
  std::unique_ptr<judge::WorkQueue> queue_;
  std::unique_ptr<judge::Dispatcher> dispatcher_;
  int problems_ = 0;
};

// The most memory that this process has used since the last call.
Bytes TakePeakMemory();

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_GROWTH_ENGINE_H_
