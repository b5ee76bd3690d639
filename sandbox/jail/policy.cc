// The whole system call policy. Whatever is not here kills the process.
#include <errno.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>

#include <initializer_list>

#include "sandbox/jail/seccomp.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {
namespace {

constexpr Role kAll = Role::kEverybody;
constexpr Role kProgram = Role::kProgram;
constexpr Role kFiles = Role::kProgramAndRunWithFiles;

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
constexpr uint32_t Set(std::initializer_list<int> numbers) {
  uint32_t set = 0;
  for (const int number : numbers) set |= uint32_t{1} << number;
  return set;
}
constexpr Condition In(uint8_t argument, uint32_t set,
                       uint32_t ignored_bits = 0) {
  return {Condition::Kind::kIn, argument, ~ignored_bits, set, false};
}

constexpr uint32_t kControl = 3;
// Of a program and its spare, see zygote/spare.h.
constexpr uint32_t kBaton = 4;
constexpr uint32_t kGivenBaton = 5;
// Descriptors of wire::Stream beyond the standard ones: 16 from here on.
constexpr uint32_t kOwnStreams = wire::StreamFd(wire::Stream::kFileTable);
constexpr uint32_t kWritten = wire::StreamFd(wire::Stream::kWritten);
// Of those, the large files.
constexpr uint32_t kLargeFiles = Set({4, 5, 6, 7, 8, 9});
static_assert(kOwnStreams == 32 &&
              wire::StreamFd(wire::Stream::kFirstFile) == 32 + 4 &&
              wire::StreamFd(wire::Stream::kLastFile) == 32 + 9);
// The channel and, one more, the transcript of an interaction.
constexpr uint32_t kChannel = wire::StreamFd(wire::Stream::kChannel);
constexpr uint32_t kNoFile = 0xffffffff;
// Of the flags of mmap, those that may be set or not; all others are fixed.
constexpr uint32_t kMapFree =
    MAP_NORESERVE | MAP_FIXED | MAP_FIXED_NOREPLACE | MAP_STACK;
constexpr uint32_t kPrivateMap = MAP_PRIVATE | MAP_ANONYMOUS;
constexpr uint32_t kReadWrite = PROT_READ | PROT_WRITE;
constexpr uint32_t kReadWriteRun = PROT_READ | PROT_WRITE | PROT_EXEC;
constexpr uint32_t kAdvice =
    Set({MADV_NORMAL, MADV_WILLNEED, MADV_DONTNEED, MADV_FREE, MADV_HUGEPAGE,
         MADV_NOHUGEPAGE, MADV_DONTDUMP, MADV_DODUMP});
constexpr uint32_t kFutexWaits =
    Set({FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAIT_BITSET, FUTEX_WAKE_BITSET});
constexpr uint32_t kFutexFlags = FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME;
constexpr uint32_t kForkRun = CLONE_PARENT | SIGCHLD;
constexpr bool kCompiles = true;

// clang-format off
constexpr Rule kPolicy[] = {
  // The streams, the report, and the orders of the zygote.
  {SYS_read,            kAll,     0, {Equal(0, 0)},            "stdin"},
  {SYS_write,           kAll,     0, {AtMost(0, 2)},           "stdout and stderr"},
  {SYS_fstat,           kAll,     0, {Equal(0, 0)},            "size of stdin"},
  {SYS_ppoll,           kAll,     0, {AtMost(1, 1), Exactly(3, 0)}, "stdin or a timer, whichever is first"},
  {SYS_sendto,          kAll,     0, {Equal(0, kControl), Equal(3, MSG_NOSIGNAL), Exactly(4, 0)}, "report to the zygote, without descriptors"},
  {SYS_pread64,         kFiles,   0, {Bits(0, kOwnStreams, kOwnStreams), In(0, kLargeFiles, kOwnStreams)}, "large files"},
  {SYS_write,           kFiles,   0, {Equal(0, kWritten)},     "records of written files"},
  {SYS_recvmsg,         kProgram, 0, {Equal(0, kControl), Equal(2, MSG_CMSG_CLOEXEC)}, "orders of the zygote"},
  {SYS_recvmsg,         kProgram, 0, {Equal(0, kBaton), Equal(2, MSG_CMSG_CLOEXEC)}, "its spare has an order"},
  {SYS_sendmsg,         kProgram, 0, {Equal(0, kGivenBaton), Equal(2, MSG_NOSIGNAL)}, "a spare has an order"},

  // Memory: private and without a file. V8 needs PROT_EXEC where it compiles.
  {SYS_mmap,            kAll,     0, {Bits(2, ~kReadWrite, 0), Bits(3, ~kMapFree, kPrivateMap), Equal(4, kNoFile)}, "heap, stacks"},
  {SYS_mmap,            kAll,     0, {Bits(2, ~kReadWriteRun, 0), Bits(3, ~kMapFree, kPrivateMap), Equal(4, kNoFile)}, "code", kCompiles},
  {SYS_munmap,          kAll,     0, {kAny},                   "heap, code, stacks"},
  {SYS_mremap,          kAll,     0, {AtMost(3, MREMAP_MAYMOVE)}, "realloc of large blocks"},
  {SYS_mprotect,        kAll,     0, {Bits(2, ~kReadWrite, 0)}, "V8 seals and opens heap pages"},
  {SYS_mprotect,        kAll,     0, {Bits(2, ~kReadWriteRun, 0)}, "V8 flips code pages", kCompiles},
  {SYS_pkey_mprotect,   kAll,     0, {Bits(2, ~kReadWriteRun, 0)}, "the same with protection keys", kCompiles},
  {SYS_madvise,         kAll,     0, {In(2, kAdvice)},         "V8 gives pages back"},
  {SYS_brk,             kAll,     0, {kAny},                   "malloc"},

  // Time and the watchdog.
  // Clocks of other processes have large numbers.
  {SYS_clock_gettime,   kAll,     0, {AtMost(0, CLOCK_BOOTTIME)}, "the process's CPU clock"},
  {SYS_clock_getres,    kAll,     0, {AtMost(0, CLOCK_BOOTTIME)}, "clocks without vDSO"},
  {SYS_gettimeofday,    kAll,     0, {kAny},                   "clocks without vDSO"},
  {SYS_clock_nanosleep, kAll,     0, {Equal(0, CLOCK_MONOTONIC), Equal(1, 0)}, "timers of the program"},
  {SYS_restart_syscall, kAll,     0, {kAny},                   "going on after a signal"},
  {SYS_setitimer,       kAll,     0, {Equal(0, ITIMER_REAL)},  "the watchdog"},
  {SYS_rt_sigreturn,    kAll,     0, {kAny},                   "the watchdog's handler returns"},
  {SYS_rt_sigprocmask,  kAll,     0, {kAny},                   "libc's abort"},

  // Inside the process.
  {SYS_futex,           kAll,     0, {Bits(1, FUTEX_PRIVATE_FLAG, FUTEX_PRIVATE_FLAG), In(1, kFutexWaits, kFutexFlags)}, "locks"},
  {SYS_sched_yield,     kAll,     0, {kAny},                   "spin locks"},
  {SYS_getpid,          kAll,     0, {kAny},                   "V8 asks often"},
  {SYS_gettid,          kAll,     0, {kAny},                   "V8 and libc ask"},
  {SYS_getrandom,       kAll,     0, {AtMost(2, GRND_NONBLOCK)}, "seeds of libc and V8"},
  {SYS_prlimit64,       kAll,     0, {Exactly(2, 0), Equal(0, 0)}, "asking for its own limits"},
  {SYS_exit,            kAll,     0, {kAny},                   "end"},
  {SYS_exit_group,      kAll,     0, {kAny},                   "end"},

  // A program makes runs: the zygote's children, with fewer rights than it has.
  {SYS_clone,           kProgram, 0, {Exactly(0, kForkRun), Exactly(1, 0)}, "a run"},
  {SYS_socketpair,      kProgram, 0, {Equal(0, AF_UNIX), Equal(1, SOCK_SEQPACKET | SOCK_CLOEXEC), Equal(2, 0)}, "a baton for its spare"},
  {SYS_sched_setaffinity, kProgram, 0, {Equal(0, 0)},          "a run may run anywhere"},
  {SYS_dup3,            kProgram, 0, {AtMost(1, 2)},           "a run takes its streams"},
  {SYS_dup3,            kProgram, 0, {Bits(1, ~15U, kOwnStreams)}, "a run takes its files"},
  {SYS_pread64,         kProgram, 0, {Equal(0, kOwnStreams)},  "a run reads the table of its files"},
  {SYS_mmap,            kProgram, 0, {Equal(2, kReadWrite), Equal(3, MAP_SHARED), Bits(4, ~1U, kChannel)}, "a run joins an interaction"},
  {SYS_close,           kProgram, 0, {kAny},                   "a run takes its streams"},
  {SYS_prlimit64,       kProgram, 0, {Equal(0, 0)},            "a run lowers its limits"},
  {SYS_prctl,           kProgram, 0, {Equal(0, PR_SET_PDEATHSIG)}, "a run dies with the zygote"},
  {SYS_seccomp,         kProgram, 0, {Equal(0, SECCOMP_SET_MODE_FILTER), Equal(1, 0)}, "a run takes its own policy"},

  // Not made, but no reason to die: abort tries gentler ways before it traps,
  // and the signal that it ends with says more than this policy would.
  {SYS_tgkill,          kAll, EPERM,  {kAny},                  "abort"},
  {SYS_rt_sigaction,    kAll, EPERM,  {kAny},                  "abort"},
  {SYS_writev,          kAll, EPERM,  {kAny},                  "abort"},
};
// clang-format on

}  // namespace

absl::Span<const Rule> Policy() { return kPolicy; }

}  // namespace gavel::sandbox
