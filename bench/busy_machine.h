// A machine with more to do than it has cores, for as long as this lives.
//
// Errors:  fewer processes than asked for, if the system refuses them
// Threads: thread-compatible
#ifndef GAVEL_BENCH_BUSY_MACHINE_H_
#define GAVEL_BENCH_BUSY_MACHINE_H_

#include <sys/types.h>

#include <vector>

namespace gavel::bench {

class BusyMachine {
 public:
  // Starts native processes that do nothing but run, two for each core.
  BusyMachine();
  BusyMachine(const BusyMachine&) = delete;
  BusyMachine& operator=(const BusyMachine&) = delete;
  ~BusyMachine();

  size_t size() const { return processes_.size(); }

 private:
  std::vector<pid_t> processes_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_BUSY_MACHINE_H_
