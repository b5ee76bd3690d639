// Moves the engine's code and constants from the file they were loaded from
// into huge pages.
//
// A fork shares page tables of neither kind, but it copies the few entries of
// huge pages, while every page of a file has to be faulted in again by every
// child that touches it: about a hundred faults in the shortest run.
//
// Errors:  a kernel that has no huge pages to give leaves everything as it was
// Threads: single-threaded; nothing may run in the moved code meanwhile
#ifndef GAVEL_SANDBOX_ZYGOTE_HUGE_TEXT_H_
#define GAVEL_SANDBOX_ZYGOTE_HUGE_TEXT_H_

#include <cstddef>

namespace gavel::sandbox {

// For every read-only mapping of a file that holds at least one aligned huge
// page. Returns the bytes that were moved.
size_t MoveTextToHugePages();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_HUGE_TEXT_H_
