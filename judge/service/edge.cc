#include "judge/service/edge.h"

#include <grpcpp/server_context.h>

#include <memory>
#include <string>
#include <utility>

#include "judge/service/convert.h"

namespace gavel::judge {

absl::StatusOr<Caller> Edge::Admit(
    const grpc::CallbackServerContext& /*context*/,
    absl::string_view /*method*/) const {
  return Caller{"admin", Role::kAdmin};
}

grpc::ServerUnaryReactor* Edge::Answer(
    grpc::CallbackServerContext& context, absl::string_view method,
    std::function<absl::Status(const Caller& caller)> work) {
  absl::StatusOr<Caller> caller = Admit(context, method);
  if (!caller.ok()) return FinishNow(context, caller.status());
  absl::StatusOr<RateLimits::Pass> pass = limits_.BeginCall(*caller);
  if (!pass.ok()) return FinishNow(context, pass.status());
  grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
  const std::string user = caller->user_id;
  const absl::Status queued = pool_.Run(
      user,
      [&context, reactor, caller = *std::move(caller), work = std::move(work),
       held = std::make_shared<RateLimits::Pass>(*std::move(pass))] {
        reactor->Finish(ToGrpc(
            context.IsCancelled()
                ? absl::CancelledError("the client did not wait for its turn")
                : work(caller)));
      });
  if (!queued.ok()) reactor->Finish(ToGrpc(queued));
  return reactor;
}

grpc::ServerUnaryReactor* FinishNow(grpc::CallbackServerContext& context,
                                    const absl::Status& status) {
  grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
  reactor->Finish(ToGrpc(status));
  return reactor;
}

}  // namespace gavel::judge
