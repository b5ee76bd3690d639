// What the zygote gives up before it serves: root, capabilities, the file
// system. What it gives up, its programs and runs never had.
//
// Shape:   in order: Confine, once, in the single-threaded zygote. The
//          namespaces themselves are made by whoever starts the zygote
// Errors:  a wall that the machine cannot give is reported in the list, not an
//          error; the ones that are never optional are: no_new_privs, no core
//          files, not dumpable
// Threads: single-threaded
// Source:  namespaces(7), pivot_root(2), capabilities(7), prctl(2)
#ifndef GAVEL_SANDBOX_JAIL_CONFINE_H_
#define GAVEL_SANDBOX_JAIL_CONFINE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "sandbox/walls.h"

namespace gavel::sandbox {

// `namespaces` are the CLONE_NEW* flags that already hold for this process;
// `processes` is how many there may be at a time. Returns the walls that are up
// to it, standing or not.
absl::StatusOr<std::vector<Wall>> Confine(int namespaces, int processes);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_JAIL_CONFINE_H_
