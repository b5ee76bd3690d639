// The zygote's children: how they ended, and what ends with them.
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <vector>

#include "sandbox/zygote/zygote.h"

namespace gavel::sandbox {

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

}  // namespace gavel::sandbox
