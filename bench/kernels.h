// Ten small programs that compute, of the kind that contests ask for: each
// takes about 100 to 200 ms on a machine of 2024.
//
// Threads: constant tables
#ifndef GAVEL_BENCH_KERNELS_H_
#define GAVEL_BENCH_KERNELS_H_

#include <string>

#include "absl/types/span.h"

namespace gavel::bench {

struct Kernel {
  const char* name;
  // Prints one line, the same in every run.
  const char* source;
  // How many integers it reads.
  int integers;
};

absl::Span<const Kernel> Kernels();

// What a kernel reads; the same in every process.
std::string InputOf(const Kernel& kernel);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_KERNELS_H_
