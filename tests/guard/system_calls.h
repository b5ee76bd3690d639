// What a run costs the kernel: the system calls of a run and of the zygote for
// it, and the pages that a run touches. Neither needs a clock.
//
// Shape:   a real zygote, traced with everything that it makes. Of several runs
//          of a program the least of each count holds; of the zygote and the
//          program the mean, for how many messages they take at a time depends
//          on the machine
// Errors:  Unavailable where this machine does not let processes be traced;
//          Internal if the sandbox does not work
// Threads: from the main thread only; starts no other
#ifndef GAVEL_TESTS_GUARD_SYSTEM_CALLS_H_
#define GAVEL_TESTS_GUARD_SYSTEM_CALLS_H_

#include <string>

#include "absl/status/statusor.h"
#include "tests/guard/figures.h"

namespace gavel::guard {

// Of gavel-sandbox at that path: "calls/PROGRAM/run", /program and /zygote.
absl::StatusOr<Counts> CountSystemCalls(const std::string& executable);

// "faults/PROGRAM": pages that a run faulted in. Unavailable where the kernel
// gives no large pages, or does not say so.
absl::StatusOr<Counts> CountPageFaults(const std::string& executable);

}  // namespace gavel::guard

#endif  // GAVEL_TESTS_GUARD_SYSTEM_CALLS_H_
