// Streams to clients that take their next message from a source when the client
// has read the last one, so that a slow client costs no queue.
//
// Shape:   Wake says that the source may have something; it is asked when
//          nothing is being written. The number of streams of a set is bounded
// Errors:  a stream ends with what its source or End says; ResourceExhausted
//          over the bound, Unavailable after EndAll
// Threads: thread-safe; a source is asked by one thread at a time, under the
//          stream's lock, and must not block or call the stream
// Owner:   the set holds its streams until gRPC has let go of them; the gRPC
//          server must have ended them all before the set is destroyed
#ifndef GAVEL_JUDGE_SERVICE_PULLED_STREAM_H_
#define GAVEL_JUDGE_SERVICE_PULLED_STREAM_H_

#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "judge/service/convert.h"

namespace gavel::judge {

// One at most is set; neither means that there is nothing for now.
template <typename Response>
struct Pulled {
  std::shared_ptr<const Response> message = nullptr;
  std::optional<absl::Status> end = std::nullopt;
};

template <typename Response>
class PulledStreams {
 public:
  using Source = std::function<Pulled<Response>()>;

  // One write or finish is with gRPC at a time; whoever completes a step looks
  // for the next one in Advance, without the lock held across it.
  class Stream final : public grpc::ServerWriteReactor<Response> {
   public:
    explicit Stream(PulledStreams& set) : set_(set) {}

    // Once; nothing is written before.
    void Begin(Source source) {
      {
        absl::MutexLock lock(&mu_);
        source_ = std::move(source);
      }
      Advance();
    }
    void Wake() { Advance(); }
    void End(const absl::Status& status) {
      {
        absl::MutexLock lock(&mu_);
        if (!ending_.has_value()) ending_ = status;
      }
      Advance();
    }
    bool ended() const {
      absl::MutexLock lock(&mu_);
      return ending_.has_value();
    }

    void OnWriteDone(bool ok) override {
      {
        absl::MutexLock lock(&mu_);
        writing_ = nullptr;
        if (!ok && !ending_.has_value()) {
          ending_ = absl::CancelledError("the client is gone");
        }
      }
      Advance();
    }
    void OnCancel() override {
      End(absl::CancelledError("the client cancelled"));
    }
    void OnDone() override { set_.Forget(this); }

   private:
    void Advance() {
      std::shared_ptr<const Response> write;
      std::optional<absl::Status> finish;
      {
        absl::MutexLock lock(&mu_);
        if (finished_ || writing_ != nullptr) return;
        if (!ending_.has_value() && source_) {
          Pulled<Response> next = source_();
          writing_ = std::move(next.message);
          ending_ = std::move(next.end);
        }
        write = writing_;
        if (write == nullptr) finish = ending_;
        finished_ = finish.has_value();
      }
      // After Finish the stream may be gone any moment.
      if (finish.has_value()) {
        this->Finish(ToGrpc(*finish));
      } else if (write != nullptr) {
        this->StartWrite(write.get());
      }
    }

    PulledStreams& set_;
    mutable absl::Mutex mu_;
    Source source_ ABSL_GUARDED_BY(mu_);
    // What gRPC is writing.
    std::shared_ptr<const Response> writing_ ABSL_GUARDED_BY(mu_);
    std::optional<absl::Status> ending_ ABSL_GUARDED_BY(mu_);
    bool finished_ ABSL_GUARDED_BY(mu_) = false;
  };

  // `what` is what so many are called: "standings".
  PulledStreams(const char* what, size_t most) : what_(what), most_(most) {}

  // One that has ended over the bound and after EndAll.
  std::shared_ptr<Stream> Open() {
    auto stream = std::make_shared<Stream>(*this);
    absl::Status status;
    {
      absl::MutexLock lock(&mu_);
      streams_[stream.get()] = stream;
      if (ended_) {
        status = absl::UnavailableError("the server is shutting down");
      } else if (streams_.size() > most_) {
        status = absl::ResourceExhaustedError(
            absl::StrCat("the server has ", most_, " streams of ", what_,
                         " open already, try again later"));
      }
    }
    if (!status.ok()) stream->End(status);
    return stream;
  }

  void WakeAll() {
    for (const std::shared_ptr<Stream>& stream : All()) stream->Wake();
  }
  // Also those opened from now on.
  void EndAll() {
    {
      absl::MutexLock lock(&mu_);
      ended_ = true;
    }
    for (const std::shared_ptr<Stream>& stream : All()) {
      stream->End(absl::UnavailableError("the server is shutting down"));
    }
  }
  size_t size() const {
    absl::MutexLock lock(&mu_);
    return streams_.size();
  }

 private:
  std::vector<std::shared_ptr<Stream>> All() const {
    absl::MutexLock lock(&mu_);
    std::vector<std::shared_ptr<Stream>> all;
    for (const auto& [key, stream] : streams_) all.push_back(stream);
    return all;
  }
  void Forget(Stream* stream) {
    // Destroyed without the lock.
    std::shared_ptr<Stream> last;
    absl::MutexLock lock(&mu_);
    const auto found = streams_.find(stream);
    last = std::move(found->second);
    streams_.erase(found);
  }

  const char* const what_;
  const size_t most_;
  mutable absl::Mutex mu_;
  bool ended_ ABSL_GUARDED_BY(mu_) = false;
  std::unordered_map<Stream*, std::shared_ptr<Stream>> streams_
      ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_PULLED_STREAM_H_
