#include "judge/service/execution_service.h"

#include <memory>
#include <utility>

#include "gavel/v1/execution_service.grpc.pb.h"
#include "judge/service/convert.h"
#include "judge/service/edge.h"

namespace gavel::judge {
namespace {

class ExecutionService final : public v1::ExecutionService::CallbackService {
 public:
  ExecutionService(Dispatcher& dispatcher, Edge& edge)
      : dispatcher_(dispatcher), edge_(edge) {}

  grpc::ServerUnaryReactor* Execute(grpc::CallbackServerContext* context,
                                    const v1::ExecuteRequest* request,
                                    v1::ExecuteResponse* response) override {
    const absl::StatusOr<Caller> caller =
        edge_.Admit(*context, "ExecutionService/Execute");
    if (!caller.ok()) return FinishNow(*context, caller.status());
    absl::StatusOr<OneOff> one_off = ToOneOff(*request);
    if (!one_off.ok()) return FinishNow(*context, one_off.status());
    absl::StatusOr<RateLimits::Pass> call = edge_.limits().BeginCall(*caller);
    if (!call.ok()) return FinishNow(*context, call.status());
    // Until it is in the queue, which counts it from then on.
    const absl::StatusOr<RateLimits::Pass> one_off_pass =
        edge_.limits().BeginOneOff(*caller);
    if (!one_off_pass.ok()) return FinishNow(*context, one_off_pass.status());
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    const absl::Status queued = dispatcher_.RunOneOff(
        *std::move(one_off), caller->user_id,
        [reactor, response,
         held = std::make_shared<RateLimits::Pass>(*std::move(call))](
            absl::StatusOr<OneOffResult> result) {
          if (result.ok()) ToProto(*result, response);
          // Now, for the server may go when its last call has ended.
          held->Release();
          reactor->Finish(ToGrpc(result.status()));
        });
    if (!queued.ok()) reactor->Finish(ToGrpc(queued));
    return reactor;
  }

 private:
  Dispatcher& dispatcher_;
  Edge& edge_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeExecutionService(Dispatcher& dispatcher,
                                                    Edge& edge) {
  return std::make_unique<ExecutionService>(dispatcher, edge);
}

}  // namespace gavel::judge
