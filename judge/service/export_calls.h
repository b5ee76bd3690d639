// Contests as files, sent as a stream.
//
// Errors:  as proto/gavel/v1/contest_service.proto says, and as in
//          judge/service/pulled_stream.h
// Threads: thread-safe
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_EXPORT_CALLS_H_
#define GAVEL_JUDGE_SERVICE_EXPORT_CALLS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/user.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/contest/export.h"
#include "judge/service/boards.h"
#include "judge/service/contest_access.h"
#include "judge/service/contest_calls.h"
#include "judge/service/pulled_stream.h"
#include "judge/service/worker_pool.h"
#include "storage/contest_store.h"
#include "storage/store.h"
#include "storage/user_store.h"

namespace gavel::judge {

class ExportCalls {
 public:
  // Each is in memory as a whole while it is sent.
  static constexpr size_t kMostStreams = 4;

  ExportCalls(storage::ContestStore& contests, storage::Store& store,
              storage::UserStore& users, const ContestAccess& access,
              Boards& boards, WorkerPool& pool)
      : contests_(contests),
        store_(store),
        users_(users),
        access_(access),
        boards_(boards),
        pool_(pool),
        streams_("exports", kMostStreams) {}

  grpc::ServerWriteReactor<v1::ExportContestResponse>* Open(
      const Caller& caller, const v1::ExportContestRequest& request);
  void EndAll() { streams_.EndAll(); }

 private:
  using Streams = PulledStreams<v1::ExportContestResponse>;

  absl::StatusOr<std::vector<contest::ExportedFile>> Export(
      const Caller& caller, const v1::ExportContestRequest& request);
  absl::Status AddProblems(contest::ExportInput& input);
  absl::Status AddNames(contest::ExportInput& input);

  storage::ContestStore& contests_;
  storage::Store& store_;
  storage::UserStore& users_;
  const ContestAccess& access_;
  Boards& boards_;
  WorkerPool& pool_;
  Streams streams_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_EXPORT_CALLS_H_
