// gavel.v1.SubmissionService over the dispatcher and the store.
//
// Threads: thread-safe; reactions never block
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_SUBMISSION_SERVICE_H_
#define GAVEL_JUDGE_SERVICE_SUBMISSION_SERVICE_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "judge/engine/dispatcher.h"
#include "judge/service/access.h"
#include "judge/service/admission.h"
#include "judge/service/batches.h"
#include "judge/service/edge.h"
#include "judge/service/watches.h"
#include "storage/store.h"

namespace gavel::judge {

// Without `admission` there are no contests, and practice is free.
std::unique_ptr<grpc::Service> MakeSubmissionService(
    Dispatcher& dispatcher, storage::Store& store, const Access& access,
    const Admission* admission, Watches& watches, Batches& batches, Edge& edge);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_SUBMISSION_SERVICE_H_
