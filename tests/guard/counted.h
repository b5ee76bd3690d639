// In a program that runs under callgrind: what is counted, and as what.
//
// Shape:   nothing is counted before the first path; the count of a path is
//          what this process executes from CountFrom to CountTo, or to its end
//          (callgrind.h has how it is read)
// Threads: single-threaded
#ifndef GAVEL_TESTS_GUARD_COUNTED_H_
#define GAVEL_TESTS_GUARD_COUNTED_H_

#include <valgrind/callgrind.h>

#include <string>

namespace gavel::guard {

// Translates from now on what can be counted, which is slow; what has been
// prepared before was not.
inline void PrepareToCount() { CALLGRIND_START_INSTRUMENTATION; }

inline void CountFrom(const std::string& path) {
  const std::string trigger = "from " + path;
  CALLGRIND_DUMP_STATS_AT(trigger.c_str());
}

inline void CountTo() { CALLGRIND_DUMP_STATS_AT("to"); }

// Twice: what the first call allocates, binds and reads is not counted.
template <typename Path>
void Count(const std::string& name, const Path& path) {
  path();
  CountFrom(name);
  path();
  CountTo();
}

}  // namespace gavel::guard

#endif  // GAVEL_TESTS_GUARD_COUNTED_H_
