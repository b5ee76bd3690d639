#include "tests/redteam/act.h"

#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "sandbox/engine/report.h"

namespace gavel::sandbox::redteam {

void Spin() {
  for (;;) {
    // Not to be taken for a loop without effect, which need not be made.
    asm volatile("");
  }
}

void Wait() {
  for (;;) {
    const timespec hour{3600, 0};
    clock_nanosleep(CLOCK_MONOTONIC, 0, &hour, nullptr);
  }
}

void BlockEverySignal() {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, nullptr);
}

void StopOwnTimer() {
  const itimerval never{};
  setitimer(ITIMER_REAL, &never, nullptr);
}

char* Map(size_t size, int flags) {
  void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<char*>(memory);
}

void Touch(char* memory, size_t size) {
  for (size_t i = 0; i < size; i += 4096) {
    static_cast<volatile char*>(memory)[i] = 1;
  }
}

std::string ReadInput() {
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<size_t>(count));
  }
}

void Print(const std::string& text) {
  // What cannot be written is missed by the test.
  if (write(STDOUT_FILENO, text.data(), text.size()) < 0) return;
}

bool SendBytes(const void* data, size_t size) {
  return wire::Send(kControlFd, data, size);
}

bool Greet(uint64_t run) {
  wire::Hello hello;
  hello.id = run;
  return SendBytes(&hello, sizeof(hello));
}

wire::Report MakeReport(wire::Claim claim, int exit_code) {
  wire::Report report;
  report.claim = claim;
  report.exit_code = exit_code;
  return report;
}

bool SendWhole(const wire::Report& report) {
  return SendBytes(&report, wire::UsedSize(report));
}

pid_t ForkRun() {
  return static_cast<pid_t>(
      syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0));
}

}  // namespace gavel::sandbox::redteam
