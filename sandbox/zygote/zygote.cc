#include "sandbox/zygote/zygote.h"

#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "core/status_macros.h"
#include "sandbox/zygote/clocks.h"

namespace gavel::sandbox {
namespace {

// Keys of the event loop; programs have their own ids, which start above.
constexpr uint64_t kServerKey = 0;
constexpr uint64_t kSignalKey = 1;

// A program that has not forked a run by then never will.
constexpr int64_t kStartUs = 10'000'000;
// Most runs have ended by then.
constexpr int64_t kListenUs = 3'000;

OwnedFd EmptyFile() { return OwnedFd(memfd_create("empty", MFD_CLOEXEC)); }

}  // namespace

Zygote::Zygote(const Template& shared, OwnedFd server_fd)
    : shared_(shared), server_(std::move(server_fd)) {}

absl::Status Zygote::Serve(const std::string& greeting) {
  GAVEL_RETURN_IF_ERROR(Start());
  GAVEL_RETURN_IF_ERROR(Calibrate());
  wire::Greeting ready;
  ready.text_size =
      static_cast<uint32_t>(std::min(greeting.size(), ready.text.size()));
  std::memcpy(ready.text.data(), greeting.data(), ready.text_size);
  if (!wire::Send(server_.get(), &ready, wire::UsedSize(ready))) {
    return absl::ErrnoToStatus(errno, "greeting the server");
  }
  for (;;) GAVEL_RETURN_IF_ERROR(Turn());
}

absl::Status Zygote::Start() {
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  if (sigprocmask(SIG_BLOCK, &children, nullptr) != 0) {
    return absl::ErrnoToStatus(errno, "blocking SIGCHLD");
  }
  signals_ = OwnedFd(signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK));
  epoll_ = OwnedFd(epoll_create1(EPOLL_CLOEXEC));
  if (!signals_.ok() || !epoll_.ok()) {
    return absl::ErrnoToStatus(errno, "making the event loop");
  }
  GAVEL_RETURN_IF_ERROR(Watch(signals_.get(), kSignalKey));
  return Watch(server_.get(), kServerKey);
}

absl::Status Zygote::Watch(int fd, uint64_t key) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = key;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) {
    return absl::ErrnoToStatus(errno, "watching a descriptor");
  }
  return absl::OkStatus();
}

void Zygote::Unwatch(int fd) const {
  epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

absl::Status Zygote::Calibrate() {
  wire::LoadRequest load;
  load.program = kCalibrationProgram;
  load.limits.cpu_us = load.limits.compile_us = 10'000'000;
  load.limits.wall_us = 60'000'000;
  load.limits.memory_bytes = load.limits.compile_memory_bytes = int64_t{256}
                                                                << 20;
  load.limits.stack_bytes = int64_t{8} << 20;
  load.limits.output_bytes = 1 << 20;
  const OwnedFd source = EmptyFile();
  wire::Received sources;
  sources.fds[0] = source.get();
  sources.fd_count = 1;
  Load(load, sources);
  Program& program = programs_[kCalibrationProgram];
  while (!program.compiled && children_.contains(program.process.pid)) {
    GAVEL_RETURN_IF_ERROR(Turn());
  }
  wire::RunRequest run;
  run.program = kCalibrationProgram;
  run.run = kCalibrationRun;
  run.streams = wire::StreamBit(wire::Stream::kStandardInput) |
                wire::StreamBit(wire::Stream::kStandardOutput);
  wire::Received streams;
  streams.fds[0] = EmptyFile().Release();
  streams.fds[1] = EmptyFile().Release();
  streams.fd_count = 2;
  if (program.compiled) StartRun(run, streams);
  while (runs_.contains(kCalibrationRun)) GAVEL_RETURN_IF_ERROR(Turn());
  Drop(kCalibrationProgram);
  return baseline_bytes_ > 0
             ? absl::OkStatus()
             : absl::InternalError("judging an empty program failed");
}

absl::Status Zygote::Turn() {
  const int64_t next_us = CheckLimits();
  const int64_t wait_us =
      next_us < 0 ? -1 : std::max<int64_t>(0, next_us - NowUs());
  std::array<epoll_event, 64> events;
  const int count = epoll_wait(
      epoll_.get(), events.data(), static_cast<int>(events.size()),
      wait_us < 0
          ? -1
          : static_cast<int>(std::min<int64_t>(wait_us / 1000 + 1, 3'600'000)));
  if (count < 0 && errno != EINTR) {
    return absl::ErrnoToStatus(errno, "waiting for events");
  }
  bool children_exited = false;
  for (int i = 0; i < count; ++i) {
    const uint64_t key = events[static_cast<size_t>(i)].data.u64;
    if (key == kServerKey) {
      GAVEL_RETURN_IF_ERROR(OnServerMessage());
    } else if (key == kSignalKey) {
      children_exited = true;
    } else {
      Drain(key);
    }
  }
  // After the messages: a child reports before it exits.
  if (children_exited) Reap();
  return absl::OkStatus();
}

absl::Status Zygote::OnServerMessage() {
  union {
    wire::Type type;
    wire::LoadRequest load;
    wire::RunRequest run;
    wire::EndRequest end;
    wire::DropRequest drop;
    wire::Ping ping;
  } message{};
  wire::Received received =
      wire::Receive(server_.get(), &message, sizeof(message), MSG_DONTWAIT);
  if (received.size < 0 && errno == EAGAIN) return absl::OkStatus();
  if (received.size < 0) return absl::ErrnoToStatus(errno, "reading an order");
  if (received.size == 0) return absl::CancelledError("the server is gone");
  const auto size = static_cast<size_t>(received.size);
  if (message.type == wire::Type::kLoad && size == sizeof(message.load) &&
      (received.fd_count == 1 || received.fd_count == 2)) {
    Load(message.load, received);
  } else if (message.type == wire::Type::kRun && size == sizeof(message.run) &&
             received.fd_count ==
                 static_cast<size_t>(std::popcount(message.run.streams))) {
    StartRun(message.run, received);
    return absl::OkStatus();
  } else if (message.type == wire::Type::kEnd && size == sizeof(message.end)) {
    End(message.end);
  } else if (message.type == wire::Type::kDrop &&
             size == sizeof(message.drop)) {
    Drop(message.drop.program);
  } else if (message.type == wire::Type::kPing &&
             size == sizeof(message.ping)) {
    wire::Send(server_.get(), &message.ping, sizeof(message.ping));
  } else {
    return absl::InternalError("the server sent an unknown order");
  }
  for (size_t i = 0; i < received.fd_count; ++i) close(received.fds[i]);
  return absl::OkStatus();
}

void Zygote::Load(const wire::LoadRequest& request,
                  const wire::Received& received) {
  Program& program = programs_[request.program];
  program.limits = request.limits;
  Begin(program.process, 0, request.limits.compile_us,
        3 * request.limits.compile_us + 2'000'000, NowUs());
  std::array<int, 2> ends{-1, -1};
  const int on = 1;
  const bool ready =
      socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == 0 &&
      setsockopt(ends[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) == 0 &&
      Watch(ends[0], request.program).ok();
  program.socket = OwnedFd(ends[0]);
  const OwnedFd child_end(ends[1]);
  const pid_t pid = ready ? fork() : -1;
  if (pid == 0) {
    // A group of its own, which its runs cannot leave: it is ended as a whole.
    setpgid(0, 0);
    ServeProgram(shared_, request, received, child_end.get());
  }
  if (pid < 0) {
    if (errno == EAGAIN) EndForkBombs();
    program.process.killed = wire::Killed::kProgramLost;
    SendFacts(request.program, program.process, 0, rusage{});
    programs_.erase(request.program);
    return;
  }
  // Whichever of the two comes first.
  setpgid(pid, pid);
  program.process.pid = pid;
  children_[pid] = request.program;
}

void Zygote::StartRun(const wire::RunRequest& request,
                      const wire::Received& received) {
  Run& run = runs_[request.run];
  run.program = request.program;
  const auto found = programs_.find(request.program);
  Program* program = found == programs_.end() ? nullptr : &found->second;
  if (program != nullptr) {
    // Its wall clock begins when it says hello.
    run.limits = wire::RunLimits(program->limits, request);
    Begin(run.process, 0, run.limits.cpu_us, kStartUs, NowUs());
    run.listen_us = run.process.start_us + kListenUs;
  }
  if (program != nullptr && program->process.pid != 0) KeepAside(*program);
  // Where all processors have runs to do, the next one is forked by whoever is
  // about to run it.
  wire::RunRequest order = request;
  if (runs_.size() > 1) order.another_follows = 0;
  // Never waits: a program that does not take its orders is no reason to keep
  // others waiting.
  const bool sent =
      program != nullptr && program->process.pid != 0 &&
      wire::SendWith(program->socket.get(), &order, sizeof(order),
                     received.fds.data(), received.fd_count, MSG_DONTWAIT);
  if (program != nullptr && !sent) {
    Drain(request.program);
    KillProgram(request.program, *program, wire::Killed::kProgramEnded);
  }
  for (size_t i = 0; i < received.fd_count; ++i) close(received.fds[i]);
  if (!sent) {
    LoseUnstartedRuns(request.program, program == nullptr
                                           ? wire::Killed::kProgramLost
                                           : program->ended);
  }
}

void Zygote::KeepAside(Program& program) const {
  if (CPU_COUNT(&shared_.processors) < 2) return;
  // With more than one run there is work for all processors anyway, and two
  // programs that avoid the same one would be in each other's way.
  const int cpu = runs_.size() == 1 ? sched_getcpu() : -1;
  if (cpu == program.avoided_cpu) return;
  cpu_set_t others = shared_.processors;
  if (cpu >= 0) CPU_CLR(static_cast<size_t>(cpu), &others);
  sched_setaffinity(program.process.pid, sizeof(others), &others);
  program.avoided_cpu = cpu;
}

void Zygote::End(const wire::EndRequest& request) {
  const auto found = runs_.find(request.run);
  if (found != runs_.end()) Drain(found->second.program);
  // One that has not come to life yet is left to whoever asks again.
  if (found == runs_.end() || found->second.process.pid == 0) return;
  Kill(found->second.process, request.why);
}

void Zygote::Drop(uint64_t program_id) {
  // Runs whose hello is unread are ended with the others.
  Drain(program_id);
  const auto found = programs_.find(program_id);
  if (found == programs_.end()) return;
  KillProgram(program_id, found->second, wire::Killed::kProgramLost);
  LoseUnstartedRuns(program_id, wire::Killed::kProgramLost);
  // Closing the socket takes it out of the event loop.
  programs_.erase(found);
}

}  // namespace gavel::sandbox
