#include "sandbox/zygote/program.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string>

#include "sandbox/engine/channel.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/surroundings.h"
#include "sandbox/engine/watchdog.h"
#include "sandbox/jail/rlimits.h"
#include "sandbox/zygote/spare.h"

namespace gavel::sandbox {
namespace {

// `what` is named when it cannot be read.
std::string ReadFile(uint64_t id, int fd, const char* what) {
  std::string text;
  std::array<char, 64 * 1024> buffer;
  off_t offset = 0;
  for (;;) {
    const ssize_t count = pread(fd, buffer.data(), buffer.size(), offset);
    if (count < 0) FailSetup(id, what);
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<size_t>(count));
    offset += count;
  }
}

void TakeDescriptors(const Template& shared, uint64_t id, int control_fd) {
  if (dup3(control_fd, kControlFd, O_CLOEXEC) < 0) _exit(1);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (dup2(shared.null_fd, fd) < 0) FailSetup(id, "emptying the streams");
  }
}

// fork would make the run a child of this hostile process; CLONE_PARENT makes
// it the zygote's, so that exit status and usage come from the kernel to it.
pid_t CloneRun(const Template& shared) {
  const auto pid = static_cast<pid_t>(
      syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0));
  if (pid != 0) return pid;
  // Not inherited. Where there is a process namespace it is the second net.
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  // Its program may be kept aside by the zygote; it may run anywhere.
  sched_setaffinity(0, sizeof(shared.processors), &shared.processors);
  return 0;
}

// Where another program has taken all processes that there may be, the zygote
// ends it.
pid_t ForkRun(const Template& shared, uint64_t program) {
  constexpr timespec kPause{0, 10'000'000};
  constexpr int kMostAttempts = 200;
  pid_t pid = CloneRun(shared);
  if (pid < 0 && errno == EAGAIN) SayTroubled(program, EAGAIN);
  for (int i = 0; pid < 0 && errno == EAGAIN && i < kMostAttempts; ++i) {
    clock_nanosleep(CLOCK_MONOTONIC, 0, &kPause, nullptr);
    pid = CloneRun(shared);
  }
  return pid;
}

void TakeStreams(const wire::RunRequest& request,
                 const wire::Received& received) {
  size_t taken = 0;
  for (int i = 0; i < wire::kMaxDescriptors; ++i) {
    const auto stream = static_cast<wire::Stream>(i);
    if ((request.streams & wire::StreamBit(stream)) == 0) continue;
    if (taken == received.fd_count ||
        dup3(received.fds[taken], wire::StreamFd(stream), 0) < 0) {
      FailSetup(request.run, "taking the streams");
    }
    close(received.fds[taken++]);
  }
}

bool HasStream(const wire::RunRequest& request, wire::Stream stream) {
  return (request.streams & wire::StreamBit(stream)) != 0;
}

void TakeFiles(const wire::RunRequest& request) {
  const int table = wire::StreamFd(wire::Stream::kFileTable);
  if (!HasStream(request, wire::Stream::kFileTable)) return;
  constexpr const char* kWhat = "reading the files";
  if (!TakeRunFiles(request.streams, ReadFile(request.run, table, kWhat))) {
    FailSetup(request.run, kWhat);
  }
  close(table);
}

void TakeChannel(const wire::RunRequest& request) {
  using wire::Stream;
  if (!HasStream(request, Stream::kChannel)) return;
  const bool interactor = HasStream(request, Stream::kTranscript);
  if (!JoinChannel(wire::StreamFd(Stream::kChannel),
                   interactor ? wire::StreamFd(Stream::kTranscript) : -1)) {
    FailSetup(request.run, "joining the channel");
  }
}

[[noreturn]] void StartRun(const Template& shared,
                           const wire::ProgramLimits& limits,
                           const wire::RunRequest& request,
                           const wire::Received& received) {
  TakeStreams(request, received);
  TakeFiles(request);
  TakeChannel(request);
  if (!LimitRunResources(limits, shared.data_bytes)) {
    FailSetup(request.run, "setting resource limits");
  }
  const Filter& filter = HasStream(request, wire::Stream::kFileTable)
                             ? *shared.file_filter
                             : *shared.run_filter;
  if (!filter.Install()) {
    FailSetup(request.run, "installing seccomp");
  }
  if (!ArmWatchdog(limits.cpu_us)) {
    FailSetup(request.run, "arming the watchdog");
  }
  SayHello(request.run);
  shared.runtime->LimitRun(limits.memory_bytes);
  shared.runtime->Run(request.seed);
}

// One order of the zygote.
struct Order {
  wire::RunRequest run;
  wire::Received received;
};

Order ReceiveOrder() {
  Order order;
  order.received = wire::Receive(kControlFd, &order.run, sizeof(order.run), 0);
  if (order.received.size <= 0) _exit(0);
  return order;
}

// False if the machine has no process to spare.
bool ForkSpare(const Template& shared, const wire::ProgramLimits& limits) {
  const pid_t pid = MakeBaton() ? CloneRun(shared) : -1;
  if (pid != 0) return pid > 0;
  const Order order = ReceiveOrder();
  if (!GiveBaton(order.run.another_follows != 0)) _exit(1);
  DropBaton();
  StartRun(shared, wire::RunLimits(limits, order.run), order.run,
           order.received);
}

// Without a spare. Returns whether another order follows.
bool ServeOrder(const Template& shared, const wire::LoadRequest& request) {
  DropBaton();
  const Order order = ReceiveOrder();
  const pid_t pid = ForkRun(shared, request.program);
  if (pid == 0) {
    StartRun(shared, wire::RunLimits(request.limits, order.run), order.run,
             order.received);
  }
  for (size_t i = 0; i < order.received.fd_count; ++i) {
    close(order.received.fds[i]);
  }
  if (pid < 0) _exit(kExitCannotFork);
  return order.run.another_follows != 0;
}

void Prepare(const Template& shared, const wire::LoadRequest& request) {
  const uint64_t id = request.program;
  if (syscall(SYS_close_range, kControlFd + 1, ~0U, 0) != 0) {
    FailSetup(id, "closing descriptors");
  }
  if (!LimitProgramResources(request.limits, shared.data_bytes)) {
    FailSetup(id, "setting resource limits");
  }
  if (!shared.program_filter->Install()) FailSetup(id, "installing seccomp");
  shared.runtime->LimitProgram(request.limits);
  if (!ArmWatchdog(request.limits.compile_us)) {
    FailSetup(id, "arming the watchdog");
  }
  SayHello(id);
}

}  // namespace

void ServeProgram(const Template& shared, const wire::LoadRequest& request,
                  const wire::Received& sources, int control_fd) {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  TakeDescriptors(shared, request.program, control_fd);
  const std::string source =
      ReadFile(request.program, sources.fds[0], "reading the source");
  if (sources.fd_count > 1 &&
      !TakeSourceFiles(ReadFile(request.program, sources.fds[1],
                                "reading the source's files"))) {
    FailSetup(request.program, "reading the source's files");
  }
  Prepare(shared, request);
  // From here on everything in this process is hostile.
  shared.runtime->Compile(request.kind, source, request.file_name.data());
  DisarmWatchdog();
  SendReport(wire::Claim::kClean, 0, Position(), nullptr, 0);
  // It has been loaded to be run.
  bool another_follows = true;
  for (;;) {
    another_follows = another_follows && ForkSpare(shared, request.limits)
                          ? AwaitBaton()
                          : ServeOrder(shared, request);
  }
}

}  // namespace gavel::sandbox
