#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/types/span.h"
#include "bench/walls_bench.h"
#include "bench/zygote_kind.h"
#include "core/status_macros.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/runtime.h"
#include "sandbox/engine/watchdog.h"
#include "sandbox/jail/confine.h"
#include "sandbox/jail/rlimits.h"
#include "sandbox/jail/seccomp.h"
#include "sandbox/wire.h"
#include "sandbox/zygote/warm_runtime.h"

namespace gavel::bench {
namespace {

namespace wire = sandbox::wire;

constexpr int kWrites = 10'000;
// The kernel counts those of other sandboxes of the same user, too.
constexpr int kMostProcesses = 2000;

struct Step {
  const char* name;
  bool death_signal = false;
  bool resource_limits = false;
  bool program_filter = false;
  bool run_filter = false;
  bool hello = false;
  bool timer = false;
  // What follows the walls.
  bool run = false;
  bool writes = false;
};
constexpr Step kSteps[] = {
    {.name = "fork and exit"},
    {.name = "with its death tied to its parent's", .death_signal = true},
    {.name = "with resource limits", .resource_limits = true},
    {.name = "with the run's seccomp filter", .run_filter = true},
    {.name = "with the watchdog's timer", .timer = true},
    {.name = "with hello to the zygote", .hello = true},
    {.name = "with all of these",
     .death_signal = true,
     .resource_limits = true,
     .run_filter = true,
     .hello = true,
     .timer = true},
    {.name = "with the program's filter (once a program)",
     .program_filter = true},
};
// An empty program, really run.
constexpr Step kRuns[] = {
    {.name = "run without walls", .run = true},
    {.name = "run behind all of them",
     .death_signal = true,
     .resource_limits = true,
     .program_filter = true,
     .run_filter = true,
     .hello = true,
     .timer = true,
     .run = true},
};
constexpr Step kWriting[] = {
    {.name = "10000 writes", .writes = true},
    {.name = "10000 writes behind the run's filter",
     .run_filter = true,
     .writes = true},
    {.name = "10000 writes behind both filters",
     .program_filter = true,
     .run_filter = true,
     .writes = true},
};

// What the children of this process inherit.
struct Kit {
  std::unique_ptr<sandbox::Runtime> runtime;
  OwnedFd socket;
  OwnedFd null_fd;
  sandbox::Filter program_filter{sandbox::Policy(), sandbox::Role::kProgram,
                                 true};
  sandbox::Filter run_filter{sandbox::Policy(), sandbox::Role::kRun, true};
};

// In the order of sandbox/zygote/program.cc.
[[noreturn]] void BeChild(const Kit& kit, const Step& step) {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO}) {
    if (dup2(kit.null_fd.get(), fd) < 0) _exit(1);
  }
  if (step.program_filter && !kit.program_filter.Install()) _exit(1);
  if (step.death_signal) prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (step.resource_limits &&
      !sandbox::LimitRunResources(kRoomyLimits, int64_t{1} << 30)) {
    _exit(1);
  }
  if (step.run_filter && !kit.run_filter.Install()) _exit(1);
  if (step.timer && !sandbox::ArmWatchdog(kRoomyLimits.cpu_us)) _exit(1);
  if (step.hello) sandbox::SayHello(1);
  if (step.run) kit.runtime->Run(1);
  for (int i = 0; step.writes && i < kWrites; ++i) {
    if (write(STDOUT_FILENO, "", 1) != 1) _exit(1);
  }
  _exit(0);
}

absl::StatusOr<absl::Duration> TimeChild(const Kit& kit, const Step& step) {
  const absl::Time start = absl::Now();
  const auto pid = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  if (pid == 0) BeChild(kit, step);
  int status = -1;
  if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0) {
    return absl::InternalError(absl::StrCat(step.name, ": status ", status));
  }
  wire::Report message;
  while (
      wire::Receive(kit.socket.get(), &message, sizeof(message), MSG_DONTWAIT)
          .size > 0) {
  }
  return absl::Now() - start;
}

absl::Status MeasureSteps(const Kit& kit, absl::Span<const Step> steps,
                          int64_t runs, Report& report) {
  std::vector<WallTimes> all;
  for (const Step& step : steps) all.push_back({step.name, {}});
  for (int64_t i = 0; i < runs; ++i) {
    for (size_t which = 0; which < steps.size(); ++which) {
      GAVEL_ASSIGN_OR_RETURN(all[which].times.emplace_back(),
                             TimeChild(kit, steps[which]));
    }
  }
  AddWalls(all, report);
  return absl::OkStatus();
}

absl::StatusOr<Kit> MakeKit(OwnedFd socket) {
  Kit kit;
  kit.socket = std::move(socket);
  kit.null_fd = OwnedFd(open("/dev/null", O_RDWR | O_CLOEXEC));
  GAVEL_ASSIGN_OR_RETURN(kit.runtime, sandbox::WarmRuntime(false));
  // For no_new_privs, without which there is no filter.
  GAVEL_RETURN_IF_ERROR(sandbox::Confine(0, kMostProcesses).status());
  kit.runtime->LimitProgram(kRoomyLimits);
  kit.runtime->Compile(sandbox::wire::SourceKind::kJavaScript, "", "main.js");
  return kit;
}

}  // namespace

absl::StatusOr<OwnedFd> TakeControlSocket() {
  std::array<int, 2> ends{-1, -1};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends.data()) != 0) {
    return absl::ErrnoToStatus(errno, "making a socket");
  }
  OwnedFd ours(fcntl(ends[0], F_DUPFD_CLOEXEC, sandbox::kControlFd + 2));
  if (ends[0] != sandbox::kControlFd) close(ends[0]);
  if (ends[1] != sandbox::kControlFd) {
    dup2(ends[1], sandbox::kControlFd);
    close(ends[1]);
  }
  // As in the zygote: the kernel stamps the sender on each message.
  const int on = 1;
  setsockopt(ours.get(), SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
  return ours;
}

absl::Status MeasureWallsOfRun(OwnedFd socket, int64_t runs, Report& report) {
  GAVEL_ASSIGN_OR_RETURN(const Kit kit, MakeKit(std::move(socket)));
  GAVEL_RETURN_IF_ERROR(MeasureSteps(kit, kSteps, runs, report));
  GAVEL_RETURN_IF_ERROR(MeasureSteps(kit, kRuns, runs, report));
  return MeasureSteps(kit, kWriting, runs / 10, report);
}

}  // namespace gavel::bench
