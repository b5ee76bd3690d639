// How every command talks to a server.
//
// Errors:  Unavailable, for people, when the server cannot be reached; else as
//          in cli/endpoint.h
// Threads: blocks; no shared state
#ifndef GAVEL_CLI_CLIENT_H_
#define GAVEL_CLI_CLIENT_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/endpoint.h"

namespace gavel::v1 {
class WatchSubmissionResponse;
}  // namespace gavel::v1

namespace gavel::cli {

// Beside kExitUsage: 1 is a verdict other than AC.
inline constexpr int kExitOk = 0;
inline constexpr int kExitNotAccepted = 1;
inline constexpr int kExitError = 2;

// Of a call that reads or writes a little.
inline constexpr absl::Duration kCallDeadline = absl::Seconds(30);

// Ready for calls when it returns, which it does within a few seconds. Each
// call carries the token, if there is one.
absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect(
    const Endpoint& endpoint);

void SetDeadline(absl::Duration from_now, grpc::ClientContext* context);

// A stream that ended so may go on after a while, on another. OK is as good as
// broken: the caller misses something.
bool WorthAnotherTry(const grpc::Status& status);

struct WatchOptions {
  // How long to try when there is no server any more.
  absl::Duration patience = absl::Minutes(1);
  // Pause before watching again; twice as long after every failure.
  absl::Duration first_pause = absl::Milliseconds(200);
};

// Watches until the judging has ended. A stream that breaks is opened again,
// and then all events come again; on_broken is told of it.
grpc::Status WatchUntilJudged(
    const std::shared_ptr<grpc::Channel>& channel,
    const std::string& submission_id, const WatchOptions& options,
    const std::function<void(const v1::WatchSubmissionResponse&)>& on_event,
    const std::function<void()>& on_broken);

// Prints "gavel: ..." to stderr and returns kExitError.
int Fail(absl::string_view message);
int Fail(const std::string& server, const grpc::Status& status);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_CLIENT_H_
