// One UploadProblem call.
//
// Shape:   messages are handled one after the other on threads of their own:
//          the next is read when the last has been written, so a fast client
//          waits for the disk
// Threads: thread-safe; reactions never block
// Owner:   a reactor owns itself and borrows what uploads share
#ifndef GAVEL_JUDGE_SERVICE_UPLOAD_H_
#define GAVEL_JUDGE_SERVICE_UPLOAD_H_

#include <grpcpp/support/server_callback.h>

#include "judge/package/package.h"
#include "judge/service/slots.h"
#include "judge/service/spool.h"
#include "judge/service/worker_pool.h"
#include "storage/contest_store.h"
#include "storage/store.h"

namespace gavel::v1 {
class UploadProblemRequest;
class UploadProblemResponse;
}  // namespace gavel::v1

namespace gavel::judge {

struct UploadContext {
  const package::ZipLimits zip;
  storage::Store& store;
  // Null where there are none; nothing can be hidden then.
  storage::ContestStore* contests;
  const Spool& spool;
  Slots slots;
  WorkerPool pool;
};

grpc::ServerReadReactor<v1::UploadProblemRequest>* StartUpload(
    UploadContext& shared, grpc::CallbackServerContext& context,
    v1::UploadProblemResponse* response);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_UPLOAD_H_
