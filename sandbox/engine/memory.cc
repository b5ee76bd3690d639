// The executable's own malloc family comes before libc's in symbol lookup, also
// for shared libraries such as V8 and ICU, so every allocation passes here.
#include "sandbox/engine/memory.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "sandbox/engine/report.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GAVEL_OWN_MALLOC 0
#else
#define GAVEL_OWN_MALLOC 1
#endif

namespace gavel::sandbox {
namespace {

bool g_end_on_refusal = false;
volatile sig_atomic_t g_refused = 0;

[[noreturn]] void EndRefused() {
  g_end_on_refusal = false;
  EndAtLimit(wire::Claim::kOffHeap, "memory limit exceeded outside the heap");
}

// V8 traps where it cannot go on, which may be because a page was denied.
// The kernel has put back the default action, so that the same signal again is
// the end.
void OnCrash(int signal) {
  if (g_refused != 0 && g_end_on_refusal) EndRefused();
  if (signal == SIGTRAP) {
#if defined(__x86_64__)
    asm volatile("int3");
#else
    asm volatile("brk #0");
#endif
  }
  if (signal == SIGILL) __builtin_trap();
  // What faults faults again.
}

}  // namespace

bool MemoryWasRefused() { return g_refused != 0; }

void NoteRefusedMemory() { g_refused = 1; }

bool ReportRefusalOnCrash() {
  struct sigaction action {};
  action.sa_handler = OnCrash;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGTRAP, SIGILL, SIGSEGV, SIGBUS}) {
    if (sigaction(signal, &action, nullptr) != 0) return false;
  }
  return true;
}

// For the hooks below, which are outside the namespace: the result of a system
// call, in libc's way.
long CheckedCall(long result, bool takes_memory) {
  if (result == -1 && errno == ENOMEM && takes_memory) g_refused = 1;
  return result;
}

// V8 wishes each chunk of its heap at a random address. A fork then copies
// three levels of page tables for each of them; side by side, all have one. So
// only the first wish is granted, and those that follow lie behind it.
void* NeighbourOfLast(void* wish, size_t length) {
  static uintptr_t next = 0;
  // Of a chunk, which asks for as much again less a page to align itself.
  constexpr size_t kChunk = size_t{256} << 10;
  constexpr size_t kLarge = size_t{2} << 20;
  constexpr size_t kMost = size_t{16} << 20;
  if (length < kChunk || length > kMost) return wish;
  if (next == 0) next = reinterpret_cast<uintptr_t>(wish) & ~(kLarge - 1);
  const uintptr_t granted = next;
  next += length & ~(kChunk - 1);
  return reinterpret_cast<void*>(granted);  // NOLINT(performance-no-int-to-ptr)
}

void EndOnRefusedAllocation() {
  g_end_on_refusal = true;
  std::set_new_handler(EndRefused);
}

void CheckAllocation(const void* block, size_t size) {
  if (block == nullptr && size > 0 && g_end_on_refusal) EndRefused();
}

}  // namespace gavel::sandbox

#if GAVEL_OWN_MALLOC

extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);

void* malloc(size_t size) {
  void* block = __libc_malloc(size);
  gavel::sandbox::CheckAllocation(block, size);
  return block;
}

void* calloc(size_t count, size_t size) {
  void* block = __libc_calloc(count, size);
  gavel::sandbox::CheckAllocation(block, count == 0 ? 0 : size);
  return block;
}

void* realloc(void* old, size_t size) {
  void* block = __libc_realloc(old, size);
  gavel::sandbox::CheckAllocation(block, size);
  return block;
}

}  // extern "C"

namespace gavel::sandbox {

void* AllocateZeroedOrNull(size_t size) { return __libc_calloc(1, size); }

}  // namespace gavel::sandbox

#else

namespace gavel::sandbox {

void* AllocateZeroedOrNull(size_t size) { return std::calloc(1, size); }

}  // namespace gavel::sandbox

#endif

#if GAVEL_OWN_MALLOC

namespace {

constexpr int kFixed = MAP_FIXED | MAP_FIXED_NOREPLACE;

}  // namespace

// Pages that are denied to V8, which goes on or traps.
extern "C" void* mmap(void* address, size_t length, int protection, int flags,
                      int fd, off_t offset) noexcept {
  if (address != nullptr && (flags & kFixed) == 0) {
    address = gavel::sandbox::NeighbourOfLast(address, length);
  }
  return reinterpret_cast<void*>(gavel::sandbox::CheckedCall(
      syscall(SYS_mmap, address, length, protection, flags, fd, offset),
      (protection & PROT_WRITE) != 0));
}

extern "C" int mprotect(void* address, size_t length, int protection) noexcept {
  return static_cast<int>(gavel::sandbox::CheckedCall(
      syscall(SYS_mprotect, address, length, protection),
      (protection & PROT_WRITE) != 0));
}

#endif

// V8 marks its mappings MADV_DONTFORK in some builds, and a forked child would
// fault on its first access. Here forks are the point, so the mark is dropped.
extern "C" int madvise(void* address, size_t length, int advice) noexcept {
  if (advice == MADV_DONTFORK) return 0;
  return static_cast<int>(syscall(SYS_madvise, address, length, advice));
}
