// The least that a fresh process costs: fork, exit and wait of a process that
// has as much memory as the sandbox's program, and does nothing.
//
// Errors:  Internal if the kernel gives no memory or no process
// Threads: measures the calling process, which should have little of its own
#ifndef GAVEL_BENCH_FORK_FLOOR_H_
#define GAVEL_BENCH_FORK_FLOOR_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/bytes.h"

namespace gavel::bench {

enum class Pages { kSmall, kLarge };

class ForkFloor {
 public:
  // This process is made that large for as long as the object lives.
  static absl::StatusOr<std::unique_ptr<ForkFloor>> Make(Bytes resident,
                                                         Pages pages);
  ForkFloor(const ForkFloor&) = delete;
  ForkFloor& operator=(const ForkFloor&) = delete;
  ~ForkFloor();

  // Until it is reaped. A jailed child puts the walls of a run around itself:
  // death with its parent, resource limits and the filter of system calls.
  absl::StatusOr<absl::Duration> Time(bool jailed) const;

 private:
  ForkFloor(void* memory, size_t size);

  void* const memory_;
  const size_t size_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_FORK_FLOOR_H_
