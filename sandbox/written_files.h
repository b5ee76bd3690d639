// The files that a run has written, as they come out of the sandbox.
//
// Shape:   a file of records: size of the name, size of the content (uint32_t
//          each, native byte order), name, content
// Errors:  InvalidArgument for anything but such records: they come from a
//          hostile process
// Threads: no shared state
#ifndef GAVEL_SANDBOX_WRITTEN_FILES_H_
#define GAVEL_SANDBOX_WRITTEN_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/bytes.h"
#include "core/owned_fd.h"

namespace gavel::sandbox {

struct WrittenFile {
  // As File::name: relative to the run's directory, "feedback/score.txt".
  std::string name;
  // Arbitrary bytes.
  std::string content;
};

// What RunInput::written received, in any order; every name at most once. At
// most `most` bytes in all, else ResourceExhausted.
absl::StatusOr<std::vector<WrittenFile>> ReadWrittenFiles(
    const OwnedFd& written, Bytes most);

// The records for these files, as a run would have written them.
std::string EncodeWrittenFiles(const std::vector<WrittenFile>& files);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_WRITTEN_FILES_H_
