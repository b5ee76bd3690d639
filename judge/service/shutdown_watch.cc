#include "judge/service/shutdown_watch.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "core/log.h"

namespace gavel::judge {
namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

void BlockStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

bool AwaitStopSignal(absl::Duration most) {
  const sigset_t signals = StopSignals();
  const timespec timeout = absl::ToTimespec(most);
  return sigtimedwait(&signals, nullptr, &timeout) > 0;
}

ShutdownWatch::ShutdownWatch(absl::Duration most)
    : thread_([this, most] { Watch(most); }) {}

ShutdownWatch::~ShutdownWatch() {
  ended_ = true;
  // Only wakes the thread: the signal is blocked.
  pthread_kill(thread_.native_handle(), SIGINT);
  thread_.join();
}

void ShutdownWatch::Watch(absl::Duration most) {
  const sigset_t signals = StopSignals();
  const timespec timeout = absl::ToTimespec(most);
  int signal = 0;
  do {
    signal = sigtimedwait(&signals, nullptr, &timeout);
  } while (signal < 0 && errno == EINTR);
  if (ended_) return;
  if (signal > 0) {
    Log(Severity::kWarning, "serve",
        "stopped at once; what was running is judged again at the next start");
    _exit(1);
  }
  Log(Severity::kWarning, "serve",
      "out of time; what is still running is judged again at the next start");
  _exit(0);
}

}  // namespace gavel::judge
