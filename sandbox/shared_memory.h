// A struct in memory that processes share.
//
// Shape:   a memory file of its size, zeroed, that nobody can shrink or grow,
//          so that no access fails whatever another process does
// Errors:  what the system says
// Threads: thread-compatible; what is in it needs atomics
// Owner:   the mapping and the descriptor
#ifndef GAVEL_SANDBOX_SHARED_MEMORY_H_
#define GAVEL_SANDBOX_SHARED_MEMORY_H_

#include <cstddef>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"

namespace gavel::sandbox {

class SharedBytes {
 public:
  static absl::StatusOr<SharedBytes> Make(size_t size);

  const OwnedFd& file() const { return file_; }
  void* data() const { return data_.get(); }

 private:
  struct Unmap {
    size_t size;
    void operator()(void* data) const;
  };

  SharedBytes(OwnedFd file, void* data, size_t size)
      : file_(std::move(file)), data_(data, Unmap{size}) {}

  OwnedFd file_;
  std::unique_ptr<void, Unmap> data_;
};

template <typename T>
class SharedMemory {
 public:
  static absl::StatusOr<SharedMemory> Make() {
    GAVEL_ASSIGN_OR_RETURN(SharedBytes bytes, SharedBytes::Make(sizeof(T)));
    return SharedMemory(std::move(bytes));
  }

  const OwnedFd& file() const { return bytes_.file(); }
  T* operator->() const { return static_cast<T*>(bytes_.data()); }
  T& operator*() const { return *static_cast<T*>(bytes_.data()); }

 private:
  explicit SharedMemory(SharedBytes bytes) : bytes_(std::move(bytes)) {}

  SharedBytes bytes_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_SHARED_MEMORY_H_
