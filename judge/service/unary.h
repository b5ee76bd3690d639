// Finishes unary calls from the worker pool.
//
// Threads: thread-safe; never blocks
#ifndef GAVEL_JUDGE_SERVICE_UNARY_H_
#define GAVEL_JUDGE_SERVICE_UNARY_H_

#include <grpcpp/support/server_callback.h>

#include <functional>

#include "absl/status/status.h"
#include "judge/service/worker_pool.h"

namespace gavel::judge {

// Ends the call at once.
grpc::ServerUnaryReactor* FinishNow(grpc::CallbackServerContext& context,
                                    const absl::Status& status);

// Runs `work` on the pool and ends the call with what it returns. Does not run
// it for a client that has gone meanwhile, nor when the pool is full.
grpc::ServerUnaryReactor* FinishOnPool(grpc::CallbackServerContext& context,
                                       WorkerPool& pool,
                                       std::function<absl::Status()> work);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_UNARY_H_
