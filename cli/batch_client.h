// Sends a batch and collects its verdicts, however often the stream breaks.
//
// Shape:   what has no verdict when a stream breaks is sent again on the next,
//          under the same keys. Sources are read when they are sent
// Errors:  the last stream's, once it is not worth another try or nothing has
//          come for as long as patience lasts
// Threads: blocks; callbacks run on the caller's thread
#ifndef GAVEL_CLI_BATCH_CLIENT_H_
#define GAVEL_CLI_BATCH_CLIENT_H_

#include <grpcpp/channel.h>
#include <grpcpp/support/status.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "cli/batch_input.h"
#include "cli/client.h"

namespace gavel::v1 {
class SubmitBatchResponse;
}  // namespace gavel::v1

namespace gavel::cli {

struct BatchCallbacks {
  // Once for each item: it was judged or refused, or its source cannot be read
  // any more, which is a refusal as well.
  std::function<void(size_t item, const v1::SubmitBatchResponse& response)>
      on_result;
  // The stream broke; another try follows.
  std::function<void(const grpc::Status& status)> on_broken;
};

grpc::Status SendBatch(const std::shared_ptr<grpc::Channel>& channel,
                       const std::vector<BatchItem>& items,
                       const WatchOptions& options,
                       const BatchCallbacks& callbacks);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_BATCH_CLIENT_H_
