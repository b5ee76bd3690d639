// The calls that are being answered: what each is called, who makes it, how it
// ends.
//
// Shape:   interceptors, so it sees every call. Methods that clients make up
// are
//          all named "unknown". A call's request id is the client's, if it is
//          sane, and goes back in the metadata. Calls over a limit end with
//          DeadlineExceeded that names it, whatever their services do
// Threads: thread-safe; never blocks
// Owner:   borrows observer and clock for its lifetime, which is longer than
//          that of the gRPC server
#ifndef GAVEL_JUDGE_SERVICE_CALLS_H_
#define GAVEL_JUDGE_SERVICE_CALLS_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "absl/base/thread_annotations.h"
#include "absl/random/random.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/clock.h"
#include "judge/service/call_limits.h"

namespace gavel::judge {

// Which side sends more than one message.
enum class CallKind { kUnary, kClientStreams, kServerStreams, kBothStream };

// As far as it is known.
struct Call {
  // "gavel.v1.SubmissionService/Submit", or "unknown".
  std::string method;
  CallKind kind = CallKind::kUnary;
  std::string request_id = {};
  // Empty before the caller is known, and for ever if it is refused.
  std::string user_id = {};
  // "ipv4:127.0.0.1:4711".
  std::string peer = {};
  absl::Time began;
};

// Called on threads of gRPC; thread-safe, must not block.
class CallObserver {
 public:
  virtual ~CallObserver() = default;
  virtual void OnCallBegun(const Call& call) = 0;
  // Cancelled where the client has gone before there was a status.
  virtual void OnCallEnded(const Call& call, absl::StatusCode code,
                           absl::Duration took) = 0;
};

class Calls {
 public:
  // The observer may be null.
  Calls(const CallLimits& limits, CallObserver* observer, const Clock& clock)
      : limits_(limits),
        observer_(observer),
        clock_(clock),
        looked_(clock.Now()) {}
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;

  // For the builder of the server.
  std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
  MakeInterceptors();

  // From when it is known who makes the call.
  void SetUser(const grpc::ServerContextBase& context,
               absl::string_view user_id);
  // Empty for a call that has ended.
  std::string RequestId(const grpc::ServerContextBase& context) const;

  // How many are being answered.
  size_t open() const;

  // How many have a message on its way to the client.
  size_t sending() const;

  // Ends those that are over a limit; to be called once a second. Time counts
  // in steps from one look to the next, and long ones are cut short: a clock
  // that is set forward ends nothing.
  void EndOverdue();

 private:
  class Interceptor;

  struct Entry {
    Call call;
    grpc_call* handle = nullptr;
    // When it came, and when a message last came or went, in elapsed_.
    absl::Duration began;
    absl::Duration moved;
    // A message is on its way to the client.
    bool sending = false;
    // The client may send more.
    bool receiving = true;
    bool overdue = false;
  };

  void Begin(const grpc::ServerContextBase* context, Call call);
  void SetSending(const grpc::ServerContextBase* context, bool sending);
  void Received(const grpc::ServerContextBase* context, bool more);
  // Of what the client sent; its own becomes the id if it is sane.
  std::string Name(grpc::ServerContextBase* context, absl::string_view wanted);
  void End(const grpc::ServerContextBase* context, absl::StatusCode code);
  // Why the call has to end; empty if it has not.
  std::string WhyOverdueLocked(const Entry& entry) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const CallLimits limits_;
  CallObserver* const observer_;
  const Clock& clock_;
  mutable absl::Mutex mu_;
  absl::Time looked_ ABSL_GUARDED_BY(mu_);
  absl::Duration elapsed_ ABSL_GUARDED_BY(mu_);
  absl::BitGen random_ ABSL_GUARDED_BY(mu_);
  std::unordered_map<const grpc::ServerContextBase*, Entry> calls_
      ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CALLS_H_
