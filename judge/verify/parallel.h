// Does the same with many things, some of them at once.
//
// Errors:  that of the first thing in order that failed; after a failure
// nothing
//          new is begun
// Threads: blocks until all is done; `work` is called on several threads
#ifndef GAVEL_JUDGE_VERIFY_PARALLEL_H_
#define GAVEL_JUDGE_VERIFY_PARALLEL_H_

#include <cstddef>
#include <functional>

#include "absl/status/status.h"

namespace gavel::verify {

// `work(i)` for each i below `count`, at most `slots` at a time.
absl::Status ForEach(int slots, size_t count,
                     const std::function<absl::Status(size_t)>& work);

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_PARALLEL_H_
