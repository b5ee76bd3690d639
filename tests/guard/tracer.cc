#include "tests/guard/tracer.h"

#include <poll.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "absl/strings/str_cat.h"

namespace gavel::guard {
namespace {

constexpr int kOptions = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK |
                         PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE |
                         PTRACE_O_EXITKILL;
constexpr int kSystemCall = SIGTRAP | 0x80;

void GoOn(pid_t pid, int signal) {
  // One that was killed meanwhile says so by its exit.
  ptrace(PTRACE_SYSCALL, pid, nullptr, static_cast<long>(signal));
}

}  // namespace

Tracer::~Tracer() {
  for (const auto& [pid, process] : processes_) {
    if (!process.exited) kill(pid, SIGKILL);
  }
  // In any order: the first of a process namespace ends only after all that we
  // have not taken note of.
  while (waitpid(-1, nullptr, __WALL) > 0 || errno == EINTR) {
  }
}

absl::Status Tracer::Attach(pid_t pid) {
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  if (sigprocmask(SIG_BLOCK, &children, nullptr) != 0) {
    return absl::ErrnoToStatus(errno, "blocking SIGCHLD");
  }
  signals_ = OwnedFd(signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK));
  if (!signals_.ok()) return absl::ErrnoToStatus(errno, "making a signalfd");
  // An attached process goes on; an interrupt makes it stop for the first time.
  if (ptrace(PTRACE_SEIZE, pid, nullptr, static_cast<long>(kOptions)) != 0 ||
      ptrace(PTRACE_INTERRUPT, pid, nullptr, nullptr) != 0) {
    const absl::Status why = absl::ErrnoToStatus(errno, "tracing a process");
    return absl::UnavailableError(why.message());
  }
  processes_[pid];
  return absl::OkStatus();
}

absl::Status Tracer::Turn(int fd) {
  std::array<pollfd, 2> ready = {pollfd{signals_.get(), POLLIN, 0},
                                 pollfd{fd, POLLIN, 0}};
  if (poll(ready.data(), ready.size(), -1) < 0 && errno != EINTR) {
    return absl::ErrnoToStatus(errno, "waiting for traced processes");
  }
  signalfd_siginfo info;
  while (read(signals_.get(), &info, sizeof(info)) > 0) {
  }
  for (;;) {
    int status = 0;
    rusage usage{};
    const pid_t pid = wait4(-1, &status, WNOHANG | __WALL, &usage);
    if (pid < 0) return absl::ErrnoToStatus(errno, "all processes are gone");
    if (pid == 0) return absl::OkStatus();
    if (WIFSTOPPED(status)) {
      OnStop(pid, status);
    } else {
      processes_[pid].exited = true;
      processes_[pid].faults = usage.ru_minflt;
    }
  }
}

void Tracer::OnStop(pid_t pid, int status) {
  Traced& process = processes_[pid];
  const int signal = WSTOPSIG(status);
  const int event = status >> 16;
  if (signal == kSystemCall) {
    __ptrace_syscall_info info{};
    if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) > 0 &&
        info.op == PTRACE_SYSCALL_INFO_ENTRY) {
      ++process.calls;
    }
    GoOn(pid, 0);
  } else if (event != 0) {
    unsigned long made = 0;
    if (event != PTRACE_EVENT_STOP &&
        ptrace(PTRACE_GETEVENTMSG, pid, nullptr, &made) == 0) {
      processes_[static_cast<pid_t>(made)].maker = pid;
    }
    GoOn(pid, 0);
  } else {
    GoOn(pid, signal);
  }
}

}  // namespace gavel::guard
