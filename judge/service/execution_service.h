// gavel.v1.ExecutionService over the dispatcher.
//
// Threads: thread-safe; reactions never block
// Owner:   borrows the dispatcher for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_EXECUTION_SERVICE_H_
#define GAVEL_JUDGE_SERVICE_EXECUTION_SERVICE_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "judge/engine/dispatcher.h"
#include "judge/service/edge.h"

namespace gavel::judge {

std::unique_ptr<grpc::Service> MakeExecutionService(Dispatcher& dispatcher,
                                                    Edge& edge);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_EXECUTION_SERVICE_H_
