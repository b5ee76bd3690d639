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
constexpr int64_t kLeastSleepUs = 50;
constexpr size_t kHandlerStackSize = 64 * 1024;

// What a signal handler needs has to be reachable without arguments.
int64_t g_limit_us = 0;
alignas(16) std::array<char, kHandlerStackSize> g_handler_stack;

bool WakeIn(int64_t sleep_us) {
  itimerval timer{};
  timer.it_value.tv_sec = sleep_us / 1'000'000;
  timer.it_value.tv_usec = sleep_us % 1'000'000;
  return setitimer(ITIMER_REAL, &timer, nullptr) == 0;
}

void OnTimer(int /*signal*/) {
  // It has reported already.
  if (IsEnding()) return;
  const int saved_errno = errno;
  const int64_t left = g_limit_us - CpuTimeUs();
  if (left <= 0) EndAtLimit(wire::Claim::kCpuTime, "CPU time limit exceeded");
  WakeIn(std::max(left, kLeastSleepUs));
  errno = saved_errno;
}

}  // namespace

bool InstallWatchdog() {
  stack_t stack{};
  stack.ss_sp = g_handler_stack.data();
  stack.ss_size = g_handler_stack.size();
  if (sigaltstack(&stack, nullptr) != 0) return false;
  struct sigaction action {};
  action.sa_handler = OnTimer;
  action.sa_flags = SA_ONSTACK | SA_RESTART;
  sigemptyset(&action.sa_mask);
  return sigaction(SIGALRM, &action, nullptr) == 0;
}

bool ArmWatchdog(int64_t cpu_limit_us) {
  g_limit_us = cpu_limit_us;
  return WakeIn(std::max(cpu_limit_us - CpuTimeUs(), kLeastSleepUs));
}

void DisarmWatchdog() {
  itimerval timer{};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

int64_t CpuTimeUs() {
  // The only thread's clock: that of the process stands still between ticks of
  // the kernel as soon as there is an RLIMIT_CPU.
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace gavel::sandbox
