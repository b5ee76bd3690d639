// Unmaps libraries that a shared V8 brings along and never calls.
//
// Debian's V8 is part of Node's library, which needs those of its network
// modules. A fork copies their mappings and an exit drops them again; and code
// that is not there helps no attacker. From then on the process and its
// children end by _exit only: what tidies up at exit would call into them.
//
// Errors:  what cannot be unmapped stays
// Threads: single-threaded; once, when all libraries are loaded
#ifndef GAVEL_SANDBOX_ZYGOTE_UNUSED_LIBRARIES_H_
#define GAVEL_SANDBOX_ZYGOTE_UNUSED_LIBRARIES_H_

#include <cstddef>

namespace gavel::sandbox {

// Returns how many there were.
size_t UnmapUnusedLibraries();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_UNUSED_LIBRARIES_H_
