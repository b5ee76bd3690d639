// The executable's own malloc family comes before libc's in symbol lookup, also
// for shared libraries such as V8 and ICU, so every allocation passes here.
#include "sandbox/engine/memory.h"

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
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

[[noreturn]] void EndRefused() {
  g_end_on_refusal = false;
  EndAtLimit(wire::Claim::kOffHeap, "memory limit exceeded outside the heap");
}

}  // namespace

void EndOnRefusedAllocation() {
  g_end_on_refusal = true;
  std::set_new_handler(EndRefused);
}

// For the hooks below, which are outside the namespace.
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

// V8 marks its mappings MADV_DONTFORK in some builds, and a forked child would
// fault on its first access. Here forks are the point, so the mark is dropped.
extern "C" int madvise(void* address, size_t length, int advice) noexcept {
  if (advice == MADV_DONTFORK) return 0;
  return static_cast<int>(syscall(SYS_madvise, address, length, advice));
}
