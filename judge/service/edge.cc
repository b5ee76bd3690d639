#include "judge/service/edge.h"

#include <grpcpp/server_context.h>

#include <utility>

#include "judge/service/convert.h"

namespace gavel::judge {

absl::StatusOr<Caller> Edge::Admit(const grpc::CallbackServerContext& context,
                                   absl::string_view /*method*/) const {
  Caller caller{"admin", Role::kAdmin};
  calls_.SetUser(context, caller.user_id);
  return caller;
}

grpc::ServerUnaryReactor* Edge::Answer(
    grpc::CallbackServerContext& context, absl::string_view method,
    std::function<absl::Status(const Caller& caller)> work) {
  absl::StatusOr<Caller> caller = Admit(context, method);
  if (!caller.ok()) return FinishNow(context, caller.status());
  grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
  const absl::Status queued = pool_.Run(
      [&context, reactor, caller = *std::move(caller), work = std::move(work)] {
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
