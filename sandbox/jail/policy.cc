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

#include "sandbox/jail/seccomp.h"

namespace gavel::sandbox {
namespace {

constexpr Role kAll = Role::kProgramAndRun;
constexpr Role kProgram = Role::kProgram;
constexpr Role kRun = Role::kRun;

constexpr Condition kAny{};

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
constexpr uint32_t kMapKind = 0xf | MAP_ANONYMOUS;
constexpr uint32_t kPrivateMap = MAP_PRIVATE | MAP_ANONYMOUS;
constexpr uint32_t kPrivateFutex = FUTEX_PRIVATE_FLAG;
constexpr uint32_t kForkRun = CLONE_PARENT | SIGCHLD;

// clang-format off
constexpr Rule kPolicy[] = {
  // The streams, the report, and the orders of the zygote.
  {SYS_read,            kAll,     0, {Equal(0, 0)},            "stdin"},
  {SYS_write,           kAll,     0, {AtMost(0, 2)},           "stdout and stderr"},
  {SYS_fstat,           kAll,     0, {Equal(0, 0)},            "size of stdin"},
  {SYS_ppoll,           kAll,     0, {kAny},                   "stdin or a timer, whichever is first"},
  {SYS_sendmsg,         kAll,     0, {Equal(0, kControl)},     "report to the zygote"},
  {SYS_recvmsg,         kProgram, 0, {Equal(0, kControl)},     "orders of the zygote"},

  // Memory: private and without a file. V8 needs PROT_EXEC.
  {SYS_mmap,            kAll,     0, {Bits(3, kMapKind, kPrivateMap), Equal(4, kNoFile)}, "heap, code, stacks"},
  {SYS_munmap,          kAll,     0, {kAny},                   "heap, code, stacks"},
  {SYS_mremap,          kAll,     0, {kAny},                   "realloc of large blocks"},
  {SYS_mprotect,        kAll,     0, {AtMost(2, 7)},           "V8 flips code pages"},
  {SYS_pkey_mprotect,   kAll,     0, {AtMost(2, 7)},           "the same with protection keys"},
  {SYS_madvise,         kAll,     0, {kAny},                   "V8 gives pages back"},
  {SYS_brk,             kAll,     0, {kAny},                   "malloc"},

  // Time and the watchdog.
  {SYS_clock_gettime,   kAll,     0, {kAny},                   "the process's CPU clock"},
  {SYS_clock_getres,    kAll,     0, {kAny},                   "clocks without vDSO"},
  {SYS_gettimeofday,    kAll,     0, {kAny},                   "clocks without vDSO"},
  {SYS_clock_nanosleep, kAll,     0, {kAny},                   "timers of the program"},
  {SYS_restart_syscall, kAll,     0, {kAny},                   "going on after a signal"},
  {SYS_setitimer,       kAll,     0, {Equal(0, ITIMER_REAL)},  "the watchdog"},
  {SYS_rt_sigreturn,    kAll,     0, {kAny},                   "the watchdog's handler returns"},
  {SYS_rt_sigprocmask,  kAll,     0, {kAny},                   "libc's abort"},

  // Inside the process.
  {SYS_futex,           kAll,     0, {Bits(1, kPrivateFutex, kPrivateFutex)}, "locks"},
  {SYS_sched_yield,     kAll,     0, {kAny},                   "spin locks"},
  {SYS_getpid,          kAll,     0, {kAny},                   "V8 asks often"},
  {SYS_gettid,          kAll,     0, {kAny},                   "V8 and libc ask"},
  {SYS_getrandom,       kAll,     0, {kAny},                   "seeds of libc and V8"},
  {SYS_prlimit64,       kRun,     0, {Exactly(2, 0), Equal(0, 0)}, "asking for its own limits"},
  {SYS_exit,            kAll,     0, {kAny},                   "end"},
  {SYS_exit_group,      kAll,     0, {kAny},                   "end"},

  // A program makes runs: the zygote's children, with fewer rights than it has.
  {SYS_clone,           kProgram, 0, {Exactly(0, kForkRun), Exactly(1, 0)}, "a run"},
  {SYS_dup3,            kProgram, 0, {AtMost(1, 2)},           "a run takes its streams"},
  {SYS_close,           kProgram, 0, {kAny},                   "a run takes its streams"},
  {SYS_prlimit64,       kProgram, 0, {Equal(0, 0)},            "a run lowers its limits"},
  {SYS_prctl,           kProgram, 0, {Equal(0, PR_SET_PDEATHSIG)}, "a run dies with the zygote"},
  {SYS_seccomp,         kProgram, 0, {Equal(0, SECCOMP_SET_MODE_FILTER)}, "a run takes its own policy"},

  // Not made, but no reason to die: libc and ICU look for files, and abort
  // tries gentler ways before it traps.
  {SYS_openat,          kAll, ENOENT, {kAny},                  "no file exists"},
  {SYS_newfstatat,      kAll, ENOENT, {kAny},                  "no file exists"},
  {SYS_statx,           kAll, ENOENT, {kAny},                  "no file exists"},
  {SYS_readlinkat,      kAll, ENOENT, {kAny},                  "no file exists"},
  {SYS_faccessat,       kAll, ENOENT, {kAny},                  "no file exists"},
#if defined(__x86_64__)
  {SYS_open,            kAll, ENOENT, {kAny},                  "no file exists"},
  {SYS_stat,            kAll, ENOENT, {kAny},                  "no file exists"},
  {SYS_lstat,           kAll, ENOENT, {kAny},                  "no file exists"},
  {SYS_readlink,        kAll, ENOENT, {kAny},                  "no file exists"},
  {SYS_access,          kAll, ENOENT, {kAny},                  "no file exists"},
#endif
  {SYS_tgkill,          kAll, EPERM,  {kAny},                  "abort"},
  {SYS_rt_sigaction,    kAll, EPERM,  {kAny},                  "abort"},
  {SYS_writev,          kAll, EPERM,  {kAny},                  "abort"},
};
// clang-format on

}  // namespace

absl::Span<const Rule> Policy() { return kPolicy; }

}  // namespace gavel::sandbox
