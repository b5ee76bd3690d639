#include "judge/service/pacer.h"

#include <utility>

namespace gavel::judge {

Pacer::Pacer(absl::Duration pause)
    : pause_(pause), thread_([this] { Run(); }) {}

Pacer::~Pacer() {
  {
    absl::MutexLock lock(&mu_);
    ending_ = true;
  }
  thread_.join();
}

void Pacer::Later(std::function<void()> call) {
  absl::MutexLock lock(&mu_);
  calls_.push_back(std::move(call));
}

void Pacer::Run() {
  for (Calls due = AwaitDue(); !due.empty(); due = AwaitDue()) {
    for (const std::function<void()>& call : due) call();
  }
}

Pacer::Calls Pacer::AwaitDue() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &Pacer::HasNews));
  if (mu_.AwaitWithTimeout(absl::Condition(&ending_), pause_)) return {};
  return std::exchange(calls_, {});
}

}  // namespace gavel::judge
