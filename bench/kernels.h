// Ten small programs that compute, of the kind that contests ask for: each
// takes about 100 to 200 ms on a machine of 2024. They are files in
// bench/kernels, which node runs as they are.
//
// Errors:  NotFound if the checkout they were built from is gone
// Threads: constant tables
#ifndef GAVEL_BENCH_KERNELS_H_
#define GAVEL_BENCH_KERNELS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace gavel::bench {

struct Kernel {
  const char* name;
  // Prints one line, the same in every run.
  const char* file;
  // How many integers it reads.
  int integers;
};

absl::Span<const Kernel> Kernels();

std::string PathOf(const Kernel& kernel);
absl::StatusOr<std::string> SourceOf(const Kernel& kernel);

// What a kernel reads; the same in every process.
std::string InputOf(const Kernel& kernel);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_KERNELS_H_
