#include "cli/batch_client.h"

#include <algorithm>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>

#include "absl/time/clock.h"
#include "gavel/v1/submission_service.grpc.pb.h"

namespace gavel::cli {
namespace {

using Stream =
    grpc::ClientReaderWriter<v1::SubmitBatchRequest, v1::SubmitBatchResponse>;

// Of one stream; then another is opened.
constexpr absl::Duration kStreamDeadline = absl::Hours(1);
constexpr absl::Duration kLongestPause = absl::Seconds(2);

// What is left to do of a batch.
class Batch {
 public:
  Batch(const std::vector<BatchItem>& items, const BatchCallbacks& callbacks)
      : items_(items), callbacks_(callbacks), done_(items.size(), false) {
    for (size_t i = 0; i < items.size(); ++i) by_key_[items[i].key] = i;
  }

  bool done() const { return done_count_ == items_.size(); }
  size_t done_count() const { return done_count_; }

  // Sends what is left on one stream, until it ends.
  grpc::Status RunStream(v1::SubmissionService::Stub& stub) {
    grpc::ClientContext context;
    SetDeadline(kStreamDeadline, &context);
    const auto stream = stub.SubmitBatch(&context);
    std::vector<size_t> left;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (!done_[i]) left.push_back(i);
    }
    std::vector<std::pair<size_t, absl::Status>> unreadable;
    // Write waits while the server is busy; meanwhile verdicts come.
    std::thread writer([&] { unreadable = Write(left, *stream); });
    v1::SubmitBatchResponse response;
    while (stream->Read(&response)) Hear(response);
    writer.join();
    for (const auto& [item, status] : unreadable) Refuse(item, status);
    return stream->Finish();
  }

 private:
  // Those that cannot be read.
  std::vector<std::pair<size_t, absl::Status>> Write(
      const std::vector<size_t>& left, Stream& stream) const {
    std::vector<std::pair<size_t, absl::Status>> unreadable;
    for (const size_t item : left) {
      v1::SubmitBatchRequest request;
      absl::Status read =
          ReadRequest(items_[item], request.mutable_submission());
      if (!read.ok()) {
        unreadable.emplace_back(item, std::move(read));
      } else if (!stream.Write(request)) {
        return unreadable;
      }
    }
    stream.WritesDone();
    return unreadable;
  }

  void Hear(const v1::SubmitBatchResponse& response) {
    const auto found = by_key_.find(response.key());
    if (found == by_key_.end() || response.has_accepted()) return;
    Finish(found->second, response);
  }

  void Refuse(size_t item, const absl::Status& status) {
    v1::SubmitBatchResponse response;
    response.set_key(items_[item].key);
    response.mutable_refused()->set_code(static_cast<int>(status.code()));
    response.mutable_refused()->set_message(std::string(status.message()));
    Finish(item, response);
  }

  void Finish(size_t item, const v1::SubmitBatchResponse& response) {
    if (done_[item]) return;
    done_[item] = true;
    ++done_count_;
    callbacks_.on_result(item, response);
  }

  const std::vector<BatchItem>& items_;
  const BatchCallbacks& callbacks_;
  std::unordered_map<std::string, size_t> by_key_;
  std::vector<bool> done_;
  size_t done_count_ = 0;
};

}  // namespace

grpc::Status SendBatch(const std::shared_ptr<grpc::Channel>& channel,
                       const std::vector<BatchItem>& items,
                       const WatchOptions& options,
                       const BatchCallbacks& callbacks) {
  const auto stub = v1::SubmissionService::NewStub(channel);
  Batch batch(items, callbacks);
  absl::Duration pause = options.first_pause;
  absl::Time give_up = absl::Now() + options.patience;
  for (;;) {
    const size_t before = batch.done_count();
    grpc::Status status = batch.RunStream(*stub);
    if (batch.done()) return grpc::Status::OK;
    if (!WorthAnotherTry(status)) return status;
    if (batch.done_count() > before) {
      pause = options.first_pause;
      give_up = absl::Now() + options.patience;
    }
    if (absl::Now() >= give_up) {
      return status.ok() ? grpc::Status(grpc::INTERNAL,
                                        "the batch ends without all verdicts")
                         : status;
    }
    callbacks.on_broken(status);
    absl::SleepFor(pause);
    pause = std::min(2 * pause, kLongestPause);
  }
}

}  // namespace gavel::cli
