#include "judge/service/unary.h"

#include <grpcpp/server_context.h>

#include <utility>

#include "judge/service/convert.h"

namespace gavel::judge {

grpc::ServerUnaryReactor* FinishNow(grpc::CallbackServerContext& context,
                                    const absl::Status& status) {
  grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
  reactor->Finish(ToGrpc(status));
  return reactor;
}

grpc::ServerUnaryReactor* FinishOnPool(grpc::CallbackServerContext& context,
                                       WorkerPool& pool,
                                       std::function<absl::Status()> work) {
  grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
  const absl::Status queued =
      pool.Run([&context, reactor, work = std::move(work)] {
        reactor->Finish(ToGrpc(
            context.IsCancelled()
                ? absl::CancelledError("the client did not wait for its turn")
                : work()));
      });
  if (!queued.ok()) reactor->Finish(ToGrpc(queued));
  return reactor;
}

}  // namespace gavel::judge
