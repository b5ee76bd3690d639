// gavel.v1.RejudgingService over the engine's rejudgings.
//
// Threads: thread-safe; reactions never block
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_REJUDGING_SERVICE_H_
#define GAVEL_JUDGE_SERVICE_REJUDGING_SERVICE_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "judge/engine/rejudgings.h"
#include "judge/service/edge.h"
#include "storage/contest_store.h"
#include "storage/store.h"

namespace gavel::judge {

// Without contests nobody is a judge of any.
std::unique_ptr<grpc::Service> MakeRejudgingService(
    Rejudgings& rejudgings, storage::Store& store,
    storage::ContestStore* contests, Edge& edge);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_REJUDGING_SERVICE_H_
