// What happened to one sandboxed process, as facts.
//
// Shape:   verdict is kAccepted for a clean end: exit code 0 inside every limit
// Units:   CPU and wall time in microsecond resolution; memory is the peak of
//          the process less what an empty program needs
// Threads: plain values
#ifndef GAVEL_CORE_EXECUTION_H_
#define GAVEL_CORE_EXECUTION_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "core/bytes.h"
#include "core/verdict.h"

namespace gavel {

struct Execution {
  Verdict verdict = Verdict::kAccepted;
  Reason reason = Reason::kNone;
  // The exception with its position in the submission, or which limit was
  // exceeded by how much. Text of a hostile process: valid UTF-8, at most
  // kMaxMessage bytes, still to be escaped by whoever shows it.
  std::string message;
  int32_t exit_code = 0;
  // The signal that ended the process; 0 for none.
  int32_t signal = 0;
  // Line and column in the submission where it failed, from 1; 0 if unknown.
  int32_t line = 0;
  int32_t column = 0;
  absl::Duration cpu_time = absl::ZeroDuration();
  absl::Duration wall_time = absl::ZeroDuration();
  Bytes memory;
};

inline constexpr size_t kMaxMessage = 4096;

}  // namespace gavel

#endif  // GAVEL_CORE_EXECUTION_H_
