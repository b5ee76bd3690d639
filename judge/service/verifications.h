// VerifyProblem calls, of which one is answered at a time.
//
// Shape:   a thread of its own runs the verification, one program at a time.
//          Of how far it is the newest is sent whenever the last was written,
//          then the report
// Errors:  a stream ends with ResourceExhausted while there is another, or for
//          a report that is too large; Unavailable after EndAll; else with what
//          finding, loading or verifying the problem says
// Threads: thread-safe; reactions never block, the destructor does
// Owner:   borrows the sandbox and the clock; streams own themselves, and the
//          gRPC server must have ended them before this is destroyed
#ifndef GAVEL_JUDGE_SERVICE_VERIFICATIONS_H_
#define GAVEL_JUDGE_SERVICE_VERIFICATIONS_H_

#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <functional>

#include "absl/status/statusor.h"
#include "core/clock.h"
#include "core/problem.h"
#include "judge/service/slots.h"
#include "judge/service/spool.h"
#include "judge/service/worker_pool.h"
#include "judge/verify/verify.h"

namespace gavel::v1 {
class VerifyProblemResponse;
}  // namespace gavel::v1

namespace gavel::judge {

class Verifications {
 public:
  // Of the options how often runs are measured again counts.
  Verifications(const verify::VerifyOptions& options, sandbox::Sandbox& sandbox,
                const Clock& clock, Spool spool);

  // The problem, which is looked up on the verification's thread.
  using Find = std::function<absl::StatusOr<Problem>()>;
  grpc::ServerWriteReactor<v1::VerifyProblemResponse>* Open(Find find);

  // Ends what is under way, once the program has ended that runs, and whatever
  // comes from now on.
  void EndAll();

 private:
  class Stream;

  const verify::VerifyOptions options_;
  sandbox::Sandbox& sandbox_;
  const Clock& clock_;
  const Spool spool_;
  Slots slots_{"verification", 1};
  std::atomic<bool> ended_ = false;
  WorkerPool pool_{{.threads = 1, .queue_limit = 0}};
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_VERIFICATIONS_H_
