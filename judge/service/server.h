// The gRPC server: the services, health, reflection, and how they end.
//
// Errors:  InvalidArgument for an address that cannot be read; AlreadyExists
//          for a port that is taken; FailedPrecondition for one that other
//          machines reach without TLS; for certificates as in tls.h; else what
//          the system says
// Threads: thread-safe; Start and Shutdown block
// Owner:   borrows its parts for its lifetime
#ifndef GAVEL_JUDGE_SERVICE_SERVER_H_
#define GAVEL_JUDGE_SERVICE_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/bytes.h"
#include "core/clock.h"
#include "judge/engine/dispatcher.h"
#include "judge/engine/rejudgings.h"
#include "judge/service/admission.h"
#include "judge/service/batches.h"
#include "judge/service/calls.h"
#include "judge/service/contest_service.h"
#include "judge/service/problem_service.h"
#include "judge/service/rate_limits.h"
#include "judge/service/tls.h"
#include "judge/service/verifications.h"
#include "judge/service/watches.h"
#include "judge/service/worker_pool.h"
#include "judge/verify/verify.h"
#include "storage/contest_store.h"
#include "storage/store.h"
#include "storage/user_store.h"

namespace gavel::judge {

struct ServerOptions {
  // HOST:PORT; with port 0 the system chooses one.
  std::string listen = "127.0.0.1:50051";
  TlsOptions tls;
  // Without TLS, also where other machines can connect.
  bool allow_plaintext = false;
  // Emptied at start.
  std::string spool_directory;
  Bytes max_upload = MiB(512);
  Bytes max_message = MiB(16);
  CallLimits calls;
  ConnectionLimits connections;
  WorkerPoolOptions workers;
  RateLimitOptions limits;
  WatchOptions watches;
  BatchOptions batches;
  ProblemServiceOptions problems;
  verify::VerifyOptions verifications;
  ContestServiceOptions contests;
};

// Whether a server could listen so, as far as can be told before: Start says
// the same.
absl::Status CheckServerOptions(const ServerOptions& options);

// What it serves. Borrowed for its lifetime.
struct ServerParts {
  Dispatcher& dispatcher;
  storage::Store& store;
  sandbox::Sandbox& sandbox;
  const Clock& clock;
  storage::UserStore& users;
  // Both null where there are none.
  storage::ContestStore* contests = nullptr;
  const Admission* admission = nullptr;
  // Null where nothing is rejudged as a set.
  Rejudgings* rejudgings = nullptr;
  // Told of every call, if there is one.
  CallObserver* observer = nullptr;
};

class Server {
 public:
  // Returns when it answers calls.
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const ServerOptions& options, const ServerParts& parts);
  // Shuts down without grace.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // HOST:PORT with the real port.
  std::string address() const;

  // Health says NOT_SERVING from now on, and verifications end, which could
  // take minutes. All other calls are still answered: for the time in which the
  // dispatcher finishes what it has begun.
  void Drain();
  // Ends calls that are over a limit; to be called once a second.
  void EndOverdueCalls();
  // What health says from now on, unless it drains.
  void SetServing(bool serving);
  // Ends all watches and batches, lets other calls end within `grace`, then
  // cancels them. Without any it does not wait, not even for clients that do
  // not answer. When it returns no call runs any more. Idempotent.
  void Shutdown(absl::Duration grace);

  // For tests.
  Watches& watches();
  const Calls& calls() const;

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_SERVER_H_
