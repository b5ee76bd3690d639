// Where calls come in: who makes them, whether that is allowed, and the threads
// that answer.
//
// Shape:   a call carries one "authorization: Bearer TOKEN" in its metadata
// Errors:  Unauthenticated for a call without a good token, PermissionDenied
//          for one that its caller's role may not make, ResourceExhausted for
//          one of too many
// Threads: thread-safe; never blocks
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_EDGE_H_
#define GAVEL_JUDGE_SERVICE_EDGE_H_

#include <grpcpp/support/server_callback.h>

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/user.h"
#include "judge/service/calls.h"
#include "judge/service/convert.h"
#include "judge/service/rate_limits.h"
#include "judge/service/tokens.h"
#include "judge/service/worker_pool.h"

namespace gavel::judge {

class Edge {
 public:
  Edge(WorkerPool& pool, const Tokens& tokens, RateLimits& limits, Calls& calls)
      : pool_(pool), tokens_(tokens), limits_(limits), calls_(calls) {}

  WorkerPool& pool() { return pool_; }
  RateLimits& limits() { return limits_; }
  // Of a call, for what is logged about it.
  std::string RequestId(const grpc::CallbackServerContext& context) const {
    return calls_.RequestId(context);
  }

  // The caller, if it may call the method ("SubmissionService/Submit") at all.
  // What it may see or change of it is the service's to say.
  absl::StatusOr<Caller> Admit(const grpc::CallbackServerContext& context,
                               absl::string_view method) const;

  // Admits the call within its caller's limits, runs `work` on the pool and
  // ends the call with what it returns. Does not run it for a client that has
  // gone meanwhile, nor when the pool is full. `method` is a literal.
  grpc::ServerUnaryReactor* Answer(
      grpc::CallbackServerContext& context, absl::string_view method,
      std::function<absl::Status(const Caller& caller)> work);

 private:
  WorkerPool& pool_;
  const Tokens& tokens_;
  RateLimits& limits_;
  Calls& calls_;
};

// Ends the call at once.
grpc::ServerUnaryReactor* FinishNow(grpc::CallbackServerContext& context,
                                    const absl::Status& status);

// A stream of that kind that does nothing but end so.
template <typename Reactor>
Reactor* RefuseStream(const absl::Status& status) {
  class Refusal final : public Reactor {
   public:
    explicit Refusal(const absl::Status& why) { this->Finish(ToGrpc(why)); }
    void OnDone() override { delete this; }
  };
  return new Refusal(status);
}

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_EDGE_H_
