// What one program may use. Set by the problem, enforced by the sandbox.
//
// Units:   durations and Bytes; defaults are those of the problem package
//          format 2025-09, save the CPU time, which has none there
// Errors:  ValidateLimits says which limit Gavel cannot honour, and why
// Threads: plain values
// Source:  problem package format 2025-09, "limits"
#ifndef GAVEL_CORE_LIMITS_H_
#define GAVEL_CORE_LIMITS_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "core/bytes.h"

namespace gavel {

// What the language offers and a problem may take away.
struct Features {
  // Code from strings: eval, new Function.
  bool eval = true;
  bool web_assembly = true;
};

struct Limits {
  absl::Duration cpu_time = absl::Seconds(2);
  // Zero means DefaultWallTime(cpu_time).
  absl::Duration wall_time = absl::ZeroDuration();
  Bytes memory = MiB(2048);
  // At most a quarter of the memory is used for it: StackSize.
  Bytes stack = MiB(64);
  // stdout and stderr together.
  Bytes output = MiB(8);
  Bytes source = KiB(128);
  absl::Duration compile_time = absl::Seconds(10);
  Bytes compile_memory = MiB(512);
  Features features;
};

// Generous, so that a loaded machine never makes a TLE: 3 x cpu + 2 s.
absl::Duration DefaultWallTime(absl::Duration cpu_time);

// limits.wall_time, or the default when it is zero.
absl::Duration WallTime(const Limits& limits);

// What a run gets: the stack is part of its memory, and a deep one is slow to
// collect garbage from.
Bytes StackSize(const Limits& limits);

absl::Status ValidateLimits(const Limits& limits);

}  // namespace gavel

#endif  // GAVEL_CORE_LIMITS_H_
