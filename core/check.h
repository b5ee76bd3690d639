// Aborts on a broken invariant of ours. Never for input, disk, network or
// anything a sandboxed process can influence.
#ifndef GAVEL_CORE_CHECK_H_
#define GAVEL_CORE_CHECK_H_

namespace gavel {

// Writes "file:line: check failed: condition" to stderr and aborts.
// Async-signal-safe.
[[noreturn]] void CheckFailed(const char* file, int line,
                              const char* condition);

}  // namespace gavel

#define GAVEL_CHECK(condition) \
  ((condition) ? (void)0 : ::gavel::CheckFailed(__FILE__, __LINE__, #condition))

#endif  // GAVEL_CORE_CHECK_H_
