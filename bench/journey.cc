#include "bench/journey.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"

namespace gavel::bench {
namespace {

absl::Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) +
         absl::Nanoseconds(timestamp.nanos());
}

// Owns itself until it is done.
class Journey final
    : public grpc::ClientReadReactor<v1::WatchSubmissionResponse> {
 public:
  Journey(v1::SubmissionService::Stub& stub, v1::SubmitRequest request,
          std::function<void(const Outcome&)> done)
      : stub_(stub), submit_(std::move(request)), done_(std::move(done)) {
    Authorize(&submit_context_);
    Authorize(&watch_context_);
  }

  void Start() {
    stub_.async()->Submit(&submit_context_, &submit_, &submitted_,
                          [this](grpc::Status status) { Watch(status); });
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    if (event_.has_judged()) Note(event_.judged().judgement());
    StartRead(&event_);
  }
  void OnDone(const grpc::Status& status) override { End(status); }

 private:
  void Watch(const grpc::Status& status) {
    if (!status.ok()) return End(status);
    outcome_.accepted = absl::Now() - start_;
    outcome_.submission_id = submitted_.submission().id();
    watch_.set_submission_id(outcome_.submission_id);
    stub_.async()->WatchSubmission(&watch_context_, &watch_, this);
    StartRead(&event_);
    StartCall();
  }
  void Note(const v1::Judgement& judgement) {
    outcome_.judged = absl::Now() - start_;
    outcome_.begun = ToTime(judgement.start_time()) - start_;
    outcome_.finished = ToTime(judgement.end_time()) - start_;
    outcome_.verdict = judgement.verdict();
    outcome_.runs = judgement.runs_size();
    outcome_.compiling =
        absl::Microseconds(judgement.compilation().wall_time_us());
    for (const v1::TestRun& run : judgement.runs()) {
      outcome_.running += absl::Microseconds(run.execution().wall_time_us());
    }
  }
  void End(const grpc::Status& status) {
    outcome_.status = status;
    const auto done = std::move(done_);
    const Outcome outcome = std::move(outcome_);
    // First, for it shares the channel, which must not end on this thread.
    delete this;
    done(outcome);
  }

  v1::SubmissionService::Stub& stub_;
  const v1::SubmitRequest submit_;
  std::function<void(const Outcome&)> done_;
  const absl::Time start_ = absl::Now();
  grpc::ClientContext submit_context_;
  grpc::ClientContext watch_context_;
  v1::SubmitResponse submitted_;
  v1::WatchSubmissionRequest watch_;
  v1::WatchSubmissionResponse event_;
  Outcome outcome_;
};

}  // namespace

void SubmitAndWatch(v1::SubmissionService::Stub& stub,
                    const v1::SubmitRequest& request,
                    std::function<void(const Outcome& outcome)> done) {
  (new Journey(stub, request, std::move(done)))->Start();
}

Outcome SubmitAndAwait(v1::SubmissionService::Stub& stub,
                       const v1::SubmitRequest& request) {
  Outcome result;
  absl::Notification ended;
  SubmitAndWatch(stub, request, [&](const Outcome& outcome) {
    result = outcome;
    ended.Notify();
  });
  ended.WaitForNotification();
  return result;
}

std::unique_ptr<v1::SubmissionService::Stub> Connect(
    const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return v1::SubmissionService::NewStub(grpc::CreateCustomChannel(
      address, grpc::InsecureChannelCredentials(), arguments));
}

void Authorize(grpc::ClientContext* context) {
  const char* token = std::getenv("GAVEL_TOKEN");
  if (token == nullptr || *token == '\0') return;
  context->AddMetadata("authorization", absl::StrCat("Bearer ", token));
}

}  // namespace gavel::bench
