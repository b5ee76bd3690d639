// isolated-vm, with a fresh isolate for each test in a node process that has no
// jail: what is as fast as Gavel wants to be, and safe by V8 alone.
//
// Errors:  Internal if node or the module fails
// Threads: block
#ifndef GAVEL_BENCH_ISOLATED_VM_H_
#define GAVEL_BENCH_ISOLATED_VM_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace gavel::bench {

struct IsolatedVm {
  std::vector<absl::Duration> times;
  // Tests per second of two processes at once.
  double rate_of_two = 0;
};

struct IsolatedVmSettings {
  std::string node;
  // Empty: there is none, and nothing is measured.
  std::string module;
  std::string program;
  std::string input;
  int runs = 0;
};

absl::StatusOr<std::optional<IsolatedVm>> TimeIsolatedVm(
    const IsolatedVmSettings& settings);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_ISOLATED_VM_H_
