// Sends a problem package to a server.
//
// Shape:   a directory file by file, and only those files that the server
// lacks,
//          so that a repeated upload costs what is missing; a zip whole
// Errors:  of this machine: what cannot be read, and why; else the server's
// Threads: blocks; single-threaded
#ifndef GAVEL_CLI_UPLOAD_H_
#define GAVEL_CLI_UPLOAD_H_

#include <grpcpp/channel.h>
#include <grpcpp/support/status.h>

#include <functional>
#include <memory>
#include <string>

#include "cli/problem_text.h"

namespace gavel::v1 {
class UploadProblemResponse;
}  // namespace gavel::v1

namespace gavel::cli {

using ShowUpload = std::function<void(const UploadProgress&)>;

// What becomes of it.
struct UploadTarget {
  std::string id;
  // Hidden from contestants before it is stored.
  bool hidden = false;
};

// `show` is called for every part that was sent, and once before the first.
grpc::Status UploadDirectory(const std::shared_ptr<grpc::Channel>& channel,
                             const UploadTarget& target,
                             const std::string& directory,
                             const ShowUpload& show,
                             v1::UploadProblemResponse* response);
grpc::Status UploadZip(const std::shared_ptr<grpc::Channel>& channel,
                       const UploadTarget& target, const std::string& zip_path,
                       const ShowUpload& show,
                       v1::UploadProblemResponse* response);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_UPLOAD_H_
