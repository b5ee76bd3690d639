#include "bench/busy_machine.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace gavel::bench {
namespace {

[[noreturn]] void BeBusy() {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  volatile unsigned turns = 0;
  for (;;) turns = turns + 1;
}

}  // namespace

BusyMachine::BusyMachine() {
  const long cores = sysconf(_SC_NPROCESSORS_ONLN);
  for (long i = 0; i < 2 * cores; ++i) {
    const pid_t pid = fork();
    if (pid == 0) BeBusy();
    if (pid > 0) processes_.push_back(pid);
  }
}

BusyMachine::~BusyMachine() {
  for (const pid_t pid : processes_) {
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
  }
}

}  // namespace gavel::bench
