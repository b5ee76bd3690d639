// Fetches a problem package from a server.
//
// Errors:  of this machine: what cannot be written, and why; else the server's.
//          Nothing is left behind then
// Threads: blocks; single-threaded
#ifndef GAVEL_CLI_DOWNLOAD_H_
#define GAVEL_CLI_DOWNLOAD_H_

#include <grpcpp/channel.h>
#include <grpcpp/support/status.h>

#include <cstdint>
#include <memory>
#include <string>

namespace gavel::cli {

// Into a zip if the path ends so, else unpacked into that directory, which must
// be empty if it is there. Version 0 is the newest.
grpc::Status DownloadProblem(const std::shared_ptr<grpc::Channel>& channel,
                             const std::string& id, int32_t version,
                             const std::string& output);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_DOWNLOAD_H_
