// The zygote's conversations: what programs and runs say, and what the server
// is told of it.
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "sandbox/zygote/clocks.h"
#include "sandbox/zygote/zygote.h"

namespace gavel::sandbox {
namespace {

// Each has two messages to send.
constexpr int kMostMessages = 4;

}  // namespace

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
    Unwatch(program.socket.get());
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
    Begin(*process, sender, limits->cpu_us, limits->wall_us,
          std::clamp(hello.at_us, process->start_us, NowUs()));
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
  Unwatch(program.socket.get());
  rusage usage{};
  const int64_t cpu_us = CpuUs(process.pid);
  usage.ru_utime.tv_sec = cpu_us / 1'000'000;
  usage.ru_utime.tv_usec = cpu_us % 1'000'000;
  SendFacts(program_id, process, 0, usage);
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
