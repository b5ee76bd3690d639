// A program in a file.
//
// Errors:  InvalidArgument for a name that tells no language; else the system's
// Threads: no shared state; blocks on the disk
#ifndef GAVEL_JUDGE_LOCAL_SOURCE_FILE_H_
#define GAVEL_JUDGE_LOCAL_SOURCE_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

// The language by the extension, the name without its directory.
absl::StatusOr<sandbox::Source> ReadSourceFile(const std::string& path);

// Any file of text, up to a size far above every limit.
absl::StatusOr<std::string> ReadTextFile(const std::string& path);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_SOURCE_FILE_H_
