// The open WatchStandings streams.
//
// Shape:   one thread looks at each watched board once in an interval; who is
//          slow gets what changed since their own last state, so states are
//          left out and never queued
// Errors:  as in judge/service/pulled_stream.h; a stream ends with OK when its
//          contest is over, thawed and judged
// Threads: thread-safe
// Owner:   borrows all for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_STANDINGS_WATCHES_H_
#define GAVEL_JUDGE_SERVICE_STANDINGS_WATCHES_H_

#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "core/user.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/service/boards.h"
#include "judge/service/contest_access.h"
#include "judge/service/pulled_stream.h"
#include "judge/service/worker_pool.h"

namespace gavel::judge {

struct StandingsWatchOptions {
  size_t max_streams = 4096;
  // At most one state in this time.
  absl::Duration interval = absl::Seconds(1);
};

// Leaves out what tells problems apart from outside of the contest.
void HideProblems(v1::Standings* standings);

// What a client has to be told that has `from`: rows that changed, and the
// order if that did. Null if nothing did; all of `to` if the columns did.
std::shared_ptr<const v1::WatchStandingsResponse> StandingsChanges(
    const BoardState& from, const BoardState& to);

class StandingsWatches {
 public:
  StandingsWatches(const StandingsWatchOptions& options, Boards& boards,
                   const ContestAccess& access, WorkerPool& pool);
  // Ends all and joins.
  ~StandingsWatches();
  StandingsWatches(const StandingsWatches&) = delete;
  StandingsWatches& operator=(const StandingsWatches&) = delete;

  grpc::ServerWriteReactor<v1::WatchStandingsResponse>* Open(
      const Caller& caller, const v1::WatchStandingsRequest& request);
  void EndAll();

 private:
  using Streams = PulledStreams<v1::WatchStandingsResponse>;
  class Channel;
  using Key = std::pair<std::string, Board>;

  void Start(const Caller& caller, const v1::WatchStandingsRequest& request,
             Streams::Stream& stream);
  absl::StatusOr<std::shared_ptr<Channel>> FindChannel(const Key& key);
  void Look();
  void LookAt(const Key& key, Channel& channel);

  const StandingsWatchOptions options_;
  Boards& boards_;
  const ContestAccess& access_;
  WorkerPool& pool_;
  Streams streams_;
  absl::Mutex mu_;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  // Those that somebody watches.
  std::map<Key, std::weak_ptr<Channel>> channels_ ABSL_GUARDED_BY(mu_);
  std::thread thread_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_STANDINGS_WATCHES_H_
