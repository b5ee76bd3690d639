// Streams a file to a client, in chunks of a megabyte.
//
// Shape:   the file is looked up or made on the pool, then read a chunk at a
//          time: the next when the last was sent
// Threads: thread-safe; reactions never block
// Owner:   a reactor owns itself and borrows what downloads share
#ifndef GAVEL_JUDGE_SERVICE_DOWNLOAD_H_
#define GAVEL_JUDGE_SERVICE_DOWNLOAD_H_

#include <fcntl.h>
#include <grpcpp/support/server_callback.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/owned_fd.h"
#include "judge/service/convert.h"
#include "judge/service/slots.h"
#include "judge/service/spool.h"
#include "judge/service/worker_pool.h"

namespace gavel::judge {

struct DownloadContext {
  Slots slots;
  WorkerPool& pool;
};

// What is sent, and what has to live until it was.
struct Downloadable {
  std::string path;
  std::optional<SpooledUpload> spooled = {};
};

// Response has a field `chunk`.
template <typename Response>
class Download final : public grpc::ServerWriteReactor<Response> {
 public:
  using Find = std::function<absl::StatusOr<Downloadable>()>;

  static Download* Start(DownloadContext& shared, Find find) {
    auto* download = new Download(shared);
    download->Begin(std::move(find));
    return download;
  }

  void OnWriteDone(bool ok) override {
    if (ok) {
      shared_.pool.Post([this] { SendNext(); });
    } else {
      End(absl::CancelledError("the client is gone"));
    }
  }
  // Cancelling also ends the pending write, and that is where it is handled.
  void OnCancel() override {}
  void OnDone() override { delete this; }

 private:
  static constexpr size_t kChunk = size_t{1} << 20;

  explicit Download(DownloadContext& shared) : shared_(shared) {}
  ~Download() override = default;

  void Begin(Find find) {
    const absl::Status status = shared_.slots.Take();
    if (!status.ok()) return this->Finish(ToGrpc(status));
    shared_.pool.Post([this, find = std::move(find)] {
      absl::StatusOr<Downloadable> found = find();
      if (!found.ok()) return End(found.status());
      file_ = *std::move(found);
      fd_.Reset(open(file_->path.c_str(), O_RDONLY | O_CLOEXEC));
      if (!fd_.ok()) return End(absl::DataLossError("the file is lost"));
      SendNext();
    });
  }

  void SendNext() {
    std::string& chunk = *response_.mutable_chunk();
    chunk.resize(kChunk);
    ssize_t got = 0;
    do {
      got = read(fd_.get(), chunk.data(), chunk.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0) return End(absl::DataLossError("the file cannot be read"));
    if (got == 0) return End(absl::OkStatus());
    chunk.resize(static_cast<size_t>(got));
    this->StartWrite(&response_);
  }

  // Leaves nothing behind by the time that the client hears of it.
  void End(const absl::Status& status) {
    fd_.Reset();
    file_.reset();
    shared_.slots.Return();
    this->Finish(ToGrpc(status));
  }

  DownloadContext& shared_;
  // All that follows belongs to gRPC while it writes and else to the one step
  // that runs.
  std::optional<Downloadable> file_;
  OwnedFd fd_;
  Response response_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_DOWNLOAD_H_
