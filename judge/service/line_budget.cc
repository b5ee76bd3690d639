#include "judge/service/line_budget.h"

#include <algorithm>
#include <utility>

namespace gavel::judge {

bool LineBudget::Take(const std::string& kind) {
  const int64_t second = absl::ToUnixSeconds(clock_.Now());
  absl::MutexLock lock(&mu_);
  Kind& counts = kinds_[kind];
  if (counts.second != second) {
    counts.second = second;
    counts.written = 0;
  }
  if (counts.written < lines_) {
    ++counts.written;
    return true;
  }
  ++counts.left_out;
  return false;
}

std::vector<LineBudget::LeftOut> LineBudget::TakeLeftOut() {
  std::vector<LeftOut> all;
  absl::MutexLock lock(&mu_);
  for (auto& [kind, counts] : kinds_) {
    const int64_t lines = std::exchange(counts.left_out, 0);
    if (lines > 0) all.push_back({kind, lines});
  }
  std::sort(all.begin(), all.end(),
            [](const LeftOut& a, const LeftOut& b) { return a.kind < b.kind; });
  return all;
}

}  // namespace gavel::judge
