// Programs to be sent, as files.
//
// Threads: blocks on the disk; no shared state
#ifndef GAVEL_CLI_SOURCE_FILE_H_
#define GAVEL_CLI_SOURCE_FILE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace gavel::cli {

// What a server takes in one message, less some for the rest of it.
inline constexpr size_t kMostSource = (size_t{16} << 20) - 4096;

absl::StatusOr<std::string> ReadSource(const std::string& path);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_SOURCE_FILE_H_
