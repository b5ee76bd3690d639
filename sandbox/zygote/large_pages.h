// Moves the memory that programs and runs inherit into large pages.
//
// A fork copies the page table and an exit drops it again, an entry for each
// 4 KiB. Entries of one large page are handled many at a time, also where it is
// mapped in parts and where some parts have been copied since.
//
// Errors:  a kernel that has no large pages to give leaves everything as it was
// Threads: single-threaded; nothing else may run meanwhile
#ifndef GAVEL_SANDBOX_ZYGOTE_LARGE_PAGES_H_
#define GAVEL_SANDBOX_ZYGOTE_LARGE_PAGES_H_

#include <cstddef>

namespace gavel::sandbox {

// For all private memory but the stack that is not large yet. Addresses,
// contents and protection stay, and pages that were not there are not there
// afterwards; the kernel does not fill the gaps later either. Returns the bytes
// that were moved.
size_t MoveMemoryToLargePages();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_LARGE_PAGES_H_
