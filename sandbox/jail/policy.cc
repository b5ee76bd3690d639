// The whole system call policy. Whatever is not here kills the process.
#include <errno.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>

#include <array>

#include "sandbox/jail/seccomp.h"

namespace gavel::sandbox {
namespace {

constexpr Condition kNone{};
constexpr std::array<Condition, 2> kAny = {kNone, kNone};

constexpr Condition Equal(uint8_t argument, uint32_t value) {
  return {Condition::Kind::kEqual, argument, 0xffffffff, value, false};
}
// The whole 64-bit argument.
constexpr Condition Exactly(uint8_t argument, uint32_t value) {
  return {Condition::Kind::kEqual, argument, 0xffffffff, value, true};
}
constexpr Condition Bits(uint8_t argument, uint32_t mask, uint32_t value) {
  return {Condition::Kind::kEqual, argument, mask, value, false};
}
constexpr Condition AtMost(uint8_t argument, uint32_t value) {
  return {Condition::Kind::kAtMost, argument, 0xffffffff, value, false};
}

constexpr uint32_t kControl = 3;
constexpr uint32_t kNoFile = 0xffffffff;

// What a run needs to compute and to use its three streams.
#define GAVEL_RUN_RULES                                                        \
  {SYS_read, 0, {Equal(0, 0), kNone}, "stdin"},                                \
      {SYS_write, 0, {AtMost(0, 2), kNone}, "stdout and stderr"},              \
      {SYS_fstat, 0, {Equal(0, 0), kNone}, "size of stdin"},                   \
      {SYS_sendmsg, 0, {Equal(0, kControl), kNone}, "report to the zygote"},   \
      {SYS_mmap,                                                               \
       0,                                                                      \
       {Bits(3, 0xf | MAP_ANONYMOUS, MAP_PRIVATE | MAP_ANONYMOUS),             \
        Equal(4, kNoFile)},                                                    \
       "memory, private and without a file; V8 needs PROT_EXEC"},              \
      {SYS_munmap, 0, kAny, "memory"},                                         \
      {SYS_mremap, 0, kAny, "memory: realloc of large blocks"},                \
      {SYS_mprotect, 0, {AtMost(2, 7), kNone}, "memory: V8 flips code pages"}, \
      {SYS_pkey_mprotect, 0, {AtMost(2, 7), kNone}, "the same with keys"},     \
      {SYS_madvise, 0, kAny, "memory: V8 gives pages back"},                   \
      {SYS_brk, 0, kAny, "memory: malloc"},                                    \
      {SYS_futex,                                                              \
       0,                                                                      \
       {Bits(1, FUTEX_PRIVATE_FLAG, FUTEX_PRIVATE_FLAG), kNone},               \
       "locks inside the process"},                                            \
      {SYS_getpid, 0, kAny, "V8 asks often"},                                  \
      {SYS_gettid, 0, kAny, "V8 and libc ask"},                                \
      {SYS_clock_gettime, 0, kAny, "the watchdog's CPU clock"},                \
      {SYS_clock_getres, 0, kAny, "clocks without vDSO"},                      \
      {SYS_gettimeofday, 0, kAny, "clocks without vDSO"},                      \
      {SYS_clock_nanosleep, 0, kAny, "timers of the program"},                 \
      {SYS_restart_syscall, 0, kAny, "sleep after a signal"},                  \
      {SYS_sched_yield, 0, kAny, "spin locks"},                                \
      {SYS_getrandom, 0, kAny, "libc and V8 seeds"},                           \
      {SYS_setitimer, 0, {Equal(0, ITIMER_REAL), kNone}, "the watchdog"},      \
      {SYS_rt_sigreturn, 0, kAny, "the watchdog's handler returns"},           \
      {SYS_rt_sigprocmask, 0, kAny, "libc: abort, and V8's semaphores"},       \
      {SYS_exit, 0, kAny, "end"}, {SYS_exit_group, 0, kAny, "end"},            \
      {SYS_openat, ENOENT, kAny, "libc and ICU look for files: none exist"},   \
      {SYS_newfstatat, ENOENT, kAny, "the same"},                              \
      {SYS_statx, ENOENT, kAny, "the same"},                                   \
      {SYS_readlinkat, ENOENT, kAny, "the same"},                              \
      {SYS_faccessat, ENOENT, kAny, "the same"},                               \
      {SYS_tgkill, EPERM, kAny, "abort: goes on to a trap"},                   \
      {SYS_rt_sigaction, EPERM, kAny, "abort: goes on to a trap"}, {           \
    SYS_writev, EPERM, kAny, "libc's last words"                               \
  }

#if defined(__x86_64__)
#define GAVEL_OLD_CALLS                                                  \
  , {SYS_open, ENOENT, kAny, "libc and ICU look for files: none exist"}, \
      {SYS_stat, ENOENT, kAny, "the same"},                              \
      {SYS_lstat, ENOENT, kAny, "the same"},                             \
      {SYS_readlink, ENOENT, kAny, "the same"}, {                        \
    SYS_access, ENOENT, kAny, "the same"                                 \
  }
#else
#define GAVEL_OLD_CALLS
#endif

constexpr Rule kRun[] = {GAVEL_RUN_RULES,
                         {SYS_prlimit64,
                          0,
                          {Exactly(2, 0), Equal(0, 0)},
                          "asking for limits"} GAVEL_OLD_CALLS};

constexpr Rule kProgram[] = {
    GAVEL_RUN_RULES,
    {SYS_clone,
     0,
     {Exactly(0, CLONE_PARENT | SIGCHLD), Exactly(1, 0)},
     "a run, as the zygote's child"},
    {SYS_recvmsg, 0, {Equal(0, kControl), kNone}, "orders of the zygote"},
    {SYS_dup3, 0, {AtMost(1, 2), kNone}, "a run's streams"},
    {SYS_close, 0, kAny, "a run's streams"},
    {SYS_prlimit64, 0, {Equal(0, 0), kNone}, "a run lowers its limits"},
    {SYS_prctl, 0, {Equal(0, PR_SET_PDEATHSIG), kNone}, "die with the zygote"},
    {SYS_seccomp,
     0,
     {Equal(0, SECCOMP_SET_MODE_FILTER), kNone},
     "a run installs its own filter"} GAVEL_OLD_CALLS};

#undef GAVEL_RUN_RULES
#undef GAVEL_OLD_CALLS

}  // namespace

absl::Span<const Rule> ProgramPolicy() { return kProgram; }
absl::Span<const Rule> RunPolicy() { return kRun; }

}  // namespace gavel::sandbox
