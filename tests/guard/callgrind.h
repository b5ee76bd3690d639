// Runs a program of counted paths under callgrind (valgrind) and reads what it
// counted.
//
// Errors:  Unavailable if valgrind is not there or cannot run the program on
//          this machine; Internal if the program or its counts are broken
// Threads: blocks; thread-safe
#ifndef GAVEL_TESTS_GUARD_CALLGRIND_H_
#define GAVEL_TESTS_GUARD_CALLGRIND_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tests/guard/figures.h"

namespace gavel::guard {

// Instructions of each path, those of libraries included.
absl::StatusOr<Counts> CountInstructions(const std::string& program);

// Adds what one process dumped: after each "from PATH" comes the part that has
// the instructions of that path.
absl::Status AddDumps(absl::string_view text, Counts& counts);

// "3.19.0"; empty if there is none.
std::string ValgrindVersion();

}  // namespace gavel::guard

#endif  // GAVEL_TESTS_GUARD_CALLGRIND_H_
