// gavel.v1.ContestService: hands each call to those who answer it.
//
// Threads: thread-safe; reactions never block
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_CONTEST_SERVICE_H_
#define GAVEL_JUDGE_SERVICE_CONTEST_SERVICE_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <cstddef>
#include <memory>

#include "absl/time/time.h"
#include "core/clock.h"
#include "judge/service/edge.h"
#include "storage/contest_store.h"
#include "storage/store.h"
#include "storage/user_store.h"

namespace gavel::judge {

struct ContestServiceOptions {
  // Of WatchStandings and of WatchClarifications.
  size_t max_standings_streams = 4096;
  size_t max_clarification_streams = 4096;
  // A stream of standings has at most one state in this time.
  absl::Duration standings_interval = absl::Seconds(1);
};

class ContestStreams {
 public:
  virtual ~ContestStreams() = default;
  // Ends all streams, and those opened from now on, with Unavailable.
  virtual void EndAll() = 0;
};

struct ContestServiceHandle {
  // `streams` is part of it.
  std::unique_ptr<grpc::Service> service;
  ContestStreams* streams = nullptr;
};

ContestServiceHandle MakeContestService(const ContestServiceOptions& options,
                                        storage::ContestStore& contests,
                                        storage::Store& store,
                                        storage::UserStore& users,
                                        const Clock& clock, Edge& edge);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONTEST_SERVICE_H_
