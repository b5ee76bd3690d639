// Makes ready for a program or a run what it is told of its surroundings.
//
// Errors:  InvalidArgument for a name that no file may have, for two files of
//          one name and for more than fits; what the system says otherwise
// Threads: no shared state
#ifndef GAVEL_SANDBOX_PACK_FILES_H_
#define GAVEL_SANDBOX_PACK_FILES_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "core/owned_fd.h"
#include "sandbox/sandbox.h"

namespace gavel::sandbox {

struct PackedFiles {
  // Holds a FileTable, sealed; none if there is nothing to be told.
  OwnedFd table;
  // The contents that are not in it, in the order of their streams from
  // wire::Stream::kFirstFile on.
  std::vector<std::shared_ptr<const OwnedFd>> streams;
};

// Of a source: all contents are in the table.
absl::StatusOr<PackedFiles> PackSourceFiles(const std::vector<File>& files);

// Of a run: the largest files are read from their own descriptors.
absl::StatusOr<PackedFiles> PackRunFiles(const RunInput& input);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_PACK_FILES_H_
