// gavel.v1.ContestService: hands each call to those who answer it.
//
// Threads: thread-safe; reactions never block
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_CONTEST_SERVICE_H_
#define GAVEL_JUDGE_SERVICE_CONTEST_SERVICE_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "core/clock.h"
#include "judge/service/contest_options.h"
#include "judge/service/edge.h"
#include "storage/contest_store.h"
#include "storage/store.h"
#include "storage/user_store.h"

namespace gavel::judge {

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
