// A server that is killed while threads call it, and started again on the same
// data. Their calls go on with the next one.
//
// Errors:  a call that no server answers within kPatience fails with the status
//          of its last attempt
// Threads: thread-safe, but for KillServer and KillZygote: one thread kills
#ifndef GAVEL_TESTS_E2E_REVIVED_SERVER_H_
#define GAVEL_TESTS_E2E_REVIVED_SERVER_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {

// Far more than anything takes, so that what hangs fails.
constexpr absl::Duration kPatience = absl::Minutes(2);

class RevivedServer {
 public:
  // On a new data directory.
  RevivedServer();

  // Blocks until a server has answered. What a killed one left unanswered is
  // sent again to the next.
  grpc::Status Call(
      absl::FunctionRef<grpc::Status(Server&, grpc::ClientContext*)> call);

  // SIGKILL, and the next server serves when this returns.
  void KillServer();
  // SIGKILL for the zygote alone, which the server then replaces.
  void KillZygote();

  std::shared_ptr<Server> Current() const;
  // How many calls have been sent again.
  int repeated() const { return repeated_; }

 private:
  // Blocks until there is another than this one; false if none came.
  bool AwaitNext(const std::shared_ptr<Server>& dead) const;

  const std::string data_dir_;
  std::atomic<int> repeated_ = 0;
  mutable absl::Mutex mu_;
  // Calls under way keep that which they were made to.
  std::shared_ptr<Server> server_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::e2e

#endif  // GAVEL_TESTS_E2E_REVIVED_SERVER_H_
