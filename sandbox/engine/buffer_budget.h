// Hands out ArrayBuffer memory within the one budget that it shares with the
// heap. A refusal is no death: V8 collects, tries again, then throws.
//
// Units:   bytes
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_BUFFER_BUDGET_H_
#define GAVEL_SANDBOX_ENGINE_BUFFER_BUDGET_H_

#include <cstddef>

#include "v8.h"

namespace gavel::sandbox {

class BufferBudget final : public v8::ArrayBuffer::Allocator {
 public:
  // No limit until this is called.
  void Limit(v8::Isolate* isolate, size_t bytes) {
    isolate_ = isolate;
    limit_ = bytes;
  }

  // Counts memory of malloc that Free will be called for, unless it is refused.
  bool Take(size_t size);

  void* Allocate(size_t size) override;
  void* AllocateUninitialized(size_t size) override;
  void Free(void* data, size_t size) override;

 private:
  v8::Isolate* isolate_ = nullptr;
  size_t limit_ = 0;
  size_t used_ = 0;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_BUFFER_BUDGET_H_
