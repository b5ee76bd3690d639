// Every way out of a process that the kernel offers: all of them are closed.
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>

#include "sandbox/engine/report.h"
#include "sandbox/wire.h"
#include "tests/redteam/act.h"
#include "tests/redteam/attack.h"

namespace gavel::sandbox::redteam {
namespace {

// A system call with the pid that the zygote has in its process namespace.
constexpr pid_t kZygote = 1;
// A sibling has some small number; the filter must not get as far as asking.
constexpr pid_t kSibling = 5;

// Room for whatever a call would write.
alignas(16) std::array<char, 4096> g_scratch;

template <typename... Arguments>
long Call(long number, Arguments... arguments) {
  return syscall(number, arguments...);
}

#define GAVEL_KILLED(name, ...)                                \
  Attack {                                                     \
    name, Ending::kKilled, 0, [] { return Call(__VA_ARGS__); } \
  }
#define GAVEL_REFUSED(name, error, ...)                             \
  Attack {                                                          \
    name, Ending::kRefused, error, [] { return Call(__VA_ARGS__); } \
  }
#define GAVEL_HARMLESS(name, ...)                                \
  Attack {                                                       \
    name, Ending::kHarmless, 0, [] { return Call(__VA_ARGS__); } \
  }
#define GAVEL_CONTAINED(name, ...)                                \
  Attack {                                                        \
    name, Ending::kContained, 0, [] { return Call(__VA_ARGS__); } \
  }

#if defined(__x86_64__)
constexpr long kX32 = 0x40000000;

// The kernel's other door, with other numbers: 20 is getpid there.
long CallAs32Bit(long number) {
  long result = number;
  asm volatile("int $0x80"
               : "+a"(result)
               : "b"(0), "c"(0), "d"(0)
               : "memory", "r8", "r9", "r10", "r11");
  return result;
}
#endif

const Attack kSystemCalls[] = {
    // Those of runs that were given files are none of this one's.
    GAVEL_KILLED("ReadALargeFile", SYS_pread64,
                 wire::StreamFd(wire::Stream::kFirstFile), g_scratch.data(), 1,
                 0),
    GAVEL_KILLED("ReadTheFileTable", SYS_pread64,
                 wire::StreamFd(wire::Stream::kFileTable), g_scratch.data(), 1,
                 0),
    GAVEL_KILLED("WriteARecord", SYS_write,
                 wire::StreamFd(wire::Stream::kWritten), "x", 1),
    // Files.
    GAVEL_KILLED("OpenAFile", SYS_openat, AT_FDCWD, "/etc/passwd",
                  O_RDONLY),
    GAVEL_KILLED("OpenItsOwnMemory", SYS_openat, AT_FDCWD,
                  "/proc/self/mem", O_RDWR),
    GAVEL_KILLED("OpenTheMapsOfTheZygote", SYS_openat, AT_FDCWD,
                  "/proc/1/maps", O_RDONLY),
    GAVEL_KILLED("OpenADescriptorOfTheZygote", SYS_openat, AT_FDCWD,
                  "/proc/1/fd/4", O_RDWR),
    GAVEL_KILLED("CreateAFile", SYS_openat, AT_FDCWD, "/made",
                  O_CREAT | O_RDWR, 0600),
    GAVEL_KILLED("AskForAFile", SYS_newfstatat, AT_FDCWD, "/",
                  g_scratch.data(), 0),
    GAVEL_KILLED("ReadALink", SYS_readlinkat, AT_FDCWD,
                  "/proc/self/exe", g_scratch.data(), g_scratch.size()),
    GAVEL_KILLED("Openat2", SYS_openat2, AT_FDCWD, "/etc/passwd",
                 g_scratch.data(), 24),
    GAVEL_KILLED("Unlinkat", SYS_unlinkat, AT_FDCWD, "/x", 0),
    GAVEL_KILLED("Mkdirat", SYS_mkdirat, AT_FDCWD, "/x", 0700),
    GAVEL_KILLED("Getdents", SYS_getdents64, 0, g_scratch.data(), 4096),
    GAVEL_KILLED("Chdir", SYS_chdir, "/"),
    GAVEL_KILLED("Getcwd", SYS_getcwd, g_scratch.data(), 4096),
    GAVEL_KILLED("OpenByHandle", SYS_open_by_handle_at, 0, g_scratch.data(), 0),
    GAVEL_KILLED("InotifyInit", SYS_inotify_init1, 0),
    GAVEL_KILLED("FanotifyInit", SYS_fanotify_init, 0, 0),
    GAVEL_KILLED("MemfdCreate", SYS_memfd_create, "x", 0),
    GAVEL_KILLED("MemfdSecret", SYS_memfd_secret, 0),

    // Network.
    GAVEL_KILLED("InternetSocket", SYS_socket, AF_INET, SOCK_STREAM, 0),
    GAVEL_KILLED("UnixSocket", SYS_socket, AF_UNIX, SOCK_STREAM, 0),
    GAVEL_KILLED("NetlinkSocket", SYS_socket, AF_NETLINK, SOCK_RAW, 0),
    GAVEL_KILLED("PacketSocket", SYS_socket, AF_PACKET, SOCK_RAW, 0),
    GAVEL_KILLED("Socketpair", SYS_socketpair, AF_UNIX, SOCK_STREAM, 0,
                 g_scratch.data()),
    GAVEL_KILLED("ConnectTheControlSocket", SYS_connect, kControlFd,
                 g_scratch.data(), 16),
    GAVEL_KILLED("BindTheControlSocket", SYS_bind, kControlFd, g_scratch.data(),
                 16),
    GAVEL_KILLED("Listen", SYS_listen, kControlFd, 1),
    GAVEL_KILLED("Accept", SYS_accept4, kControlFd, nullptr, nullptr, 0),
    GAVEL_KILLED("ShutDownTheControlSocket", SYS_shutdown, kControlFd,
                 SHUT_RDWR),
    GAVEL_KILLED("SetASocketOption", SYS_setsockopt, kControlFd, SOL_SOCKET,
                 SO_PASSCRED, g_scratch.data(), 4),
    GAVEL_KILLED("GetASocketOption", SYS_getsockopt, kControlFd, SOL_SOCKET,
                 SO_PEERCRED, g_scratch.data(), g_scratch.data()),
    GAVEL_KILLED("Sendto", SYS_sendto, kControlFd, g_scratch.data(), 8, 0,
                 nullptr, 0),
    GAVEL_KILLED("SendToAnAddress", SYS_sendto, kControlFd, g_scratch.data(), 8,
                 MSG_NOSIGNAL, g_scratch.data(), 16),
    GAVEL_KILLED("SendWithoutWaiting", SYS_sendto, kControlFd, g_scratch.data(),
                 8, MSG_NOSIGNAL | MSG_DONTWAIT, nullptr, 0),
    GAVEL_KILLED("SendWithControlData", SYS_sendmsg, kControlFd,
                 g_scratch.data(), MSG_NOSIGNAL),
    GAVEL_KILLED("PpollOfManyDescriptors", SYS_ppoll, g_scratch.data(), 2,
                 nullptr, nullptr, 8),
    GAVEL_KILLED("PpollWithASignalMask", SYS_ppoll, g_scratch.data(), 1,
                 nullptr, g_scratch.data(), 8),
    GAVEL_KILLED("Sendmmsg", SYS_sendmmsg, kControlFd, g_scratch.data(), 1, 0),
    GAVEL_KILLED("ReadAnOrderOfTheProgram", SYS_recvmsg, kControlFd,
                 g_scratch.data(), 0),
    GAVEL_KILLED("ReceiveFromTheControlSocket", SYS_recvfrom, kControlFd,
                 g_scratch.data(), 64, 0, nullptr, nullptr),
    GAVEL_KILLED("SendAMessageOnStdin", SYS_sendmsg, 0, g_scratch.data(), 0),

// Processes and threads.
#if defined(__x86_64__)
    GAVEL_KILLED("Fork", SYS_fork),
    GAVEL_KILLED("Vfork", SYS_vfork),
#endif
    GAVEL_KILLED("CloneLikeFork", SYS_clone, SIGCHLD, 0, 0, 0, 0),
    GAVEL_KILLED("CloneLikeItsProgram", SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0,
                 0, 0),
    GAVEL_KILLED("CloneAThread", SYS_clone,
                 CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
                     CLONE_THREAD | CLONE_SYSVSEM,
                 0, 0, 0, 0),
    GAVEL_KILLED("CloneSharingMemory", SYS_clone, CLONE_VM | CLONE_VFORK, 0, 0,
                 0, 0),
    GAVEL_KILLED("CloneWithAUserNamespace", SYS_clone, CLONE_NEWUSER | SIGCHLD,
                 0, 0, 0, 0),
    GAVEL_KILLED("CloneTraced", SYS_clone, CLONE_PTRACE | SIGCHLD, 0, 0, 0, 0),
    GAVEL_KILLED("CloneWithAPidfd", SYS_clone, CLONE_PIDFD | SIGCHLD, 0,
                 g_scratch.data(), 0, 0),
    GAVEL_KILLED("Clone3", SYS_clone3, g_scratch.data(), 88),
    GAVEL_KILLED("Execve", SYS_execve, "/bin/sh", nullptr, nullptr),
    GAVEL_KILLED("ExecveItself", SYS_execve, "/proc/self/exe", nullptr,
                 nullptr),
    GAVEL_KILLED("ExecveatOfADescriptor", SYS_execveat, 0, "", nullptr, nullptr,
                 AT_EMPTY_PATH),
    GAVEL_KILLED("Wait4", SYS_wait4, -1, nullptr, 0, nullptr),
    GAVEL_KILLED("Waitid", SYS_waitid, 0, 0, nullptr, 0, nullptr),
    GAVEL_KILLED("Setpgid", SYS_setpgid, 0, 0),
    GAVEL_KILLED("Setsid", SYS_setsid),
    GAVEL_KILLED("Getppid", SYS_getppid),

    // Other processes.
    GAVEL_KILLED("PtraceTheZygote", SYS_ptrace, PTRACE_ATTACH, kZygote, 0, 0),
    GAVEL_KILLED("PtraceASibling", SYS_ptrace, PTRACE_SEIZE, kSibling, 0, 0),
    GAVEL_KILLED("PtraceTraceme", SYS_ptrace, PTRACE_TRACEME, 0, 0, 0),
    GAVEL_KILLED("ReadMemoryOfTheZygote", SYS_process_vm_readv, kZygote,
                 g_scratch.data(), 1, g_scratch.data(), 1, 0),
    GAVEL_KILLED("WriteMemoryOfASibling", SYS_process_vm_writev, kSibling,
                 g_scratch.data(), 1, g_scratch.data(), 1, 0),
    GAVEL_KILLED("ProcessMadvise", SYS_process_madvise, 0, g_scratch.data(), 1,
                 MADV_COLD, 0),
    GAVEL_KILLED("Kcmp", SYS_kcmp, kZygote, kSibling, 0, 0, 0),
    GAVEL_KILLED("KillTheZygote", SYS_kill, kZygote, SIGKILL),
    GAVEL_KILLED("KillEverybody", SYS_kill, -1, SIGKILL),
    GAVEL_KILLED("KillItsGroup", SYS_kill, 0, SIGKILL),
    GAVEL_KILLED("StopTheZygote", SYS_kill, kZygote, SIGSTOP),
    GAVEL_KILLED("Tkill", SYS_tkill, kZygote, SIGKILL),
    GAVEL_REFUSED("Tgkill", EPERM, SYS_tgkill, kZygote, kZygote, SIGKILL),
    GAVEL_KILLED("PidfdOpen", SYS_pidfd_open, kZygote, 0),
    GAVEL_KILLED("PidfdSendSignal", SYS_pidfd_send_signal, 0, SIGKILL, nullptr,
                 0),
    GAVEL_KILLED("PidfdGetfd", SYS_pidfd_getfd, 0, 0, 0),
    GAVEL_KILLED("QueueASignal", SYS_rt_sigqueueinfo, kZygote, SIGKILL,
                 g_scratch.data()),
    GAVEL_KILLED("QueueASignalToAThread", SYS_rt_tgsigqueueinfo, kZygote,
                 kZygote, SIGKILL, g_scratch.data()),
    GAVEL_KILLED("LimitsOfTheZygote", SYS_prlimit64, kZygote, RLIMIT_CPU,
                 nullptr, g_scratch.data()),
    GAVEL_KILLED("SetLimitsOfASibling", SYS_prlimit64, kSibling, RLIMIT_CPU,
                 g_scratch.data(), nullptr),
    Attack{"CpuClockOfTheZygote", Ending::kKilled, 0,
           [] {
             // As clock_getcpuclockid makes it: the process's number, inverted.
             const clockid_t clock = static_cast<clockid_t>(
                 (~static_cast<unsigned>(kZygote) << 3) | 2U);
             return Call(SYS_clock_gettime, clock, g_scratch.data());
           }},
    Attack{"SleepOnTheCpuClockOfTheZygote", Ending::kKilled, 0,
           [] {
             const clockid_t clock = static_cast<clockid_t>(
                 (~static_cast<unsigned>(kZygote) << 3) | 2U);
             const timespec nothing{};
             return Call(SYS_clock_nanosleep, clock, 0, &nothing, nullptr);
           }},

    // The process's own walls.
    GAVEL_KILLED("PrctlDumpable", SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0),
    GAVEL_KILLED("PrctlSeccompOff", SYS_prctl, PR_SET_SECCOMP, 0, 0, 0, 0),
    GAVEL_KILLED("PrctlName", SYS_prctl, PR_SET_NAME, "gavel", 0, 0, 0),
    GAVEL_KILLED("PrctlDeathSignal", SYS_prctl, PR_SET_PDEATHSIG, 0, 0, 0, 0),
    GAVEL_KILLED("PrctlSubreaper", SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0,
                 0),
    GAVEL_KILLED("PrctlPtracer", SYS_prctl, PR_SET_PTRACER, -1L, 0, 0, 0),
    GAVEL_KILLED("PrctlAmbientCapability", SYS_prctl, PR_CAP_AMBIENT,
                 PR_CAP_AMBIENT_RAISE, 21, 0, 0),
    GAVEL_KILLED("SeccompStrict", SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0,
                 nullptr),
    GAVEL_KILLED("SeccompAnotherFilter", SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                 0, g_scratch.data()),
    GAVEL_KILLED("RaiseCpuLimit", SYS_prlimit64, 0, RLIMIT_CPU,
                 g_scratch.data(), nullptr),
    GAVEL_KILLED("RaiseLimitTheOldWay", SYS_setrlimit, RLIMIT_DATA,
                 g_scratch.data()),
    GAVEL_HARMLESS("AskForItsOwnLimit", SYS_prlimit64, 0, RLIMIT_CPU, nullptr,
                   g_scratch.data()),
    GAVEL_KILLED("NewLimitBehindLowWordZero", SYS_prlimit64, 0, RLIMIT_CPU,
                 0x100000000L, nullptr),
    GAVEL_KILLED("Setuid", SYS_setuid, 0),
    GAVEL_KILLED("Setgid", SYS_setgid, 0),
    GAVEL_KILLED("Setreuid", SYS_setreuid, 0, 0),
    GAVEL_KILLED("Setresuid", SYS_setresuid, 0, 0, 0),
    GAVEL_KILLED("Setgroups", SYS_setgroups, 0, nullptr),
    GAVEL_KILLED("Setfsuid", SYS_setfsuid, 0),
    GAVEL_KILLED("Capset", SYS_capset, g_scratch.data(), g_scratch.data()),
    GAVEL_KILLED("Personality", SYS_personality, 0x0040000),
    GAVEL_KILLED("Setns", SYS_setns, 0, 0),
    GAVEL_KILLED("UnshareUser", SYS_unshare, CLONE_NEWUSER),
    GAVEL_KILLED("UnshareFiles", SYS_unshare, CLONE_FILES),
    GAVEL_KILLED("Mount", SYS_mount, "none", "/", "tmpfs", 0, nullptr),
    GAVEL_KILLED("Umount", SYS_umount2, "/", MNT_DETACH),
    GAVEL_KILLED("PivotRoot", SYS_pivot_root, ".", "."),
    GAVEL_KILLED("Chroot", SYS_chroot, "/"),
    GAVEL_KILLED("Fsopen", SYS_fsopen, "tmpfs", 0),
    GAVEL_KILLED("OpenTree", SYS_open_tree, AT_FDCWD, "/", 0),
    GAVEL_KILLED("Landlock", SYS_landlock_create_ruleset, nullptr, 0, 1),

    // Corners of the kernel.
    GAVEL_KILLED("AddKey", SYS_add_key, "user", "x", "y", 1, -3),
    GAVEL_KILLED("RequestKey", SYS_request_key, "user", "x", nullptr, 0),
    GAVEL_KILLED("Keyctl", SYS_keyctl, 0, -3, 1),
    GAVEL_KILLED("IoUring", SYS_io_uring_setup, 1, g_scratch.data()),
    GAVEL_KILLED("IoUringEnter", SYS_io_uring_enter, 0, 1, 0, 0, nullptr, 0),
    GAVEL_KILLED("AioSetup", SYS_io_setup, 1, g_scratch.data()),
    GAVEL_KILLED("Userfaultfd", SYS_userfaultfd, 0),
    GAVEL_KILLED("Bpf", SYS_bpf, BPF_PROG_LOAD, g_scratch.data(), 64),
    GAVEL_KILLED("PerfEventOpen", SYS_perf_event_open, g_scratch.data(), 0, -1,
                 -1, 0),
    GAVEL_KILLED("InitModule", SYS_init_module, g_scratch.data(), 1, ""),
    GAVEL_KILLED("KexecLoad", SYS_kexec_load, 0, 0, nullptr, 0),
    GAVEL_KILLED("Syslog", SYS_syslog, 3, g_scratch.data(), 64),
    GAVEL_KILLED("Sysinfo", SYS_sysinfo, g_scratch.data()),
    GAVEL_KILLED("Uname", SYS_uname, g_scratch.data()),
    GAVEL_KILLED("Reboot", SYS_reboot, 0, 0, 0, nullptr),
    GAVEL_KILLED("Swapon", SYS_swapon, "/x", 0),
    GAVEL_KILLED("Acct", SYS_acct, nullptr),
    GAVEL_KILLED("SetTheClock", SYS_clock_settime, CLOCK_REALTIME,
                 g_scratch.data()),
    GAVEL_KILLED("AdjustTheClock", SYS_adjtimex, g_scratch.data()),
    GAVEL_KILLED("SetTheHostName", SYS_sethostname, "x", 1),
    GAVEL_KILLED("Membarrier", SYS_membarrier, 0, 0, 0),
    GAVEL_KILLED("Rseq", SYS_rseq, g_scratch.data(), 32, 0, 0),
    GAVEL_KILLED("RobustList", SYS_get_robust_list, kZygote, g_scratch.data(),
                 g_scratch.data()),
    GAVEL_KILLED("SharedFutex", SYS_futex, g_scratch.data(), FUTEX_WAKE, 1,
                 nullptr, nullptr, 0),
    GAVEL_KILLED("SharedMemory", SYS_shmget, 1, 4096, 01600),
    GAVEL_KILLED("AttachSharedMemory", SYS_shmat, 1, nullptr, 0),
    GAVEL_KILLED("MessageQueue", SYS_msgget, 1, 01600),
    GAVEL_KILLED("Semaphore", SYS_semget, 1, 1, 01600),
    GAVEL_KILLED("PosixMessageQueue", SYS_mq_open, "/x", O_CREAT | O_RDWR, 0600,
                 nullptr),
    GAVEL_KILLED("SetAffinity", SYS_sched_setaffinity, 0, 8, g_scratch.data()),
    GAVEL_KILLED("SetPriority", SYS_setpriority, 0, 0, -20),
    GAVEL_KILLED("SetScheduler", SYS_sched_setscheduler, 0, 1,
                 g_scratch.data()),
    GAVEL_KILLED("SetIoPriority", SYS_ioprio_set, 1, 0, 0),
    GAVEL_KILLED("TimerCreate", SYS_timer_create, CLOCK_REALTIME, nullptr,
                 g_scratch.data()),
    GAVEL_KILLED("TimerDescriptor", SYS_timerfd_create, CLOCK_REALTIME, 0),
    GAVEL_KILLED("VirtualTimer", SYS_setitimer, ITIMER_VIRTUAL,
                 g_scratch.data(), nullptr),
    GAVEL_KILLED("ProfilingTimer", SYS_setitimer, ITIMER_PROF, g_scratch.data(),
                 nullptr),
    GAVEL_REFUSED("HandleASignal", EPERM, SYS_rt_sigaction, SIGALRM, nullptr,
                  nullptr, 8),
    GAVEL_KILLED("MoveTheSignalStack", SYS_sigaltstack, nullptr, nullptr),
    GAVEL_KILLED("SignalDescriptor", SYS_signalfd4, -1, g_scratch.data(), 8, 0),
    GAVEL_KILLED("EventDescriptor", SYS_eventfd2, 0, 0),
    GAVEL_KILLED("EpollCreate", SYS_epoll_create1, 0),
    GAVEL_KILLED("Pipe", SYS_pipe2, g_scratch.data(), 0),

    // Descriptors.
    GAVEL_KILLED("ReadAnotherDescriptor", SYS_read, 1, g_scratch.data(), 1),
    GAVEL_KILLED("ReadTheControlSocket", SYS_read, kControlFd, g_scratch.data(),
                 1),
    GAVEL_KILLED("WriteStdin", SYS_write, 0x100000003L, "x", 1),
    GAVEL_KILLED("WriteTheControlSocket", SYS_write, kControlFd, "x", 1),
    GAVEL_KILLED("WriteAHighDescriptor", SYS_write, 4, "x", 1),
    GAVEL_REFUSED("Writev", EPERM, SYS_writev, 1, g_scratch.data(), 1),
    GAVEL_KILLED("PwriteStdout", SYS_pwrite64, 1, "x", 1, 0),
    GAVEL_KILLED("PreadStdin", SYS_pread64, 0, g_scratch.data(), 1, 0),
    GAVEL_KILLED("LseekStdout", SYS_lseek, 1, 0, 0),
    GAVEL_KILLED("TruncateStdout", SYS_ftruncate, 1, 0),
    GAVEL_KILLED("AllocateStdout", SYS_fallocate, 1, 0, 0, 1L << 40),
    GAVEL_KILLED("Sendfile", SYS_sendfile, 1, 0, nullptr, 1),
    GAVEL_KILLED("Splice", SYS_splice, 0, nullptr, 1, nullptr, 1, 0),
    GAVEL_KILLED("Tee", SYS_tee, 0, 1, 1, 0),
    GAVEL_KILLED("Vmsplice", SYS_vmsplice, 1, g_scratch.data(), 1, 0),
    GAVEL_KILLED("CopyFileRange", SYS_copy_file_range, 0, nullptr, 1, nullptr,
                 1, 0),
    GAVEL_KILLED("Dup", SYS_dup, 1),
    GAVEL_KILLED("Dup3", SYS_dup3, kControlFd, 1, 0),
    GAVEL_KILLED("FcntlDup", SYS_fcntl, 1, F_DUPFD, 10),
    GAVEL_KILLED("FcntlSeals", SYS_fcntl, 1, F_ADD_SEALS, F_SEAL_WRITE),
    GAVEL_KILLED("FcntlOwner", SYS_fcntl, 1, F_SETOWN, kZygote),
    GAVEL_KILLED("CloseStdout", SYS_close, 1),
    GAVEL_KILLED("CloseTheControlSocket", SYS_close, kControlFd),
    GAVEL_KILLED("CloseRange", SYS_close_range, 0, 3, 0),
    GAVEL_KILLED("TypeIntoTheTerminal", SYS_ioctl, 0, TIOCSTI, "x"),
    GAVEL_KILLED("AskHowMuchInput", SYS_ioctl, 0, FIONREAD, g_scratch.data()),
    GAVEL_KILLED("LockAFile", SYS_flock, 1, 2),
    GAVEL_KILLED("Fsync", SYS_fsync, 1),
    GAVEL_KILLED("StatOfStdout", SYS_fstat, 1, g_scratch.data()),
    GAVEL_HARMLESS("StatOfStdin", SYS_fstat, 0, g_scratch.data()),

    // Memory.
    GAVEL_KILLED("MapShared", SYS_mmap, 0, 4096, PROT_READ,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0),
    GAVEL_KILLED("MapSharedValidate", SYS_mmap, 0, 4096, PROT_READ,
                 MAP_SHARED_VALIDATE | MAP_ANONYMOUS, -1, 0),
    GAVEL_KILLED("MapStdin", SYS_mmap, 0, 4096, PROT_READ, MAP_PRIVATE, 0, 0),
    GAVEL_KILLED("MapStdoutShared", SYS_mmap, 0, 4096, PROT_READ | PROT_WRITE,
                 MAP_SHARED, 1, 0),
    // The kernel counts such a mapping as stack, and not as data.
    GAVEL_KILLED("MapThatGrowsDown", SYS_mmap, 0, 4096, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0),
    GAVEL_KILLED("MapReservedHugePages", SYS_mmap, 0, 2 << 20,
                 PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0),
    GAVEL_KILLED("MapLocked", SYS_mmap, 0, 4096, PROT_READ,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_LOCKED, -1, 0),
    GAVEL_KILLED("Mlock", SYS_mlock, g_scratch.data(), 4096),
    GAVEL_KILLED("Mlockall", SYS_mlockall, 3),
    GAVEL_KILLED("Msync", SYS_msync, g_scratch.data(), 4096, 0),
    GAVEL_KILLED("Mincore", SYS_mincore, g_scratch.data(), 4096,
                 g_scratch.data()),
    GAVEL_KILLED("RemapFilePages", SYS_remap_file_pages, 0, 4096, 0, 0, 0),
    GAVEL_KILLED("ProtectGrowsDown", SYS_mprotect, 0, 4096,
                 PROT_READ | PROT_GROWSDOWN),
    GAVEL_KILLED("ProtectWithAnUnknownBit", SYS_mprotect, 0, 4096, 8),
    GAVEL_REFUSED("ProtectWithAHighBit", EINVAL, SYS_mprotect, 0, 4096,
                  0x100000001L),
    GAVEL_KILLED("AllocateAProtectionKey", SYS_pkey_alloc, 0, 0),
    GAVEL_KILLED("MoveMemoryPages", SYS_move_pages, 0, 0, nullptr, nullptr,
                 nullptr, 0),
    GAVEL_KILLED("SetMemoryPolicy", SYS_set_mempolicy, 0, nullptr, 0),
    // Pages merged with those of other processes can be told by their timing.
    Attack{"MergePagesWithOtherProcesses", Ending::kKilled, 0,
           [] { return Call(SYS_madvise, Map(4096), 4096, MADV_MERGEABLE); }},
    Attack{"PoisonAPage", Ending::kContained, 0,
           [] { return Call(SYS_madvise, Map(4096), 4096, MADV_HWPOISON); }},

#if defined(__x86_64__)
    GAVEL_KILLED("OpenTheOldWay", SYS_open, "/etc/passwd", O_RDONLY),
    GAVEL_KILLED("Creat", SYS_creat, "/x", 0600),
    GAVEL_KILLED("Dup2", SYS_dup2, kControlFd, 1),
    GAVEL_KILLED("ModifyLdt", SYS_modify_ldt, 1, g_scratch.data(), 16),
    GAVEL_KILLED("ArchPrctl", SYS_arch_prctl, 0x1002, 0),
    GAVEL_KILLED("Iopl", SYS_iopl, 3),
    GAVEL_KILLED("Ioperm", SYS_ioperm, 0, 1, 1),
    GAVEL_KILLED("Alarm", SYS_alarm, 0),
    GAVEL_KILLED("Pause", SYS_pause),
    GAVEL_KILLED("X32Write", kX32 | SYS_write, 1, "x", 1),
    GAVEL_KILLED("X32Getpid", kX32 | SYS_getpid),
    Attack{"Getpid32", Ending::kKilled, 0, [] { return CallAs32Bit(20); }},
    Attack{"Fork32", Ending::kKilled, 0, [] { return CallAs32Bit(2); }},
#endif
    GAVEL_KILLED("NumberWithoutACall", 100'000),
    GAVEL_KILLED("NumberMinusOne", -1),
};

}  // namespace

absl::Span<const Attack> SystemCalls() { return kSystemCalls; }

}  // namespace gavel::sandbox::redteam
