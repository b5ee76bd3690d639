// gavel.v1.ProblemService over the store.
//
// Shape:   uploads and downloads have a few threads of their own, so that
//          packing never holds up other calls; their number at a time is
//          bounded
// Threads: thread-safe; reactions never block
// Owner:   borrows all but options and spool for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_PROBLEM_SERVICE_H_
#define GAVEL_JUDGE_SERVICE_PROBLEM_SERVICE_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "judge/package/package.h"
#include "judge/service/access.h"
#include "judge/service/edge.h"
#include "judge/service/spool.h"
#include "judge/service/verifications.h"
#include "storage/contest_store.h"
#include "storage/store.h"

namespace gavel::judge {

struct ProblemServiceOptions {
  int max_uploads = 8;
  int max_downloads = 8;
  // Of both.
  int transfer_threads = 2;
  package::ZipLimits zip;
};

// `contests` is null where there are none.
std::unique_ptr<grpc::Service> MakeProblemService(
    const ProblemServiceOptions& options, storage::Store& store,
    const Access& access, storage::ContestStore* contests, Spool spool,
    Verifications& verifications, Edge& edge);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_PROBLEM_SERVICE_H_
