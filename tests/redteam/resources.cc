// Taking more time, memory or room than a run has.
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "tests/redteam/act.h"
#include "tests/redteam/attack.h"

namespace gavel::sandbox::redteam {
namespace {

constexpr size_t kMiB = size_t{1} << 20;
// Far over the memory limit of the tests, and little for the machine.
constexpr size_t kTooMuch = 320 * kMiB;

long SpinWithSignalsBlocked() {
  BlockEverySignal();
  Spin();
}

long SpinWithoutTimer() {
  StopOwnTimer();
  Spin();
}

long SpinWithTheTimerFarAway() {
  BlockEverySignal();
  StopOwnTimer();
  Spin();
}

long WaitWithSignalsBlocked() {
  BlockEverySignal();
  StopOwnTimer();
  Wait();
}

long WaitInPpoll() {
  BlockEverySignal();
  for (;;) syscall(SYS_ppoll, nullptr, 0, nullptr, nullptr, 8);
}

// Calls of the kernel that work for long, without a timer inside.
long MapAndUnmapForEver() {
  BlockEverySignal();
  for (;;) {
    char* memory = Map(64 * kMiB);
    if (memory != nullptr) {
      Touch(memory, 64 * kMiB);
      munmap(memory, 64 * kMiB);
    }
  }
}

long RemapForEver() {
  BlockEverySignal();
  char* memory = Map(32 * kMiB);
  Touch(memory, 32 * kMiB);
  for (size_t size = 32 * kMiB;; size = size == 32 * kMiB ? 33 * kMiB : size) {
    void* moved = mremap(memory, size, size + 4096, MREMAP_MAYMOVE);
    if (moved != MAP_FAILED) {
      memory = static_cast<char*>(moved);
      memory =
          static_cast<char*>(mremap(memory, size + 4096, size, MREMAP_MAYMOVE));
    }
  }
}

long AdviseForEver() {
  BlockEverySignal();
  char* memory = Map(32 * kMiB);
  for (;;) {
    Touch(memory, 32 * kMiB);
    syscall(SYS_madvise, memory, 32 * kMiB, MADV_DONTNEED);
  }
}

// The kernel refuses in time, but far enough over the limit to be noticed.
long FillByMapping() {
  for (size_t used = 0; used < kTooMuch; used += 16 * kMiB) {
    char* memory = Map(16 * kMiB);
    if (memory == nullptr) return -1;
    Touch(memory, 16 * kMiB);
  }
  return 0;
}

// Pages that may not be written are no data to the kernel.
long FillAndMakeReadOnly() {
  for (size_t used = 0; used < kTooMuch; used += 16 * kMiB) {
    char* memory = Map(16 * kMiB);
    if (memory == nullptr) return -1;
    Touch(memory, 16 * kMiB);
    if (mprotect(memory, 16 * kMiB, PROT_READ) != 0) return -1;
  }
  return 0;
}

long FillByGrowingDown() {
  for (size_t used = 0; used < kTooMuch; used += 16 * kMiB) {
    char* memory = Map(16 * kMiB, MAP_GROWSDOWN);
    if (memory == nullptr) return -1;
    Touch(memory, 16 * kMiB);
  }
  return 0;
}

long FillWithoutAccess() {
  for (size_t used = 0; used < kTooMuch; used += 16 * kMiB) {
    void* memory = mmap(nullptr, 16 * kMiB, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return -1;
    if (mprotect(memory, 16 * kMiB, PROT_READ | PROT_WRITE) != 0) return -1;
    Touch(static_cast<char*>(memory), 16 * kMiB);
  }
  return 0;
}

long FillByBrk() {
  long end = syscall(SYS_brk, 0);
  for (size_t used = 0; used < kTooMuch; used += 16 * kMiB) {
    const long wanted = end + static_cast<long>(16 * kMiB);
    if (syscall(SYS_brk, wanted) != wanted) {
      errno = ENOMEM;
      return -1;
    }
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the end is a number here
    Touch(reinterpret_cast<char*>(end), 16 * kMiB);
    end = wanted;
  }
  return 0;
}

// Deeper than the stack limit, one page a step.
long Descend(int depth) {
  std::array<volatile char, 4096> frame;
  frame[0] = static_cast<char>(depth);
  return depth == 0 ? frame[0] : Descend(depth - 1) + frame[0];
}

long WriteEndlessly(int fd) {
  static std::array<char, 65536> block;
  while (write(fd, block.data(), block.size()) > 0) {
  }
  return -1;
}

long WriteOneHugeBlock() {
  const size_t size = 64 * kMiB;
  char* memory = Map(size);
  Touch(memory, size);
  return write(STDOUT_FILENO, memory, size) == static_cast<ssize_t>(size) ? 0
                                                                          : -1;
}

const Attack kResources[] = {
    {"SpinForEver", Ending::kCpuTime, 0,
     [] {
       Spin();
       return 0L;
     }},
    {"SpinWithSignalsBlocked", Ending::kCpuTime, 0, SpinWithSignalsBlocked},
    {"SpinWithoutTimer", Ending::kCpuTime, 0, SpinWithoutTimer},
    {"SpinWithoutSignalsAndTimer", Ending::kCpuTime, 0,
     SpinWithTheTimerFarAway},
    {"MapAndUnmapForEver", Ending::kCpuTime, 0, MapAndUnmapForEver},
    {"RemapForEver", Ending::kCpuTime, 0, RemapForEver},
    {"AdviseForEver", Ending::kCpuTime, 0, AdviseForEver},
    {"YieldForEver", Ending::kCpuTime, 0,
     [] {
       BlockEverySignal();
       for (;;) syscall(SYS_sched_yield);
       return 0L;
     }},
    {"WaitForEver", Ending::kIdle, 0, WaitWithSignalsBlocked},
    {"WaitInPpoll", Ending::kIdle, 0, WaitInPpoll},
    {"WaitForAFutex", Ending::kIdle, 0,
     [] {
       static int word = 0;
       BlockEverySignal();
       for (;;) syscall(SYS_futex, &word, 128, 0, nullptr, nullptr, 0);
       return 0L;
     }},
    {"FillByMapping", Ending::kMemory, 0, FillByMapping},
    {"FillByMappingWithoutAccess", Ending::kMemory, 0, FillWithoutAccess},
    {"FillByBrk", Ending::kMemory, 0, FillByBrk},
    {"FillAndMakeReadOnly", Ending::kMemory, 0, FillAndMakeReadOnly},
    {"FillByGrowingDown", Ending::kKilled, 0, FillByGrowingDown},
    {"FillTheStack", Ending::kSignal, 0, [] { return Descend(100'000); }},
    {"WriteEndlesslyToStdout", Ending::kOutput, 0,
     [] { return WriteEndlessly(STDOUT_FILENO); }},
    {"WriteEndlesslyToStderr", Ending::kOutput, 0,
     [] { return WriteEndlessly(STDERR_FILENO); }},
    {"WriteOneHugeBlock", Ending::kOutput, 0, WriteOneHugeBlock},
    {"WriteEndlesslyWithSignalsBlocked", Ending::kContained, 0,
     [] {
       BlockEverySignal();
       return WriteEndlessly(STDOUT_FILENO);
     }},
    {"ReadPastTheEnd", Ending::kHarmless, 0,
     [] {
       std::array<char, 64> buffer;
       return static_cast<long>(
           read(STDIN_FILENO, buffer.data(), buffer.size()));
     }},
};

}  // namespace

absl::Span<const Attack> Resources() { return kResources; }

}  // namespace gavel::sandbox::redteam
