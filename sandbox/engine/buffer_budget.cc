#include "sandbox/engine/buffer_budget.h"

#include <cstdlib>

#include "sandbox/engine/memory.h"

namespace gavel::sandbox {
namespace {

// V8 moves small typed arrays off its heap through the allocator and cannot
// handle a refusal there.
constexpr size_t kNeverRefused = 64;
// Asking for the heap's size costs more than small buffers are worth.
constexpr size_t kAlsoCountHeap = 64 * 1024;

}  // namespace

bool BufferBudget::Take(size_t size) {
  if (isolate_ == nullptr || size <= kNeverRefused) {
    used_ += size;
    return true;
  }
  size_t heap_used = 0;
  if (size >= kAlsoCountHeap) {
    v8::HeapStatistics heap;
    isolate_->GetHeapStatistics(&heap);
    heap_used = heap.used_heap_size();
  }
  const size_t taken = used_ + heap_used;
  if (taken > limit_ || size > limit_ - taken) return false;
  used_ += size;
  return true;
}

void* BufferBudget::Allocate(size_t size) {
  if (!Take(size)) {
    NoteRefusedMemory();
    return nullptr;
  }
  void* block = AllocateZeroedOrNull(size == 0 ? 1 : size);
  if (block == nullptr) {
    used_ -= size;
    NoteRefusedMemory();
  }
  return block;
}

void* BufferBudget::AllocateUninitialized(size_t size) {
  return Allocate(size);
}

void BufferBudget::Free(void* data, size_t size) {
  used_ -= size;
  std::free(data);
}

}  // namespace gavel::sandbox
