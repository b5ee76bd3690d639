// Memory outside V8's heap: refused allocations end the process with a report,
// and ArrayBuffers share one budget with the heap.
//
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_MEMORY_H_
#define GAVEL_SANDBOX_ENGINE_MEMORY_H_

#include <cstddef>

namespace gavel::sandbox {

// From now on malloc, calloc, realloc and new never return null: the process
// reports kOffHeap and ends. Off until this is called, and in the zygote.
void EndOnRefusedAllocation();

// calloc that may return null, for a caller that handles it.
void* AllocateZeroedOrNull(size_t size);

// True once this process was denied memory, by the kernel or by a budget.
bool MemoryWasRefused();
void NoteRefusedMemory();

// A crash after memory was refused is reported as that; any other stays the
// crash that it is. Needs the watchdog's stack for handlers. False with errno
// set.
bool ReportRefusalOnCrash();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_MEMORY_H_
