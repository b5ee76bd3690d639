// Anonymous files in memory: what programs read and write without a disk.
//
// Errors:  the system's, with what was attempted
// Threads: no shared state
#ifndef GAVEL_JUDGE_ENGINE_MEMORY_FILE_H_
#define GAVEL_JUDGE_ENGINE_MEMORY_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/bytes.h"
#include "core/owned_fd.h"
#include "core/sha256.h"

namespace gavel::judge {

// Empty; closed on exec.
absl::StatusOr<OwnedFd> MakeMemoryFile();

// Holds the text, with the offset at its start.
absl::StatusOr<OwnedFd> MakeMemoryFile(absl::string_view text);

// Another descriptor of the same open file.
absl::StatusOr<OwnedFd> Duplicate(const OwnedFd& fd);

// The size now.
absl::StatusOr<Bytes> FileSize(const OwnedFd& fd);

// The first bytes, at most `most`, wherever the offset is.
absl::StatusOr<std::string> ReadStart(const OwnedFd& fd, Bytes most);

// Of all that is in it, about so much, wherever the offset is.
absl::StatusOr<Sha256> HashFile(const OwnedFd& fd, Bytes size);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_MEMORY_FILE_H_
