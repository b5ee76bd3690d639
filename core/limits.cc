#include "core/limits.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace gavel {
namespace {

absl::Status CheckDuration(absl::string_view name, absl::Duration value,
                           absl::Duration least, absl::Duration most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      name, " limit ", absl::FormatDuration(value), " is outside ",
      absl::FormatDuration(least), " to ", absl::FormatDuration(most)));
}

absl::Status CheckBytes(absl::string_view name, Bytes value, Bytes least,
                        Bytes most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, " limit ", FormatBytes(value), " is outside ",
                   FormatBytes(least), " to ", FormatBytes(most)));
}

}  // namespace

absl::Duration DefaultWallTime(absl::Duration cpu_time) {
  return 3 * cpu_time + absl::Seconds(2);
}

absl::Duration WallTime(const Limits& limits) {
  return limits.wall_time == absl::ZeroDuration()
             ? DefaultWallTime(limits.cpu_time)
             : limits.wall_time;
}

Bytes StackSize(const Limits& limits) {
  return std::min(limits.stack, Bytes(limits.memory.count() / 4));
}

absl::Status ValidateLimits(const Limits& limits) {
  for (const absl::Status& status : {
           CheckDuration("CPU time", limits.cpu_time, absl::Milliseconds(1),
                         absl::Hours(1)),
           CheckDuration("wall time", WallTime(limits), absl::Milliseconds(1),
                         absl::Hours(4)),
           CheckBytes("memory", limits.memory, MiB(8), MiB(8192)),
           CheckBytes("stack", limits.stack, KiB(512), MiB(256)),
           CheckBytes("output", limits.output, Bytes(1), MiB(1024)),
           CheckBytes("source", limits.source, Bytes(1), MiB(8)),
           CheckDuration("compile time", limits.compile_time,
                         absl::Milliseconds(10), absl::Minutes(10)),
           CheckBytes("compile memory", limits.compile_memory, MiB(8),
                      MiB(8192)),
       }) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace gavel
