#include "sandbox/zygote/zygote.h"

#include <signal.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::sandbox {
namespace {

// Keys of the event loop; programs have their own ids, which start above.
constexpr uint64_t kServerKey = 0;
constexpr uint64_t kSignalKey = 1;
constexpr uint64_t kCalibrationProgram = 2;
constexpr uint64_t kCalibrationRun = 3;

// How far past its CPU limit a process may get before it is ended from outside.
// The watchdog inside is faster by far; this is for one that was subverted.
constexpr int64_t kOutsideGraceUs = 50'000;
// A program that has not forked a run by then never will.
constexpr int64_t kStartUs = 10'000'000;
// Each has two messages to send.
constexpr int kMostMessages = 4;

int64_t Us(const timespec& time) {
  return time.tv_sec * 1'000'000 + time.tv_nsec / 1000;
}

int64_t Us(const timeval& time) {
  return time.tv_sec * 1'000'000 + time.tv_usec;
}

int64_t NowUs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return Us(now);
}

int64_t CpuUs(pid_t pid) {
  clockid_t clock = 0;
  timespec used{};
  if (clock_getcpuclockid(pid, &clock) != 0 ||
      clock_gettime(clock, &used) != 0) {
    return 0;
  }
  return Us(used);
}

OwnedFd EmptyFile() { return OwnedFd(memfd_create("empty", MFD_CLOEXEC)); }

}  // namespace

Zygote::Zygote(const Template& shared, OwnedFd server_fd)
    : shared_(shared), server_(std::move(server_fd)) {}

absl::Status Zygote::Serve(const std::string& walls) {
  GAVEL_RETURN_IF_ERROR(Start());
  GAVEL_RETURN_IF_ERROR(Calibrate());
  wire::Greeting ready;
  ready.text_size =
      static_cast<uint32_t>(std::min(walls.size(), ready.text.size()));
  std::memcpy(ready.text.data(), walls.data(), ready.text_size);
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

void Zygote::Begin(Process& process, pid_t pid, int64_t cpu_limit_us,
                   int64_t wall_limit_us) {
  process.pid = pid;
  process.start_us = NowUs();
  process.cpu_limit_us = cpu_limit_us;
  process.wall_limit_us = wall_limit_us;
  process.next_check_us = process.start_us + cpu_limit_us + kOutsideGraceUs;
}

void Zygote::Load(const wire::LoadRequest& request,
                  const wire::Received& received) {
  Program& program = programs_[request.program];
  program.limits = request.limits;
  Begin(program.process, 0, request.limits.compile_us,
        3 * request.limits.compile_us + 2'000'000);
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
    Begin(run.process, 0, run.limits.cpu_us, kStartUs);
  }
  // Never waits: a program that does not take its orders is no reason to keep
  // others waiting.
  const bool sent =
      program != nullptr && program->process.pid != 0 &&
      wire::SendWith(program->socket.get(), &request, sizeof(request),
                     received.fds.data(), received.fd_count, MSG_DONTWAIT);
  if (program != nullptr && !sent) {
    KillProgram(request.program, *program, wire::Killed::kProgramEnded);
  }
  for (size_t i = 0; i < received.fd_count; ++i) close(received.fds[i]);
  if (!sent) {
    LoseUnstartedRuns(request.program, program == nullptr
                                           ? wire::Killed::kProgramLost
                                           : program->ended);
  }
}

void Zygote::End(const wire::EndRequest& request) {
  const auto found = runs_.find(request.run);
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

void Zygote::KillProgram(uint64_t program_id, Program& program,
                         wire::Killed why) {
  if (program.ended == wire::Killed::kNo) program.ended = why;
  if (program.process.pid == 0) return;
  for (auto& [id, run] : runs_) {
    if (run.program == program_id && run.process.pid != 0) {
      Kill(run.process, program.ended);
    }
  }
  if (!program.compiled) Kill(program.process, why);
  // It has not been reaped, so that the group's number is still its own.
  kill(-program.process.pid, SIGKILL);
}

void Zygote::Drain(uint64_t program_id) {
  for (;;) {
    const auto found = programs_.find(program_id);
    if (found == programs_.end() || !DrainOne(program_id, found->second)) {
      return;
    }
  }
}

bool Zygote::DrainOne(uint64_t program_id, Program& program) {
  union {
    wire::Type type;
    wire::Hello hello;
    wire::Report report;
  } message{};
  const wire::Received received = wire::Receive(program.socket.get(), &message,
                                                sizeof(message), MSG_DONTWAIT);
  // Nobody has descriptors to give us.
  for (size_t i = 0; i < received.fd_count; ++i) close(received.fds[i]);
  if (received.size < 0 && errno != EMSGSIZE) return false;
  // An empty packet has a sender, the end of the stream has none.
  if (received.size == 0 && received.sender == 0) {
    // The program and all its runs have closed it.
    epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, program.socket.get(), nullptr);
    return false;
  }
  const size_t size =
      received.size < 0 ? 0 : static_cast<size_t>(received.size);
  if (size == sizeof(message.hello) && message.type == wire::Type::kHello &&
      OnHello(program_id, program, received.sender, message.hello)) {
    return true;
  }
  Process* process = Sender(program_id, program, received.sender);
  // A stranger is a process that the program made without being asked.
  Process& charged = process == nullptr ? program.process : *process;
  if (++charged.messages > kMostMessages) {
    if (&charged == &program.process) {
      KillProgram(program_id, program, wire::Killed::kFlood);
    } else {
      Kill(charged, wire::Killed::kFlood);
    }
  } else if (process != nullptr && process->ready &&
             wire::ValidReport(message.report, size)) {
    OnReport(program_id, program, *process, message.report);
  }
  return true;
}

Zygote::Process* Zygote::Sender(uint64_t program_id, Program& program,
                                pid_t pid) {
  if (pid == program.process.pid) return &program.process;
  const auto child = children_.find(pid);
  if (child == children_.end()) return nullptr;
  const auto run = runs_.find(child->second);
  if (run == runs_.end() || run->second.program != program_id) return nullptr;
  return &run->second.process;
}

bool Zygote::OnHello(uint64_t program_id, Program& program, pid_t sender,
                     const wire::Hello& hello) {
  Process* process = nullptr;
  const wire::ProgramLimits* limits = &program.limits;
  if (hello.id == program_id && sender == program.process.pid) {
    process = &program.process;
  } else if (const auto run = runs_.find(hello.id);
             run != runs_.end() && run->second.program == program_id &&
             run->second.process.pid == 0 && !children_.contains(sender)) {
    process = &run->second.process;
    limits = &run->second.limits;
    process->pid = sender;
    children_[sender] = hello.id;
  }
  if (process == nullptr) return false;
  if (process->ready) {
    if (process == &program.process && hello.error == EAGAIN) EndForkBombs();
    return false;
  }
  process->ready = true;
  if (process->killed != wire::Killed::kNo) {
    // It was given up before it came to life.
    kill(sender, SIGKILL);
  } else if (process != &program.process) {
    // What the machine took to start it is not the program's.
    Begin(*process, sender, limits->cpu_us, limits->wall_us);
  }
  if (hello.error == 0) return true;
  const std::string text =
      absl::StrCat(std::string(hello.stage.data(),
                               strnlen(hello.stage.data(), hello.stage.size())),
                   ": ", std::strerror(hello.error));
  process->reported = true;
  process->report.claim = wire::Claim::kSetup;
  process->report.text_size =
      static_cast<uint32_t>(std::min(text.size(), process->report.text.size()));
  std::memcpy(process->report.text.data(), text.data(),
              process->report.text_size);
  return true;
}

void Zygote::OnReport(uint64_t program_id, Program& program, Process& process,
                      const wire::Report& report) {
  // The first word counts.
  if (process.reported) return;
  process.reported = true;
  process.report = report;
  if (&process != &program.process || report.claim != wire::Claim::kClean) {
    return;  // its exit follows
  }
  program.compiled = true;
  rusage usage{};
  const int64_t cpu_us = CpuUs(process.pid);
  usage.ru_utime.tv_sec = cpu_us / 1'000'000;
  usage.ru_utime.tv_usec = cpu_us % 1'000'000;
  SendFacts(program_id, process, 0, usage);
}

void Zygote::Reap() {
  signalfd_siginfo info;
  while (read(signals_.get(), &info, sizeof(info)) > 0) {
  }
  for (;;) {
    siginfo_t exited{};
    if (waitid(P_ALL, 0, &exited, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        exited.si_pid == 0) {
      return;
    }
    OnZombie(exited);
    int wait_status = 0;
    rusage usage{};
    if (wait4(exited.si_pid, &wait_status, 0, &usage) <= 0) return;
    OnExit(exited.si_pid, wait_status, usage);
  }
}

void Zygote::EndForkBombs() {
  if (children_.empty()) return;
  // Nobody lists a process group, but everybody may be asked for theirs; what a
  // program makes comes after it.
  constexpr pid_t kBeyond = 4096;
  std::map<pid_t, int> members;
  const pid_t end = children_.rbegin()->first + kBeyond;
  for (pid_t pid = children_.begin()->first; pid < end; ++pid) {
    if (const pid_t group = getpgid(pid); group > 0) ++members[group];
  }
  std::map<uint64_t, int> asked_for;
  for (const auto& [id, run] : runs_) ++asked_for[run.program];
  for (auto& [id, program] : programs_) {
    const int spare = 16;  // some that have just ended, or are not known yet
    if (program.process.pid != 0 &&
        members[program.process.pid] > asked_for[id] + spare) {
      KillProgram(id, program, wire::Killed::kFlood);
    }
  }
}

void Zygote::OnZombie(const siginfo_t& exited) {
  const auto child = children_.find(exited.si_pid);
  if (child == children_.end()) return;
  const auto program = programs_.find(child->second);
  if (program == programs_.end()) return;
  // Killed from outside, or without the means to fork: not its fault.
  const bool innocent =
      exited.si_code == CLD_EXITED
          ? exited.si_status == kExitCannotFork
          : exited.si_code == CLD_KILLED && exited.si_status == SIGKILL;
  // The report first: it may say why compiling ended.
  Drain(program->first);
  if (program->second.compiled) {
    KillProgram(
        program->first, program->second,
        innocent ? wire::Killed::kProgramLost : wire::Killed::kProgramEnded);
  } else {
    kill(-exited.si_pid, SIGKILL);
  }
}

void Zygote::OnExit(pid_t pid, int wait_status, const rusage& usage) {
  if (!children_.contains(pid)) {
    // A run so short that its hello is still unread.
    std::vector<uint64_t> waiting;
    for (const auto& [id, run] : runs_) {
      if (run.process.pid == 0) waiting.push_back(run.program);
    }
    for (const uint64_t program : waiting) Drain(program);
  }
  const auto child = children_.find(pid);
  if (child == children_.end()) return;
  const uint64_t id = child->second;
  if (const auto run = runs_.find(id); run != runs_.end()) {
    Drain(run->second.program);
    OnRunExit(id, wait_status, usage);
  } else if (programs_.contains(id)) {
    Drain(id);
    OnProgramExit(id, wait_status, usage);
  }
  children_.erase(pid);
}

void Zygote::OnProgramExit(uint64_t id, int wait_status, const rusage& usage) {
  Program& program = programs_[id];
  program.process.pid = 0;
  if (program.compiled) {
    LoseUnstartedRuns(id, program.ended);
    return;
  }
  SendFacts(id, program.process, wait_status, usage);
  programs_.erase(id);
}

void Zygote::OnRunExit(uint64_t id, int wait_status, const rusage& usage) {
  const auto found = runs_.find(id);
  if (id == kCalibrationRun) {
    const bool clean =
        WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0 &&
        found->second.process.report.claim == wire::Claim::kClean;
    baseline_bytes_ = clean ? usage.ru_maxrss * 1024 : 0;
  } else {
    SendFacts(id, found->second.process, wait_status, usage);
  }
  runs_.erase(found);
}

void Zygote::LoseUnstartedRuns(uint64_t program_id, wire::Killed why) {
  for (auto it = runs_.begin(); it != runs_.end();) {
    Process& process = it->second.process;
    if (it->second.program != program_id || process.pid != 0) {
      ++it;
      continue;
    }
    if (process.killed == wire::Killed::kNo) process.killed = why;
    SendFacts(it->first, process, 0, rusage{});
    it = runs_.erase(it);
  }
}

int64_t Zygote::CheckLimits() {
  const int64_t now_us = NowUs();
  int64_t next_us = -1;
  const auto look = [&](Process& process) {
    CheckProcess(process, now_us);
    if (process.killed != wire::Killed::kNo) return;
    const int64_t due = std::min(process.next_check_us,
                                 process.start_us + process.wall_limit_us);
    next_us = next_us < 0 ? due : std::min(next_us, due);
  };
  for (auto& [id, program] : programs_) {
    if (!program.compiled) look(program.process);
  }
  for (auto& [id, run] : runs_) {
    look(run.process);
    // It never came to life: whatever holds its program up ends with it.
    if (run.process.pid == 0 && run.process.killed != wire::Killed::kNo) {
      const auto program = programs_.find(run.program);
      if (program != programs_.end()) {
        KillProgram(program->first, program->second,
                    wire::Killed::kProgramEnded);
      }
    }
  }
  return next_us;
}

void Zygote::CheckProcess(Process& process, int64_t now_us) {
  if (process.killed != wire::Killed::kNo) return;
  if (now_us >= process.start_us + process.wall_limit_us) {
    Kill(process, wire::Killed::kWallTime);
    return;
  }
  if (now_us < process.next_check_us) return;
  const int64_t left = process.cpu_limit_us + kOutsideGraceUs -
                       (process.pid == 0 ? 0 : CpuUs(process.pid));
  if (left <= 0) {
    Kill(process, wire::Killed::kCpuTime);
  } else {
    process.next_check_us = now_us + left;
  }
}

void Zygote::Kill(Process& process, wire::Killed why) {
  if (process.killed == wire::Killed::kNo) process.killed = why;
  // A child that has exited is a zombie until it is reaped, so the number
  // cannot have been given to somebody else.
  if (process.pid > 0) kill(process.pid, SIGKILL);
}

void Zygote::SendFacts(uint64_t id, const Process& process, int wait_status,
                       const rusage& usage) {
  if (id == kCalibrationProgram) return;
  wire::Facts facts;
  facts.id = id;
  facts.wait_status = wait_status;
  facts.cpu_us = Us(usage.ru_utime) + Us(usage.ru_stime);
  facts.wall_us = process.start_us == 0 ? 0 : NowUs() - process.start_us;
  facts.memory_bytes =
      std::max<int64_t>(0, usage.ru_maxrss * 1024 - baseline_bytes_);
  facts.killed = process.killed;
  facts.report.claim = wire::Claim::kNothing;
  facts.report.text_size = 0;
  if (process.reported) facts.report = process.report;
  // A server that is gone is noticed by the event loop.
  wire::Send(server_.get(), &facts, wire::UsedSize(facts));
}

}  // namespace gavel::sandbox
