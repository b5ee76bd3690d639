#include "judge/service/execution_service.h"

#include <utility>

#include "gavel/v1/execution_service.grpc.pb.h"
#include "judge/service/convert.h"
#include "judge/service/unary.h"

namespace gavel::judge {
namespace {

class ExecutionService final : public v1::ExecutionService::CallbackService {
 public:
  explicit ExecutionService(Dispatcher& dispatcher) : dispatcher_(dispatcher) {}

  grpc::ServerUnaryReactor* Execute(grpc::CallbackServerContext* context,
                                    const v1::ExecuteRequest* request,
                                    v1::ExecuteResponse* response) override {
    absl::StatusOr<OneOff> one_off = ToOneOff(*request);
    if (!one_off.ok()) return FinishNow(*context, one_off.status());
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    const absl::Status queued = dispatcher_.RunOneOff(
        *std::move(one_off),
        [reactor, response](absl::StatusOr<OneOffResult> result) {
          if (result.ok()) ToProto(*result, response);
          reactor->Finish(ToGrpc(result.status()));
        });
    if (!queued.ok()) reactor->Finish(ToGrpc(queued));
    return reactor;
  }

 private:
  Dispatcher& dispatcher_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeExecutionService(Dispatcher& dispatcher) {
  return std::make_unique<ExecutionService>(dispatcher);
}

}  // namespace gavel::judge
