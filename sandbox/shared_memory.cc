#include "sandbox/shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

#include "sandbox/memory_file.h"

namespace gavel::sandbox {

absl::StatusOr<SharedBytes> SharedBytes::Make(size_t size) {
  GAVEL_ASSIGN_OR_RETURN(OwnedFd file, MakeMemoryFile("shared"));
  if (ftruncate(file.get(), static_cast<off_t>(size)) != 0 ||
      fcntl(file.get(), F_ADD_SEALS,
            F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
    return absl::ErrnoToStatus(errno, "sizing shared memory");
  }
  void* const data =
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
  if (data == MAP_FAILED) {
    return absl::ErrnoToStatus(errno, "mapping shared memory");
  }
  return SharedBytes(std::move(file), data, size);
}

void SharedBytes::Unmap::operator()(void* data) const { munmap(data, size); }

}  // namespace gavel::sandbox
