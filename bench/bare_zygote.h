// gavel-sandbox under namespaces of one's choice, spoken to without a
// supervisor: for measuring what a namespace costs.
//
// Errors:  Start: FailedPrecondition where the system refuses the namespaces;
//          else Internal
// Threads: single-threaded; blocks
#ifndef GAVEL_BENCH_BARE_ZYGOTE_H_
#define GAVEL_BENCH_BARE_ZYGOTE_H_

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "core/owned_fd.h"

namespace gavel::bench {

class BareZygote {
 public:
  // `namespaces` are CLONE_NEW* flags. With an empty program loaded.
  static absl::StatusOr<std::unique_ptr<BareZygote>> Start(
      const std::string& executable, int namespaces);
  BareZygote(const BareZygote&) = delete;
  BareZygote& operator=(const BareZygote&) = delete;
  ~BareZygote();

  // From the request to the facts of one run of the empty program.
  absl::StatusOr<absl::Duration> TimeRun();

  // From clone to the greeting.
  absl::Duration start_time() const { return start_time_; }

 private:
  BareZygote(pid_t pid, OwnedFd socket);
  absl::Status Greet();
  absl::Status Load();

  const pid_t pid_;
  const OwnedFd socket_;
  absl::Duration start_time_;
  uint64_t last_id_;
};

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_BARE_ZYGOTE_H_
