#include "sandbox/engine/watchdog.h"

#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "sandbox/engine/report.h"

namespace gavel::sandbox {
namespace {

// A blocked run must not be woken more often than this.
constexpr int64_t kLeastSleepUs = 300;
constexpr size_t kHandlerStackSize = 64 * 1024;

// What a signal handler needs has to be reachable without arguments.
struct State {
  void (*interrupt)() = nullptr;
  int64_t limit_us = 0;
  volatile sig_atomic_t exceeded = 0;
};
State g_state;
alignas(16) std::array<char, kHandlerStackSize> g_handler_stack;

bool WakeIn(int64_t sleep_us) {
  itimerval timer{};
  timer.it_value.tv_sec = sleep_us / 1'000'000;
  timer.it_value.tv_usec = sleep_us % 1'000'000;
  return setitimer(ITIMER_REAL, &timer, nullptr) == 0;
}

void OnTimer(int /*signal*/) {
  const int saved_errno = errno;
  const int64_t over = CpuTimeUs() - g_state.limit_us;
  if (over < 0) {
    WakeIn(std::max(-over, kLeastSleepUs));
  } else if (over < kGraceUs) {
    g_state.exceeded = 1;
    // Before the interrupt, which may wait for a lock that the interrupted code
    // holds.
    WakeIn(std::max(kGraceUs - over, kLeastSleepUs));
    g_state.interrupt();
  } else {
    EndAtCpuLimit();
  }
  errno = saved_errno;
}

}  // namespace

bool InstallWatchdog(void (*interrupt)()) {
  g_state.interrupt = interrupt;
  stack_t stack{};
  stack.ss_sp = g_handler_stack.data();
  stack.ss_size = g_handler_stack.size();
  if (sigaltstack(&stack, nullptr) != 0) return false;
  struct sigaction action {};
  action.sa_handler = OnTimer;
  action.sa_flags = SA_ONSTACK | SA_RESTART | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  return sigaction(SIGALRM, &action, nullptr) == 0;
}

bool ArmWatchdog(int64_t cpu_limit_us) {
  g_state.limit_us = cpu_limit_us;
  g_state.exceeded = 0;
  return WakeIn(std::max(cpu_limit_us - CpuTimeUs(), kLeastSleepUs));
}

void DisarmWatchdog() {
  itimerval timer{};
  setitimer(ITIMER_REAL, &timer, nullptr);
  g_state.exceeded = 0;
}

bool CpuTimeExceeded() { return g_state.exceeded != 0; }

void EndAtCpuLimit() {
  EndAtLimit(wire::Claim::kCpuTime, "CPU time limit exceeded");
}

int64_t CpuTimeUs() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace gavel::sandbox
