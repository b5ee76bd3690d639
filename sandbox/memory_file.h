// Files in memory that pass between processes.
//
// Errors:  what the system says
// Threads: pure, safe anywhere
#ifndef GAVEL_SANDBOX_MEMORY_FILE_H_
#define GAVEL_SANDBOX_MEMORY_FILE_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "core/owned_fd.h"

namespace gavel::sandbox {

// Empty, for somebody to write.
absl::StatusOr<OwnedFd> MakeMemoryFile(const char* name);

// No byte of it changes any more.
absl::Status Seal(const OwnedFd& file);

// A sealed file of these parts, to be read from its beginning.
absl::StatusOr<OwnedFd> MakeSealedFile(
    const char* name, absl::Span<const absl::string_view> parts);

// At most its first `most` bytes.
absl::StatusOr<std::string> ReadStart(const OwnedFd& file, size_t most);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_MEMORY_FILE_H_
