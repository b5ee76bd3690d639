#include "sandbox/spawn.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "sandbox/jail/rlimits.h"

namespace gavel::sandbox {
namespace {

constexpr int kChildSocket = 3;
constexpr int kPrivileged = CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS |
                            CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;

// Everything the child needs, made ready before it exists: between clone and
// exec it may not allocate.
struct ChildPlan {
  const char* executable;
  int socket;
  int namespaces;
  std::string namespaces_text;
  std::string uid_map;
  std::string gid_map;
  std::string processes_text;
  // For a time namespace in which time begins now; empty for none.
  std::string clock_offsets;
  bool jitless;
};

bool WriteFile(const char* path, const char* text, size_t size) {
  const int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool written = write(fd, text, size) == static_cast<ssize_t>(size);
  close(fd);
  return written;
}

// Root of the new user namespace is whoever runs the server, and only there.
bool MapUser(const ChildPlan& plan) {
  return WriteFile("/proc/self/setgroups", "deny", 4) &&
         WriteFile("/proc/self/uid_map", plan.uid_map.data(),
                   plan.uid_map.size()) &&
         WriteFile("/proc/self/gid_map", plan.gid_map.data(),
                   plan.gid_map.size());
}

// clone cannot make a time namespace; what is made here holds from exec on.
void ForgetUptime(const ChildPlan& plan) {
  if (plan.namespaces == 0 || plan.clock_offsets.empty() ||
      unshare(CLONE_NEWTIME) != 0) {
    return;
  }
  WriteFile("/proc/self/timens_offsets", plan.clock_offsets.data(),
            plan.clock_offsets.size());
}

[[noreturn]] void BecomeZygote(const ChildPlan& plan) {
  if ((plan.namespaces & CLONE_NEWUSER) != 0 && !MapUser(plan)) _exit(121);
  ForgetUptime(plan);
  // Its own session: a Ctrl-C at the server's terminal is the server's affair.
  setsid();
  prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  // The address space is laid out at exec with this much room for the stack.
  const rlimit stack{static_cast<rlim_t>(kLargestStack),
                     static_cast<rlim_t>(kLargestStack)};
  setrlimit(RLIMIT_STACK, &stack);
  const int null_fd = open("/dev/null", O_RDWR);
  if (null_fd < 0 || dup2(null_fd, STDIN_FILENO) < 0 ||
      dup2(null_fd, STDOUT_FILENO) < 0) {
    _exit(122);
  }
  if (plan.socket == kChildSocket) {
    fcntl(kChildSocket, F_SETFD, 0);
  } else if (dup2(plan.socket, kChildSocket) < 0) {
    _exit(123);
  }
  std::array<char*, 5> arguments = {
      const_cast<char*>("gavel-sandbox"),
      const_cast<char*>(plan.namespaces_text.c_str()),
      const_cast<char*>(plan.processes_text.c_str()),
      plan.jitless ? const_cast<char*>("jitless") : nullptr, nullptr};
  // The only variable: every symbol is bound before the first fork, since what
  // is bound lazily is bound again in every run.
  std::array<char*, 2> environment = {const_cast<char*>("LD_BIND_NOW=1"),
                                      nullptr};
  execve(plan.executable, arguments.data(), environment.data());
  _exit(127);
}

// fork with namespaces; libc has no call for it. -1 with errno set.
pid_t CloneZygote(const ChildPlan& plan) {
  const auto pid = static_cast<pid_t>(
      syscall(SYS_clone, plan.namespaces | SIGCHLD, 0, 0, 0, 0));
  if (pid == 0) BecomeZygote(plan);
  return pid;
}

// Whether this process may map a user in a user namespace: some systems let it
// be made and then refuse everything in it.
bool UserNamespaceWorks(ChildPlan plan) {
  plan.namespaces = CLONE_NEWUSER | kPrivileged;
  const auto pid = static_cast<pid_t>(
      syscall(SYS_clone, plan.namespaces | SIGCHLD, 0, 0, 0, 0));
  if (pid == 0) _exit(MapUser(plan) ? 0 : 1);
  int status = 0;
  return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

// Before 6.1 a time namespace held for children only, and their clocks would
// jump at the fork of a warm engine.
bool TimeNamespaceHoldsFromExec() {
  utsname system{};
  int major = 0;
  int minor = 0;
  return uname(&system) == 0 &&
         std::sscanf(system.release, "%d.%d", &major, &minor) == 2 &&
         (major > 6 || (major == 6 && minor >= 1));
}

std::string ClockOffsets() {
  timespec boottime{};
  timespec monotonic{};
  if (!TimeNamespaceHoldsFromExec() ||
      clock_gettime(CLOCK_BOOTTIME, &boottime) != 0 ||
      clock_gettime(CLOCK_MONOTONIC, &monotonic) != 0) {
    return "";
  }
  return absl::StrCat("boottime -", boottime.tv_sec, " 0\nmonotonic -",
                      monotonic.tv_sec, " 0\n");
}

ChildPlan MakePlan(const SpawnOptions& options, int socket) {
  ChildPlan plan{options.executable.c_str(),
                 socket,
                 0,
                 "",
                 absl::StrCat("0 ", geteuid(), " 1\n"),
                 absl::StrCat("0 ", getegid(), " 1\n"),
                 absl::StrCat(options.processes),
                 ClockOffsets(),
                 options.jitless};
  return plan;
}

}  // namespace

absl::StatusOr<Spawned> SpawnZygote(const SpawnOptions& options) {
  const std::string& executable = options.executable;
  if (access(executable.c_str(), X_OK) != 0) {
    return absl::NotFoundError(absl::StrCat("starting the sandbox ", executable,
                                            ": ", std::strerror(errno)));
  }
  std::array<int, 2> ends{-1, -1};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return absl::ErrnoToStatus(errno, "making the sandbox's socket");
  }
  Spawned spawned;
  spawned.socket = OwnedFd(ends[0]);
  const OwnedFd child_end(ends[1]);
  ChildPlan plan = MakePlan(options, child_end.get());
  const bool user_namespace = geteuid() != 0 && UserNamespaceWorks(plan);
  for (const int namespaces :
       {user_namespace ? CLONE_NEWUSER | kPrivileged : kPrivileged, 0}) {
    plan.namespaces = namespaces;
    plan.namespaces_text = absl::StrCat(namespaces);
    spawned.pid = CloneZygote(plan);
    if (spawned.pid > 0) return spawned;
  }
  return absl::ErrnoToStatus(errno, "starting the sandbox process");
}

}  // namespace gavel::sandbox
