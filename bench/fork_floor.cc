#include "bench/fork_floor.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "bench/process_facts.h"
#include "core/status_macros.h"
#include "sandbox/jail/rlimits.h"
#include "sandbox/jail/seccomp.h"
#include "sandbox/wire.h"

namespace gavel::bench {
namespace {

constexpr size_t kLargePage = size_t{2} << 20;
constexpr sandbox::wire::ProgramLimits kLimits = {
    2'000'000, 8'000'000,  int64_t{256} << 20, int64_t{8} << 20,
    1 << 20,   10'000'000, int64_t{256} << 20, 0};

// In the order of sandbox/zygote/program.cc.
[[noreturn]] void BeChild(const sandbox::Filter* filter) {
  if (filter != nullptr &&
      (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 ||
       !sandbox::LimitRunResources(kLimits, int64_t{1} << 30) ||
       prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || !filter->Install())) {
    _exit(1);
  }
  _exit(0);
}

}  // namespace

ForkFloor::ForkFloor(void* memory, size_t size)
    : memory_(memory), size_(size) {}

ForkFloor::~ForkFloor() { munmap(memory_, size_); }

absl::StatusOr<std::unique_ptr<ForkFloor>> ForkFloor::Make(Bytes resident,
                                                           Pages pages) {
  GAVEL_ASSIGN_OR_RETURN(const Memory ours, MemoryOf(getpid()));
  // All of it large pages, or none.
  const int64_t missing = (resident - ours.resident).count();
  const size_t size =
      (static_cast<size_t>(std::max<int64_t>(missing, 1)) / kLargePage + 1) *
      kLargePage;
  void* const memory = mmap(nullptr, size + kLargePage, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return absl::ErrnoToStatus(errno, "taking memory");
  auto floor = absl::WrapUnique(new ForkFloor(memory, size + kLargePage));
  char* const begin =
      static_cast<char*>(memory) +
      (kLargePage - reinterpret_cast<uintptr_t>(memory) % kLargePage);
  madvise(memory, size + kLargePage,
          pages == Pages::kLarge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
  std::memset(begin, 1, size);
  return floor;
}

absl::StatusOr<absl::Duration> ForkFloor::Time(bool jailed) const {
  static const auto* const filter =
      new sandbox::Filter(sandbox::Policy(), sandbox::Role::kRun, true);
  const absl::Time start = absl::Now();
  const auto pid = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  if (pid == 0) BeChild(jailed ? filter : nullptr);
  int status = -1;
  if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0) {
    return absl::InternalError("forking");
  }
  return absl::Now() - start;
}

}  // namespace gavel::bench
