#include "cli/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "cli/format.h"
#include "core/status_macros.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace gavel::cli {
namespace {

constexpr absl::Duration kConnectDeadline = absl::Seconds(5);
// Of one stream; then it is opened again.
constexpr absl::Duration kWatchDeadline = absl::Minutes(10);
constexpr absl::Duration kLongestPause = absl::Seconds(2);
constexpr int kMaxMessage = 64 << 20;
// A server that vanished without a word is noticed after both.
constexpr int kKeepaliveTimeMs = 30'000;
constexpr int kKeepaliveTimeoutMs = 10'000;

std::chrono::system_clock::time_point After(absl::Duration duration) {
  return absl::ToChronoTime(absl::Now() + duration);
}

// One stream. True in *judged when it went to its end; *progress when anything
// came.
grpc::Status WatchOnce(
    v1::SubmissionService::Stub& stub, const std::string& submission_id,
    const std::function<void(const v1::WatchSubmissionResponse&)>& on_event,
    bool* judged, bool* progress) {
  grpc::ClientContext context;
  SetDeadline(kWatchDeadline, &context);
  v1::WatchSubmissionRequest request;
  request.set_submission_id(submission_id);
  const auto reader = stub.WatchSubmission(&context, request);
  v1::WatchSubmissionResponse event;
  while (reader->Read(&event)) {
    *progress = true;
    *judged = *judged || event.has_judged();
    on_event(event);
  }
  return reader->Finish();
}

// "; try again in 3 s", if the server said when.
std::string RetryAdvice(const grpc::Status& status) {
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return "";
  for (const google::protobuf::Any& detail : details.details()) {
    google::rpc::RetryInfo info;
    if (!detail.UnpackTo(&info)) continue;
    const absl::Duration delay = absl::Seconds(info.retry_delay().seconds()) +
                                 absl::Nanoseconds(info.retry_delay().nanos());
    return absl::StrCat(
        "; try again in ",
        absl::ToInt64Seconds(absl::Ceil(delay, absl::Seconds(1))), " s");
  }
  return "";
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect(
    const Endpoint& endpoint) {
  GAVEL_ASSIGN_OR_RETURN(const std::string token, FindToken(endpoint));
  GAVEL_ASSIGN_OR_RETURN(
      const std::shared_ptr<grpc::ChannelCredentials> credentials,
      MakeCredentials(endpoint));
  std::vector<
      std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>>
      interceptors;
  if (!token.empty()) interceptors.push_back(MakeTokenSender(token));
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessage);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTimeMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  std::shared_ptr<grpc::Channel> channel =
      grpc::experimental::CreateCustomChannelWithInterceptors(
          endpoint.server, credentials, arguments, std::move(interceptors));
  const auto deadline = After(kConnectDeadline);
  grpc_connectivity_state state = channel->GetState(true);
  while (state != GRPC_CHANNEL_READY) {
    // Refused at once, or not answered in time.
    if (state == GRPC_CHANNEL_TRANSIENT_FAILURE ||
        !channel->WaitForStateChange(state, deadline)) {
      return absl::UnavailableError(absl::StrCat(
          "cannot reach ", endpoint.server, ": is `gavel serve` running there",
          UsesTls(endpoint) ? ", with TLS?" : "?"));
    }
    state = channel->GetState(true);
  }
  return channel;
}

bool WorthAnotherTry(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::OK:  // ended without a verdict: as good as broken
    case grpc::UNAVAILABLE:
    case grpc::DEADLINE_EXCEEDED:
    case grpc::RESOURCE_EXHAUSTED:
    case grpc::CANCELLED:
      return true;
    default:
      return false;
  }
}

void SetDeadline(absl::Duration from_now, grpc::ClientContext* context) {
  context->set_deadline(After(from_now));
}

grpc::Status WatchUntilJudged(
    const std::shared_ptr<grpc::Channel>& channel,
    const std::string& submission_id, const WatchOptions& options,
    const std::function<void(const v1::WatchSubmissionResponse&)>& on_event,
    const std::function<void()>& on_broken) {
  const auto stub = v1::SubmissionService::NewStub(channel);
  absl::Duration pause = options.first_pause;
  absl::Time give_up = absl::Now() + options.patience;
  for (;;) {
    bool judged = false;
    bool progress = false;
    grpc::Status status =
        WatchOnce(*stub, submission_id, on_event, &judged, &progress);
    if (judged) return grpc::Status::OK;
    if (progress) {
      pause = options.first_pause;
      give_up = absl::Now() + options.patience;
    }
    if (!WorthAnotherTry(status)) return status;
    if (absl::Now() >= give_up) {
      return status.ok() ? grpc::Status(grpc::INTERNAL,
                                        "the watch ends without a verdict")
                         : status;
    }
    on_broken();
    absl::SleepFor(pause);
    pause = std::min(2 * pause, kLongestPause);
  }
}

int Fail(absl::string_view message) {
  absl::FPrintF(stderr, "gavel: %s", EscapeLines(message, ""));
  return kExitError;
}

int Fail(const std::string& server, const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::UNAVAILABLE:
      return Fail(
          absl::StrCat("server ", server, ": ", status.error_message()));
    case grpc::DEADLINE_EXCEEDED:
      return Fail(absl::StrCat("server ", server, " did not answer in time"));
    case grpc::UNAUTHENTICATED:
      return Fail(absl::StrCat(
          "server ", server, ": ", status.error_message(),
          "\ngive a token: --token-file FILE, $GAVEL_TOKEN, $GAVEL_TOKEN_FILE "
          "or ~/.config/gavel/token; admins make one with `gavel token create "
          "--user ID`"));
    case grpc::UNIMPLEMENTED:
      return Fail(absl::StrCat("server ", server,
                               " does not know this call; is it older?"));
    default:
      return Fail(absl::StrCat(status.error_message(), RetryAdvice(status)));
  }
}

}  // namespace gavel::cli
