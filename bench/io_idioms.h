// The ways in which contest programs read and write, each as a program whose
// time is spent on that alone.
//
// Threads: stateless
#ifndef GAVEL_BENCH_IO_IDIOMS_H_
#define GAVEL_BENCH_IO_IDIOMS_H_

#include <string>

#include "absl/types/span.h"

namespace gavel::bench {

enum class IoInput {
  kNone,
  // A million lines of two numbers, 14 MB.
  kLines,
  // A tenth of that, for what costs a system call per byte.
  kFewLines,
  // 100 MB of ASCII.
  kLarge,
};

struct IoIdiom {
  const char* name;
  IoInput input;
  const char* source;
};

absl::Span<const IoIdiom> IoIdioms();

std::string MakeIoInput(IoInput input);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_IO_IDIOMS_H_
