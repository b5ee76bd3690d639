// The classes of work, in the order in which they are served.
//
// Threads: plain values
#ifndef GAVEL_JUDGE_ENGINE_PRIORITY_H_
#define GAVEL_JUDGE_ENGINE_PRIORITY_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace gavel::judge {

// Live contests, then practice, then rejudging.
enum class Priority : uint8_t { kContest, kPractice, kRejudge };
inline constexpr size_t kPriorities = 3;

// "contest": for metrics and logs.
absl::string_view PriorityName(Priority priority);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_PRIORITY_H_
