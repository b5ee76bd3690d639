// Calls the store again while it is busy or full, as long as there is hope.
//
// Threads: thread-safe; Call blocks between attempts
#ifndef GAVEL_JUDGE_ENGINE_PATIENCE_H_
#define GAVEL_JUDGE_ENGINE_PATIENCE_H_

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace gavel::judge {

// Unavailable and ResourceExhausted: the same call may succeed later.
bool IsTemporary(const absl::Status& status);

class Patience {
 public:
  // Until the call returns something else than a temporary status, or until
  // End: then that status. `what` is for the log: "storing submission 1".
  absl::Status Call(absl::string_view what,
                    absl::FunctionRef<absl::Status()> call)
      ABSL_LOCKS_EXCLUDED(mu_);

  // From now on every call is made once.
  void End() ABSL_LOCKS_EXCLUDED(mu_);

 private:
  absl::Mutex mu_;
  bool ended_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_PATIENCE_H_
