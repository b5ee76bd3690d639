// The zygote's limits: who is over them, and the end of those who are.
#include <algorithm>
#include <csignal>
#include <set>

#include "sandbox/zygote/clocks.h"
#include "sandbox/zygote/zygote.h"

namespace gavel::sandbox {
namespace {

// How far past its CPU limit a process may get before it is ended from outside.
// The watchdog inside is faster by far; this is for one that was subverted.
constexpr int64_t kOutsideGraceUs = 50'000;

}  // namespace

void Zygote::Begin(Process& process, pid_t pid, int64_t cpu_limit_us,
                   int64_t wall_limit_us, int64_t start_us) {
  process.pid = pid;
  process.start_us = start_us;
  process.cpu_limit_us = cpu_limit_us;
  process.wall_limit_us = wall_limit_us;
  process.next_check_us = process.start_us + cpu_limit_us + kOutsideGraceUs;
}

void Zygote::ListenForRuns(int64_t now_us) {
  std::set<uint64_t> programs;
  for (auto& [id, run] : runs_) {
    if (run.process.pid != 0 || now_us < run.listen_us) continue;
    programs.insert(run.program);
    // Rarely to one that is kept waiting by the machine.
    run.listen_us = now_us + (now_us - run.process.start_us) / 2;
  }
  for (const uint64_t program : programs) Drain(program);
}

int64_t Zygote::CheckLimits() {
  const int64_t now_us = NowUs();
  ListenForRuns(now_us);
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
    if (run.process.pid == 0 && next_us >= 0) {
      next_us = std::min(next_us, run.listen_us);
    }
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

}  // namespace gavel::sandbox
