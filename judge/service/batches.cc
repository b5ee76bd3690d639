#include "judge/service/batches.h"

#include <grpcpp/alarm.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gavel/v1/submission_service.pb.h"
#include "judge/service/convert.h"

namespace gavel::judge {

// Lives until gRPC has let go of it (OnDone) and the dispatcher's sinks are
// gone. At most one request is between its read and its acceptance, and one
// answer with gRPC; whoever completes a step looks for the next ones in
// Advance.
class Batches::Stream final : public Batches::Reactor,
                              public std::enable_shared_from_this<Stream> {
 public:
  Stream(Batches& batches, std::string user, Accept accept)
      : batches_(batches),
        options_(batches.options_),
        user_(std::move(user)),
        accept_(std::move(accept)),
        pause_(options_.first_pause) {}

  // Takes the next steps that there are; the first time, it begins to read.
  void Advance() ABSL_LOCKS_EXCLUDED(mu_);
  // Ends the stream with `status`, before anything that is still queued.
  void End(const absl::Status& status) ABSL_LOCKS_EXCLUDED(mu_);

  void OnReadDone(bool ok) override ABSL_LOCKS_EXCLUDED(mu_);
  void OnWriteDone(bool ok) override ABSL_LOCKS_EXCLUDED(mu_);
  void OnCancel() override;
  void OnDone() override ABSL_LOCKS_EXCLUDED(mu_);

 private:
  enum class Step { kNone, kRead, kWrite, kFinish };

  Step NextStepLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  // Accepts what was read; on the pool.
  void Take() ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status QueueTake();
  void TakeLater() ABSL_LOCKS_EXCLUDED(mu_);
  // The answers to what was accepted: one now, one with the verdict.
  void Follow(storage::SubmissionRecord record, const std::string& key)
      ABSL_LOCKS_EXCLUDED(mu_);
  void Watch(SubmissionId id, const std::string& key) ABSL_LOCKS_EXCLUDED(mu_);
  void Hear(uint64_t serial, SubmissionId id, const std::string& key,
            const Event& event) ABSL_LOCKS_EXCLUDED(mu_);
  void Answer(v1::SubmitBatchResponse answer) ABSL_LOCKS_EXCLUDED(mu_);
  void Refuse(const std::string& key, const absl::Status& status);
  void TellVerdict(const std::string& key, SubmissionId id,
                   const Judgement& judgement);
  void Unwatch(std::vector<Dispatcher::WatchId> watches);

  // Gone, with the pool, once OnDone has had the lock.
  Batches& batches_;
  const BatchOptions options_;
  // Whose turns it takes on the pool.
  const std::string user_;
  const Accept accept_;
  // What is read into, and then accepted; no lock: whoever does either has it.
  v1::SubmitBatchRequest request_;
  absl::Duration pause_;
  // What gRPC is writing; no lock, it is gRPC's while writing_now_.
  v1::SubmitBatchResponse writing_;

  absl::Mutex mu_;
  std::deque<v1::SubmitBatchResponse> queue_ ABSL_GUARDED_BY(mu_);
  bool writing_now_ ABSL_GUARDED_BY(mu_) = false;
  // From before a read until its request has been accepted or refused.
  bool taking_ ABSL_GUARDED_BY(mu_) = false;
  // A thread is about to give gRPC a read; nothing may be finished before.
  bool starting_read_ ABSL_GUARDED_BY(mu_) = false;
  bool no_more_reads_ ABSL_GUARDED_BY(mu_) = false;
  // Requests whose last answer has not been written.
  size_t unanswered_ ABSL_GUARDED_BY(mu_) = 0;
  // How it ends early; then nothing more is read or written.
  std::optional<absl::Status> ending_ ABSL_GUARDED_BY(mu_);
  bool finished_ ABSL_GUARDED_BY(mu_) = false;
  bool done_ ABSL_GUARDED_BY(mu_) = false;
  // Submissions whose verdict is awaited, with the watch once it is known.
  std::unordered_map<uint64_t, std::optional<Dispatcher::WatchId>> watched_
      ABSL_GUARDED_BY(mu_);
  uint64_t next_serial_ ABSL_GUARDED_BY(mu_) = 0;
  // A new one each time: the one before may still be returning from its call.
  std::unique_ptr<grpc::Alarm> again_ ABSL_GUARDED_BY(mu_);
};

Batches::Stream::Step Batches::Stream::NextStepLocked() {
  if (finished_) return Step::kNone;
  if (!ending_ && !taking_ && !no_more_reads_ &&
      unanswered_ < options_.max_unanswered) {
    taking_ = true;
    starting_read_ = true;
    return Step::kRead;
  }
  if (writing_now_) return Step::kNone;
  if (!ending_ && !queue_.empty()) {
    writing_ = std::move(queue_.front());
    queue_.pop_front();
    writing_now_ = true;
    return Step::kWrite;
  }
  const bool all_done = no_more_reads_ && !taking_ && unanswered_ == 0;
  if (starting_read_ || !(ending_ || all_done)) return Step::kNone;
  finished_ = true;
  return Step::kFinish;
}

void Batches::Stream::Advance() {
  for (;;) {
    Step step = Step::kNone;
    absl::Status status;
    {
      absl::MutexLock lock(&mu_);
      step = NextStepLocked();
      if (ending_) status = *ending_;
    }
    switch (step) {
      case Step::kNone:
        return;
      case Step::kRead: {
        StartRead(&request_);
        absl::MutexLock lock(&mu_);
        starting_read_ = false;
        break;
      }
      case Step::kWrite:
        StartWrite(&writing_);
        break;
      case Step::kFinish:
        // After it the stream may be gone any moment, save for shared owners.
        Finish(ToGrpc(status));
        return;
    }
  }
}

void Batches::Stream::OnReadDone(bool ok) {
  if (ok) {
    {
      absl::MutexLock lock(&mu_);
      ++unanswered_;
    }
    if (!QueueTake().ok()) TakeLater();
    return;
  }
  {
    absl::MutexLock lock(&mu_);
    no_more_reads_ = true;
    taking_ = false;
  }
  Advance();
}

void Batches::Stream::Take() {
  {
    // Nobody would read the answer.
    absl::MutexLock lock(&mu_);
    if (ending_) return;
  }
  const v1::SubmitRequest& request = request_.submission();
  const absl::Status proper = CheckIdempotencyKey(request.idempotency_key());
  if (!proper.ok()) return End(proper);
  absl::StatusOr<storage::SubmissionRecord> record = accept_(request);
  if (absl::IsResourceExhausted(record.status())) return TakeLater();
  if (absl::IsUnavailable(record.status())) return End(record.status());
  pause_ = options_.first_pause;
  if (record.ok()) {
    Follow(*std::move(record), request.idempotency_key());
  } else {
    Refuse(request.idempotency_key(), record.status());
  }
  {
    absl::MutexLock lock(&mu_);
    taking_ = false;
  }
  Advance();
}

absl::Status Batches::Stream::QueueTake() {
  return batches_.pool_.Run(user_,
                            [self = shared_from_this()] { self->Take(); });
}

void Batches::Stream::TakeLater() {
  absl::MutexLock lock(&mu_);
  if (done_) return;
  const auto when =
      std::chrono::system_clock::now() + absl::ToChronoMilliseconds(pause_);
  pause_ = std::min(2 * pause_, options_.longest_pause);
  again_ = std::make_unique<grpc::Alarm>();
  again_->Set(when, [self = shared_from_this()](bool /*in_time*/) {
    absl::Status queued;
    {
      absl::MutexLock held(&self->mu_);
      if (self->done_) return;
      queued = self->QueueTake();
    }
    if (!queued.ok()) self->TakeLater();
  });
}

void Batches::Stream::Follow(storage::SubmissionRecord record,
                             const std::string& key) {
  const SubmissionId id = record.submission.id;
  std::optional<Judgement> judgement = std::move(record.judgement);
  record.judgement.reset();
  record.submission.source.clear();
  v1::SubmitBatchResponse accepted;
  accepted.set_key(key);
  ToProto(record, Details::kForTeams, accepted.mutable_accepted());
  Answer(std::move(accepted));
  if (judgement) {
    TellVerdict(key, id, *judgement);
  } else {
    Watch(id, key);
  }
}

void Batches::Stream::Watch(SubmissionId id, const std::string& key) {
  uint64_t serial = 0;
  {
    absl::MutexLock lock(&mu_);
    serial = next_serial_++;
    watched_[serial] = std::nullopt;
  }
  const absl::StatusOr<Dispatcher::WatchId> watch = batches_.dispatcher_.Watch(
      id, [self = shared_from_this(), serial, id, key](const Event& event) {
        self->Hear(serial, id, key, event);
      });
  if (!watch.ok()) return End(watch.status());
  {
    absl::MutexLock lock(&mu_);
    const auto found = watched_.find(serial);
    if (found == watched_.end()) return;
    if (!done_) {
      found->second = *watch;
      return;
    }
  }
  batches_.dispatcher_.Unwatch(*watch);
}

void Batches::Stream::Hear(uint64_t serial, SubmissionId id,
                           const std::string& key, const Event& event) {
  const auto* judged = std::get_if<Judged>(&event);
  const auto* abandoned = std::get_if<Abandoned>(&event);
  if (judged == nullptr && abandoned == nullptr) return;
  {
    absl::MutexLock lock(&mu_);
    watched_.erase(serial);
  }
  if (judged != nullptr) return TellVerdict(key, id, judged->judgement);
  if (absl::IsUnavailable(abandoned->status)) return End(abandoned->status);
  Refuse(key, abandoned->status);
}

void Batches::Stream::TellVerdict(const std::string& key, SubmissionId id,
                                  const Judgement& judgement) {
  v1::SubmitBatchResponse answer;
  answer.set_key(key);
  answer.mutable_judged()->set_submission_id(absl::StrCat(id));
  v1::Judgement* out = answer.mutable_judged()->mutable_judgement();
  ToProto(judgement, Details::kForTeams, out);
  out->clear_runs();
  out->clear_skipped();
  Answer(std::move(answer));
}

void Batches::Stream::Refuse(const std::string& key,
                             const absl::Status& status) {
  v1::SubmitBatchResponse answer;
  answer.set_key(key);
  const grpc::Status refusal = ToGrpc(status);
  answer.mutable_refused()->set_code(refusal.error_code());
  answer.mutable_refused()->set_message(refusal.error_message());
  Answer(std::move(answer));
}

void Batches::Stream::Answer(v1::SubmitBatchResponse answer) {
  {
    absl::MutexLock lock(&mu_);
    if (ending_) return;
    queue_.push_back(std::move(answer));
  }
  Advance();
}

void Batches::Stream::End(const absl::Status& status) {
  {
    absl::MutexLock lock(&mu_);
    if (ending_) return;
    ending_ = status;
    queue_.clear();
  }
  Advance();
}

void Batches::Stream::OnWriteDone(bool ok) {
  {
    absl::MutexLock lock(&mu_);
    writing_now_ = false;
    if (!writing_.has_accepted()) --unanswered_;
  }
  if (!ok) End(absl::CancelledError("the client is gone"));
  Advance();
}

void Batches::Stream::OnCancel() {
  End(absl::CancelledError("the client cancelled"));
}

void Batches::Stream::OnDone() {
  std::vector<Dispatcher::WatchId> watches;
  {
    absl::MutexLock lock(&mu_);
    done_ = true;
    for (const auto& [serial, watch] : watched_) {
      if (watch) watches.push_back(*watch);
    }
    if (again_ != nullptr) again_->Cancel();
  }
  if (!watches.empty()) Unwatch(std::move(watches));
  batches_.Forget(shared_from_this());
}

void Batches::Stream::Unwatch(std::vector<Dispatcher::WatchId> watches) {
  // On the pool: this may be running inside a sink that Unwatch waits for. At
  // most one for every stream that was admitted.
  batches_.pool_.Post(
      [&dispatcher = batches_.dispatcher_, watches = std::move(watches)] {
        for (const Dispatcher::WatchId watch : watches)
          dispatcher.Unwatch(watch);
      });
}

Batches::Batches(const BatchOptions& options, Dispatcher& dispatcher,
                 WorkerPool& pool)
    : options_(options), dispatcher_(dispatcher), pool_(pool) {}

Batches::~Batches() = default;

Batches::Reactor* Batches::Open(Accept accept, RateLimits::Pass pass) {
  auto stream = std::make_shared<Stream>(*this, pass.user(), std::move(accept));
  const absl::Status status = Admit(stream, std::move(pass));
  if (status.ok()) {
    stream->Advance();
  } else {
    stream->End(status);
  }
  return stream.get();
}

absl::Status Batches::Admit(const std::shared_ptr<Stream>& stream,
                            RateLimits::Pass pass) {
  absl::MutexLock lock(&mu_);
  // Kept in any case: this is what holds the stream until it is done.
  streams_.emplace(stream, std::move(pass));
  if (ended_) return absl::UnavailableError("the server is shutting down");
  if (streams_.size() > options_.max_streams) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the server has ", options_.max_streams,
                     " batches open already, try again later"));
  }
  return absl::OkStatus();
}

void Batches::Forget(const std::shared_ptr<Stream>& stream) {
  absl::MutexLock lock(&mu_);
  streams_.erase(stream);
}

void Batches::EndAll() {
  std::vector<std::shared_ptr<Stream>> open;
  {
    absl::MutexLock lock(&mu_);
    ended_ = true;
    for (const auto& [stream, pass] : streams_) open.push_back(stream);
  }
  for (const std::shared_ptr<Stream>& stream : open) {
    stream->End(absl::UnavailableError("the server is shutting down"));
  }
}

}  // namespace gavel::judge
