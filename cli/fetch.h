// Fetches a problem package from a server, for whoever knows no gRPC.
//
// Errors:  the server's, and those of this machine
// Threads: blocks; single-threaded
#ifndef GAVEL_CLI_FETCH_H_
#define GAVEL_CLI_FETCH_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace gavel::cli {

// Into a folder named as the problem, in the directory, which must be empty if
// it is there. Version 0 is the newest.
absl::Status FetchProblem(const std::string& server, const std::string& id,
                          int32_t version, const std::string& directory);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_FETCH_H_
