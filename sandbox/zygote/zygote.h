// The trusted fork server: one event loop that makes programs, watches runs,
// ends what exceeds its limits and tells the server what the kernel says.
//
// Shape:   a warm template that every program is forked from; programs and runs
//          are its children
// Errors:  Serve returns why it cannot go on; the server replaces the zygote
// Threads: exactly one, for life
#ifndef GAVEL_SANDBOX_ZYGOTE_ZYGOTE_H_
#define GAVEL_SANDBOX_ZYGOTE_ZYGOTE_H_

#include <signal.h>
#include <sys/resource.h>
#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "core/owned_fd.h"
#include "sandbox/wire.h"
#include "sandbox/zygote/program.h"

namespace gavel::sandbox {

class Zygote {
 public:
  // Borrows what `shared` points to; owns server_fd.
  Zygote(const Template& shared, OwnedFd server_fd);

  // Judges an empty program, by which the cost of the runtime is known and
  // every wall is known to let honest programs through. Then greets the server
  // with that text and serves until the server is gone.
  absl::Status Serve(const std::string& greeting);

 private:
  struct Process {
    pid_t pid = 0;
    int64_t start_us = 0;
    int64_t cpu_limit_us = 0;
    int64_t wall_limit_us = 0;
    // When the CPU clock has to be asked again.
    int64_t next_check_us = 0;
    wire::Killed killed = wire::Killed::kNo;
    // It has said that it is set up.
    bool ready = false;
    int messages = 0;
    bool reported = false;
    wire::Report report;
  };
  struct Program {
    Process process;
    OwnedFd socket;
    // The processor that it keeps away from, or -1.
    int avoided_cpu = -1;
    wire::ProgramLimits limits{};
    bool compiled = false;
    // What its runs are told once its process is gone; until it is dropped.
    wire::Killed ended = wire::Killed::kNo;
  };
  struct Run {
    Process process;
    uint64_t program = 0;
    wire::ProgramLimits limits{};
    // When to listen for its hello, if nothing else makes us.
    int64_t listen_us = 0;
  };

  // The empty program and its run; the ids of all others are above.
  static constexpr uint64_t kCalibrationProgram = 2;
  static constexpr uint64_t kCalibrationRun = 3;

  absl::Status Start();
  absl::Status Calibrate();
  absl::Status Turn();
  absl::Status Watch(int fd, uint64_t key);
  void Unwatch(int fd) const;

  absl::Status OnServerMessage();
  void Load(const wire::LoadRequest& request, const wire::Received& received);
  void StartRun(const wire::RunRequest& request,
                const wire::Received& received);
  // A run that is the only one begins where the zygote wakes it; its program,
  // which forks the next one meanwhile, is to do that somewhere else. The
  // kernel would not always see to it: processors of virtual machines look busy
  // when they are idle.
  void KeepAside(Program& program) const;
  void End(const wire::EndRequest& request);
  void Drop(uint64_t program_id);

  // In zygote_messages.cc.
  // Everything that the program and its runs have sent.
  void Drain(uint64_t program_id);
  bool DrainOne(uint64_t program_id, Program& program);
  // The program or one of its runs; null for a stranger.
  Process* Sender(uint64_t program_id, Program& program, pid_t pid);
  // False if nobody is waited for who says that.
  bool OnHello(uint64_t program_id, Program& program, pid_t sender,
               const wire::Hello& hello);
  void OnReport(uint64_t program_id, Program& program, Process& process,
                const wire::Report& report);
  void SendFacts(uint64_t id, const Process& process, int wait_status,
                 const rusage& usage);

  // In zygote_children.cc.
  void Reap();
  // The kernel has no more processes for us: ends every program that has made
  // some without being asked.
  void EndForkBombs();
  // Before the process is reaped: its number is still its own.
  void OnZombie(const siginfo_t& exited);
  void OnExit(pid_t pid, int wait_status, const rusage& usage);
  void OnProgramExit(uint64_t id, int wait_status, const rusage& usage);
  void OnRunExit(uint64_t id, int wait_status, const rusage& usage);
  void LoseUnstartedRuns(uint64_t program_id, wire::Killed why);

  // In zygote_limits.cc.
  // What runs say is read when they end, which wakes the zygote anyway; only
  // those that take long are asked for before.
  void ListenForRuns(int64_t now_us);
  // Ends what is over its limits; returns when to look again, or -1.
  int64_t CheckLimits();
  void CheckProcess(Process& process, int64_t now_us);
  static void Kill(Process& process, wire::Killed why);
  // With all its runs, also those that the zygote was never told of; `why` is
  // what they are told.
  void KillProgram(uint64_t program_id, Program& program, wire::Killed why);
  static void Begin(Process& process, pid_t pid, int64_t cpu_limit_us,
                    int64_t wall_limit_us, int64_t start_us);

  Template shared_;
  OwnedFd server_;
  OwnedFd epoll_;
  OwnedFd signals_;
  std::map<uint64_t, Program> programs_;
  std::map<uint64_t, Run> runs_;
  // Children that have not been reaped: the program or run they are.
  std::map<pid_t, uint64_t> children_;
  // Peak resident size of an empty run.
  int64_t baseline_bytes_ = 0;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_ZYGOTE_H_
