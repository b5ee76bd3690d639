#include "judge/service/watches.h"

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::judge {

namespace {

// Not the first, by which the client sees that it is heard, nor the last.
bool CanWait(const Event& event) {
  return !std::holds_alternative<Queued>(event) &&
         !std::holds_alternative<Judged>(event) &&
         !std::holds_alternative<Abandoned>(event);
}

}  // namespace

// Lives until gRPC has let go of it (OnDone) and the dispatcher's sink is gone.
// One write or finish is with gRPC at a time; whoever completes a step looks
// for the next one in Advance, without the lock held across it.
class Watches::Stream final
    : public grpc::ServerWriteReactor<v1::WatchSubmissionResponse>,
      public std::enable_shared_from_this<Watches::Stream> {
 public:
  Stream(Watches& watches, Details details, RateLimits::Pass pass)
      : watches_(watches), details_(details), pass_(std::move(pass)) {}

  // Asks the dispatcher for events; on a thread of the pool.
  void Start(SubmissionId id, const Check& check);
  // Ends the stream with `status`, before anything that is still queued.
  void End(const absl::Status& status);

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  void Take(const Event& event);
  // Puts the event into the queue, or says how the stream ends.
  void QueueLocked(const Event& event) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void ClearLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    queue_.clear();
    due_ = 0;
  }
  // Sends all that is queued.
  void Flush();
  void Advance();
  void Unwatch(Dispatcher::WatchId watch);

  Watches& watches_;
  const Details details_;
  // Until OnDone: the dispatcher may hold the stream for longer.
  RateLimits::Pass pass_;
  absl::Mutex mu_;
  std::deque<v1::WatchSubmissionResponse> queue_ ABSL_GUARDED_BY(mu_);
  // So many of them, from the first on, need not wait any more.
  size_t due_ ABSL_GUARDED_BY(mu_) = 0;
  // The pacer is to flush.
  bool paced_ ABSL_GUARDED_BY(mu_) = false;
  // What gRPC is writing; no lock, it is gRPC's while busy_.
  v1::WatchSubmissionResponse writing_;
  bool busy_ ABSL_GUARDED_BY(mu_) = false;
  bool begun_ ABSL_GUARDED_BY(mu_) = false;
  bool finished_ ABSL_GUARDED_BY(mu_) = false;
  // Nothing follows what is queued: how it ends once that is written.
  std::optional<absl::Status> last_ ABSL_GUARDED_BY(mu_);
  // How it ends early; then nothing more is taken or written.
  std::optional<absl::Status> ending_ ABSL_GUARDED_BY(mu_);
  bool done_ ABSL_GUARDED_BY(mu_) = false;
  std::optional<Dispatcher::WatchId> watch_ ABSL_GUARDED_BY(mu_);
};

void Watches::Stream::Start(SubmissionId id, const Check& check) {
  // Cancelled meanwhile: nobody would read it.
  {
    absl::MutexLock lock(&mu_);
    if (ending_.has_value()) return;
  }
  if (absl::Status status = check(id); !status.ok()) {
    End(status);
    return;
  }
  absl::StatusOr<Dispatcher::WatchId> watch = watches_.dispatcher_.Watch(
      id,
      [self = shared_from_this()](const Event& event) { self->Take(event); });
  if (!watch.ok()) {
    End(watch.status());
    return;
  }
  {
    absl::MutexLock lock(&mu_);
    if (!done_) {
      watch_ = *watch;
      return;
    }
  }
  watches_.dispatcher_.Unwatch(*watch);
}

void Watches::Stream::Take(const Event& event) {
  {
    absl::MutexLock lock(&mu_);
    if (ending_.has_value() || last_.has_value()) return;
    QueueLocked(event);
    if (CanWait(event) && !ending_.has_value()) {
      if (std::exchange(paced_, true)) return;
      watches_.pacer_.Later([self = shared_from_this()] { self->Flush(); });
      return;
    }
  }
  Flush();
}

void Watches::Stream::QueueLocked(const Event& event) {
  if (const auto* const abandoned = std::get_if<Abandoned>(&event)) {
    last_ = abandoned->status;
  } else if (queue_.size() >= watches_.options_.max_queued_events) {
    ending_ = absl::ResourceExhaustedError(
        absl::StrCat("the client has left ", queue_.size(), " events unread"));
    ClearLocked();
  } else {
    ToProto(event, details_, &queue_.emplace_back());
    if (std::holds_alternative<Judged>(event)) last_ = absl::OkStatus();
  }
}

void Watches::Stream::Flush() {
  {
    absl::MutexLock lock(&mu_);
    paced_ = false;
    due_ = queue_.size();
  }
  Advance();
}

void Watches::Stream::End(const absl::Status& status) {
  {
    absl::MutexLock lock(&mu_);
    if (ending_.has_value()) return;
    ending_ = status;
    ClearLocked();
  }
  Flush();
}

void Watches::Stream::Advance() {
  std::optional<absl::Status> finish;
  grpc::WriteOptions options;
  bool write = false;
  {
    absl::MutexLock lock(&mu_);
    if (busy_ || finished_) return;
    write = due_ > 0;
    if (write) {
      writing_ = std::move(queue_.front());
      queue_.pop_front();
      --due_;
      busy_ = true;
      // gRPC would hold the headers back with the first, and then never say
      // that it is written.
      if (std::exchange(begun_, true) && due_ > 0) options.set_buffer_hint();
    }
    if (ending_.has_value()) {
      finish = ending_;
    } else if (queue_.empty()) {
      finish = last_;
    }
    finished_ = finish.has_value();
  }
  // After a finish the stream may be gone any moment, save for shared owners.
  if (write && finish.has_value()) {
    StartWriteAndFinish(&writing_, options, ToGrpc(*finish));
  } else if (write) {
    StartWrite(&writing_, options);
  } else if (finish.has_value()) {
    Finish(ToGrpc(*finish));
  }
}

void Watches::Stream::OnWriteDone(bool ok) {
  {
    absl::MutexLock lock(&mu_);
    busy_ = false;
  }
  if (ok) {
    Advance();
  } else {
    End(absl::CancelledError("the client is gone"));
    Advance();
  }
}

void Watches::Stream::OnCancel() {
  End(absl::CancelledError("the client cancelled"));
}

void Watches::Stream::OnDone() {
  std::optional<Dispatcher::WatchId> watch;
  {
    absl::MutexLock lock(&mu_);
    done_ = true;
    watch = watch_;
  }
  pass_.Release();
  if (watch.has_value()) Unwatch(*watch);
  watches_.Forget(shared_from_this());
}

void Watches::Stream::Unwatch(Dispatcher::WatchId watch) {
  // On the pool: this may be running inside the very sink that Unwatch waits
  // for. At most one for every stream that was admitted.
  watches_.pool_.Post([&dispatcher = watches_.dispatcher_, watch] {
    dispatcher.Unwatch(watch);
  });
}

Watches::Watches(const WatchOptions& options, Dispatcher& dispatcher,
                 WorkerPool& pool)
    : options_(options),
      dispatcher_(dispatcher),
      pool_(pool),
      pacer_(options.pause) {}

Watches::~Watches() = default;

grpc::ServerWriteReactor<v1::WatchSubmissionResponse>* Watches::Open(
    absl::StatusOr<SubmissionId> id, Details details, Check check,
    RateLimits::Pass pass) {
  const std::string user = pass.user();
  auto stream = std::make_shared<Stream>(*this, details, std::move(pass));
  absl::Status status = Admit(stream);
  if (status.ok()) status = id.status();
  if (status.ok()) {
    status = pool_.Run(user, [stream, number = *id, check = std::move(check)] {
      stream->Start(number, check);
    });
  }
  if (!status.ok()) stream->End(status);
  return stream.get();
}

absl::Status Watches::Admit(const std::shared_ptr<Stream>& stream) {
  absl::MutexLock lock(&mu_);
  // Kept in any case: this is what holds the stream until it is done.
  streams_.insert(stream);
  if (ended_) return absl::UnavailableError("the server is shutting down");
  if (streams_.size() > options_.max_streams) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the server has ", options_.max_streams,
                     " watches open already, try again later"));
  }
  return absl::OkStatus();
}

void Watches::Forget(const std::shared_ptr<Stream>& stream) {
  absl::MutexLock lock(&mu_);
  streams_.erase(stream);
}

void Watches::EndAll() {
  std::vector<std::shared_ptr<Stream>> open;
  {
    absl::MutexLock lock(&mu_);
    ended_ = true;
    open.assign(streams_.begin(), streams_.end());
  }
  for (const std::shared_ptr<Stream>& stream : open) {
    stream->End(absl::UnavailableError("the server is shutting down"));
  }
}

size_t Watches::open_streams() {
  absl::MutexLock lock(&mu_);
  return streams_.size();
}

}  // namespace gavel::judge
