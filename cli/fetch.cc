#include "cli/fetch.h"

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "cli/client.h"
#include "cli/download.h"

namespace gavel::cli {

absl::Status FetchProblem(const std::string& server, const std::string& id,
                          int32_t version, const std::string& directory) {
  const absl::StatusOr<std::shared_ptr<grpc::Channel>> channel =
      Connect(server);
  if (!channel.ok()) return channel.status();
  const grpc::Status status = DownloadProblem(*channel, id, version, directory);
  if (status.ok()) return absl::OkStatus();
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                      absl::StrCat("fetching ", id, " from ", server, ": ",
                                   status.error_message()));
}

}  // namespace gavel::cli
