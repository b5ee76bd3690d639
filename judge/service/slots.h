// Bounds how many transfers of one kind are open at a time.
//
// Errors:  Take: ResourceExhausted when all are taken, naming how many
// Threads: thread-safe; never blocks
#ifndef GAVEL_JUDGE_SERVICE_SLOTS_H_
#define GAVEL_JUDGE_SERVICE_SLOTS_H_

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"

namespace gavel::judge {

class Slots {
 public:
  // `what` is what so many are called: "uploads".
  Slots(const char* what, int count)
      : what_(what), count_(count), free_(count) {}

  absl::Status Take() {
    absl::MutexLock lock(&mu_);
    if (free_ == 0) {
      return absl::ResourceExhaustedError(
          absl::StrCat("the server has ", count_, " ", what_,
                       " open already, try again later"));
    }
    --free_;
    return absl::OkStatus();
  }
  void Return() {
    absl::MutexLock lock(&mu_);
    ++free_;
  }

 private:
  const char* const what_;
  const int count_;
  absl::Mutex mu_;
  int free_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_SLOTS_H_
