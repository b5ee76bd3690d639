// Lies of a program: the process that should compile and fork runs.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "sandbox/engine/report.h"
#include "sandbox/zygote/program.h"
#include "tests/redteam/act.h"
#include "tests/redteam/attack.h"

namespace gavel::sandbox::redteam {
namespace {

using wire::Claim;

constexpr int kOrphans = 20;
// More processes than a program has any use for.
constexpr int kForkBomb = 1000;

void ClaimCompiled() { SendWhole(MakeReport(Claim::kClean)); }

// The next order for a run; its streams stay open in this process.
wire::RunRequest NextOrder() {
  wire::RunRequest order;
  if (wire::Receive(kControlFd, &order, sizeof(order), 0).size <= 0) _exit(0);
  return order;
}

// Compiled, as it says; then `serve` gets every order for a run.
template <typename Serve>
[[noreturn]] void Pretend(Serve serve) {
  StopOwnTimer();
  ClaimCompiled();
  for (;;) serve(NextOrder());
}

template <typename Live>
void MakeOrphans(int count, Live live) {
  for (int i = 0; i < count; ++i) {
    if (ForkRun() == 0) {
      live();
      _exit(0);
    }
  }
}

template <typename Send>
[[noreturn]] void Flood(Send send) {
  BlockEverySignal();
  StopOwnTimer();
  for (;;) send();
}

std::array<char, 3 * sizeof(wire::Report)> g_bytes;

void InstallListener() {
  sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  const sock_fprog filter{1, &allow};
  syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
          SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter);
}

const ProgramAttack kWhileCompiling[] = {
    {"ExitAtOnce", Ending::kPolicy, Ending::kHarmless, [] { _exit(0); }},
    {"CrashAtOnce", Ending::kSignal, Ending::kHarmless,
     [] { *static_cast<volatile int*>(nullptr) = 1; }},
    {"MakeASocket", Ending::kKilled, Ending::kHarmless,
     [] { syscall(SYS_socket, 1, 1, 0); }},
    {"Execute", Ending::kKilled, Ending::kHarmless,
     [] { syscall(SYS_execve, "/bin/sh", nullptr, nullptr); }},
    {"KillEverybody", Ending::kKilled, Ending::kHarmless,
     [] { syscall(SYS_kill, -1, SIGKILL); }},
    {"ForkAChildOfItsOwn", Ending::kKilled, Ending::kHarmless,
     [] { syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }},
    {"CloneAThread", Ending::kKilled, Ending::kHarmless,
     [] { syscall(SYS_clone, CLONE_VM | CLONE_THREAD, 0, 0, 0, 0); }},
    {"CloneWithAHighBit", Ending::kKilled, Ending::kHarmless,
     [] {
       syscall(SYS_clone, 0x100000000UL | CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
     }},
    {"CloneWithAStack", Ending::kKilled, Ending::kHarmless,
     [] {
       syscall(SYS_clone, CLONE_PARENT | SIGCHLD, g_bytes.data(), 0, 0, 0);
     }},
    {"LimitsOfTheZygote", Ending::kKilled, Ending::kHarmless,
     [] { syscall(SYS_prlimit64, 1, 0, nullptr, g_bytes.data()); }},
    {"LeaveItsGroup", Ending::kKilled, Ending::kHarmless,
     [] { syscall(SYS_setsid); }},
    {"BecomeDumpable", Ending::kKilled, Ending::kHarmless,
     [] { syscall(SYS_prctl, 4, 1, 0, 0, 0); }},
    {"ListenToTheCallsOfItsRuns", Ending::kKilled, Ending::kHarmless,
     InstallListener},
    {"SpinInsteadOfCompiling", Ending::kTime, Ending::kHarmless,
     [] {
       BlockEverySignal();
       StopOwnTimer();
       Spin();
     }},
    {"WaitInsteadOfCompiling", Ending::kTime, Ending::kHarmless,
     [] {
       StopOwnTimer();
       Wait();
     }},
    {"CloseItsSocketAndWait", Ending::kTime, Ending::kHarmless,
     [] {
       StopOwnTimer();
       close(kControlFd);
       Wait();
     }},
    {"CloseItsSocketAndExit", Ending::kPolicy, Ending::kHarmless,
     [] {
       close(kControlFd);
       _exit(0);
     }},
    {"ClaimSetup", Ending::kPolicy, Ending::kHarmless,
     [] {
       SendWhole(MakeReport(Claim::kSetup));
       _exit(1);
     }},
    {"ClaimHeap", Ending::kMemory, Ending::kHarmless,
     [] {
       SendWhole(MakeReport(Claim::kHeap));
       _exit(1);
     }},
    {"ClaimAFaultAndStay", Ending::kTime, Ending::kHarmless,
     [] {
       StopOwnTimer();
       SendWhole(MakeReport(Claim::kException));
       Wait();
     }},
    {"HelloOfAProgram", Ending::kHarmless, Ending::kHarmless,
     [] { Greet(17); }},
    {"EmptyMessageOfAProgram", Ending::kHarmless, Ending::kHarmless,
     [] { SendBytes("", 0); }},
    {"FloodOfEmptyMessagesOfAProgram", Ending::kStopped, Ending::kHarmless,
     [] { Flood([] { SendBytes("", 0); }); }},
    {"FloodOfSingleBytesOfAProgram", Ending::kStopped, Ending::kHarmless,
     [] { Flood([] { SendBytes("x", 1); }); }},
    {"FloodOfOversizedMessagesOfAProgram", Ending::kStopped, Ending::kHarmless,
     [] { Flood([] { SendBytes(g_bytes.data(), g_bytes.size()); }); }},
    {"OrphansOfAProgramThatExits", Ending::kPolicy, Ending::kHarmless,
     [] {
       MakeOrphans(kOrphans, Wait);
       _exit(0);
     }},
};

const ProgramAttack kAfterCompiling[] = {
    {"LieAndExit", Ending::kHarmless, Ending::kPolicy,
     [] {
       ClaimCompiled();
       _exit(0);
     }},
    {"LieAndCrash", Ending::kHarmless, Ending::kPolicy,
     [] {
       ClaimCompiled();
       *static_cast<volatile int*>(nullptr) = 1;
     }},
    {"LieAndWait", Ending::kHarmless, Ending::kTime,
     [] {
       StopOwnTimer();
       ClaimCompiled();
       Wait();
     }},
    {"LieAndSpin", Ending::kHarmless, Ending::kTime,
     [] {
       StopOwnTimer();
       ClaimCompiled();
       Spin();
     }},
    {"LieAndCloseItsSocket", Ending::kHarmless, Ending::kPolicy,
     [] {
       StopOwnTimer();
       ClaimCompiled();
       close(kControlFd);
       Wait();
     }},
    {"ExitWhenAsked", Ending::kHarmless, Ending::kPolicy,
     [] { Pretend([](const wire::RunRequest&) { _exit(0); }); }},
    // As if the machine had had no room for another process.
    {"ExitAsIfItCouldNotFork", Ending::kHarmless, Ending::kOurFault,
     [] { Pretend([](const wire::RunRequest&) { _exit(kExitCannotFork); }); }},
    {"IgnoreTheOrder", Ending::kHarmless, Ending::kTime,
     [] { Pretend([](const wire::RunRequest&) {}); }},
    {"ReportAgain", Ending::kHarmless, Ending::kStopped,
     [] { Pretend([](const wire::RunRequest&) { ClaimCompiled(); }); }},
    {"RunWithoutHelloThatExits", Ending::kHarmless, Ending::kTime,
     [] { Pretend([](const wire::RunRequest&) { MakeOrphans(1, [] {}); }); }},
    {"RunWithoutHelloThatWaits", Ending::kHarmless, Ending::kTime,
     [] { Pretend([](const wire::RunRequest&) { MakeOrphans(1, Wait); }); }},
    // As if the run had failed before anything of the program was in it.
    {"RunThatSaysItCouldNotBeSetUp", Ending::kHarmless, Ending::kOurFault,
     [] {
       Pretend([](const wire::RunRequest& order) {
         MakeOrphans(1, [&] {
           wire::Hello hello;
           hello.id = order.run;
           hello.error = EPERM;
           hello.stage.fill('x');
           SendBytes(&hello, sizeof(hello));
           Wait();
         });
       });
     }},
    {"RunWithoutLimits", Ending::kHarmless, Ending::kCpuTime,
     [] {
       Pretend([](const wire::RunRequest& order) {
         MakeOrphans(1, [&] {
           Greet(order.run);
           Spin();
         });
       });
     }},
    {"RunThatSaysHelloTwiceFromTwoProcesses", Ending::kHarmless, Ending::kTime,
     [] {
       Pretend([](const wire::RunRequest& order) {
         MakeOrphans(2, [&] {
           Greet(order.run);
           Spin();
         });
       });
     }},
    {"WriteToWhatItPassesOn", Ending::kHarmless, Ending::kPolicy,
     [] {
       Pretend([](const wire::RunRequest&) {
         for (int fd = kControlFd + 1; fd < 20; ++fd) {
           if (dup3(fd, STDOUT_FILENO, 0) >= 0) Print("overwritten");
         }
         _exit(0);
       });
     }},
    {"FloodWhenAsked", Ending::kHarmless, Ending::kStopped,
     [] {
       Pretend(
           [](const wire::RunRequest&) { Flood([] { SendBytes("x", 1); }); });
     }},
    {"FloodOfOrphans", Ending::kHarmless, Ending::kStopped,
     [] {
       Pretend([](const wire::RunRequest&) {
         MakeOrphans(2, [] { Flood([] { SendBytes("x", 1); }); });
       });
     }},
    {"HelloOfEveryRun", Ending::kPolicy, Ending::kHarmless,
     [] {
       for (uint64_t run = 1; run < 64; ++run) {
         MakeOrphans(1, [&] { Greet(run); });
       }
     }},
    {"OrphansThatWait", Ending::kHarmless, Ending::kHarmless,
     [] { MakeOrphans(kOrphans, Wait); }},
    {"OrphansThatSpin", Ending::kHarmless, Ending::kHarmless,
     [] { MakeOrphans(kOrphans, Spin); }},
    {"OrphansThatForkOrphans", Ending::kHarmless, Ending::kHarmless,
     [] {
       MakeOrphans(kOrphans, [] {
         MakeOrphans(2, Wait);
         Wait();
       });
     }},
    // Refused in time; an exception tells that it was not.
    {"ForkBomb", Ending::kContained, Ending::kContained,
     [] {
       for (int i = 0; i < kForkBomb; ++i) {
         const pid_t pid = ForkRun();
         if (pid < 0) return;
         if (pid == 0) Wait();
       }
       SendWhole(MakeReport(Claim::kException));
       _exit(1);
     }},
};

}  // namespace

absl::Span<const ProgramAttack> WhileCompiling() { return kWhileCompiling; }
absl::Span<const ProgramAttack> AfterCompiling() { return kAfterCompiling; }

}  // namespace gavel::sandbox::redteam
