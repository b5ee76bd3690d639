// What each wall costs a run.
//
// The walls of the zygote: whole runs of an empty program in zygotes that have
// one kind of namespace, none or all. The walls of a run: fork and exit of this
// process, which is of the zygote's kind (the same V8, warm, in huge pages, a
// program compiled), with and without each step that a run takes. All of it is
// wall time seen by the parent, in turn, so that drift hits all alike.
//
// usage: walls_bench [--runs N] [--json FILE] [GAVEL_SANDBOX]
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/bare_zygote.h"
#include "bench/report.h"
#include "cli/flags.h"
#include "core/owned_fd.h"
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
constexpr wire::ProgramLimits kLimits = {
    2'000'000, 8'000'000,  int64_t{256} << 20, int64_t{8} << 20,
    1 << 20,   10'000'000, int64_t{256} << 20, 0};

// Beside the first of its kind, which goes without.
void Add(const std::string& name, const std::vector<absl::Duration>& times,
         const char* base_name, const std::vector<absl::Duration>& base,
         Report& report) {
  Figure figure{.name = name, .unit = "us", .measured = Microseconds(times)};
  if (name != base_name) {
    figure.baselines = {{base_name, Microseconds(base)}};
  }
  report.Add(std::move(figure));
}

// --- The walls of the zygote.

struct NamespaceCase {
  const char* name;
  int flags;
};
constexpr int kAllNamespaces = CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWNS |
                               CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
constexpr NamespaceCase kNamespaces[] = {
    {"no namespace", 0},
    {"process namespace", CLONE_NEWPID},
    {"network namespace", CLONE_NEWNET},
    {"mount namespace and empty root", CLONE_NEWNS},
    {"ipc namespace", CLONE_NEWIPC},
    {"uts namespace", CLONE_NEWUTS},
    {"cgroup namespace", CLONE_NEWCGROUP},
    {"all of them", kAllNamespaces},
};

struct NamespaceTimes {
  const char* name;
  std::unique_ptr<BareZygote> zygote;
  std::vector<absl::Duration> times;
};

absl::Status MeasureNamespaces(const std::string& executable, int64_t runs,
                               Report& report) {
  std::vector<NamespaceTimes> all;
  for (const NamespaceCase& entry : kNamespaces) {
    auto zygote = BareZygote::Start(executable, entry.flags);
    if (absl::IsFailedPrecondition(zygote.status())) {
      report.AddNotMeasured("walls of the zygote",
                            absl::StrCat(zygote.status().message()));
      return absl::OkStatus();
    }
    GAVEL_RETURN_IF_ERROR(zygote.status());
    all.push_back({entry.name, *std::move(zygote), {}});
  }
  for (int64_t i = 0; i < runs; ++i) {
    for (NamespaceTimes& entry : all) {
      GAVEL_ASSIGN_OR_RETURN(const absl::Duration time,
                             entry.zygote->TimeRun());
      entry.times.push_back(time);
    }
  }
  for (const NamespaceTimes& entry : all) {
    Add(entry.name, entry.times, all.front().name, all.front().times, report);
  }
  return absl::OkStatus();
}

// --- The walls of a run.

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
      !sandbox::LimitRunResources(kLimits, int64_t{1} << 30)) {
    _exit(1);
  }
  if (step.run_filter && !kit.run_filter.Install()) _exit(1);
  if (step.timer && !sandbox::ArmWatchdog(kLimits.cpu_us)) _exit(1);
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
  std::vector<std::vector<absl::Duration>> times(steps.size());
  for (int64_t i = 0; i < runs; ++i) {
    for (size_t step = 0; step < steps.size(); ++step) {
      GAVEL_ASSIGN_OR_RETURN(const absl::Duration time,
                             TimeChild(kit, steps[step]));
      times[step].push_back(time);
    }
  }
  for (size_t step = 0; step < steps.size(); ++step) {
    Add(steps[step].name, times[step], steps[0].name, times[0], report);
  }
  return absl::OkStatus();
}

// The control socket has to be free for it, so this is the first thing to be
// opened.
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

absl::StatusOr<Kit> MakeKit(OwnedFd socket) {
  Kit kit;
  kit.socket = std::move(socket);
  kit.null_fd = OwnedFd(open("/dev/null", O_RDWR | O_CLOEXEC));
  GAVEL_ASSIGN_OR_RETURN(kit.runtime, sandbox::WarmRuntime(false));
  // For no_new_privs, without which there is no filter.
  GAVEL_RETURN_IF_ERROR(sandbox::Confine(0, 512).status());
  kit.runtime->LimitProgram(kLimits);
  kit.runtime->Compile(sandbox::wire::SourceKind::kJavaScript, "", "main.js");
  return kit;
}

absl::Status Main(OwnedFd socket, const std::string& executable,
                  const std::string& json_path, int64_t runs) {
  // There is no way to it later: this process gives up its files.
  std::ofstream json_file;
  if (!json_path.empty()) json_file.open(json_path);
  Report report;
  GAVEL_RETURN_IF_ERROR(MeasureNamespaces(executable, runs, report));
  GAVEL_ASSIGN_OR_RETURN(const Kit kit, MakeKit(std::move(socket)));
  GAVEL_RETURN_IF_ERROR(MeasureSteps(kit, kSteps, runs, report));
  GAVEL_RETURN_IF_ERROR(MeasureSteps(kit, kRuns, runs, report));
  GAVEL_RETURN_IF_ERROR(MeasureSteps(kit, kWriting, runs / 10, report));
  report.Print("cost of the walls, wall time");
  if (json_path.empty()) return absl::OkStatus();
  report.WriteJson(json_file);
  json_file.close();
  return json_file.good()
             ? absl::OkStatus()
             : absl::InternalError(absl::StrCat("writing ", json_path));
}

// Every symbol bound before the first fork, as sandbox/spawn.cc has it.
void BindEverything(char** argv) {
  if (getenv("LD_BIND_NOW") != nullptr) return;
  setenv("LD_BIND_NOW", "1", 1);
  execv("/proc/self/exe", argv);
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::BindEverything(argv);
  absl::StatusOr<gavel::OwnedFd> socket = gavel::bench::TakeControlSocket();
  std::string json_path;
  int64_t runs = 1000;
  gavel::cli::Flags flags("walls_bench [flags] GAVEL_SANDBOX",
                          "Measures what each wall of the sandbox costs.");
  flags.Number("runs", "N", "processes of each kind", 10, 1'000'000, &runs)
      .Text("json", "FILE", "also write the numbers there", &json_path);
  std::vector<std::string> arguments;
  if (const std::optional<int> status =
          flags.ParseOrExit(std::vector<std::string>(argv + 1, argv + argc),
                            {1, 1}, &arguments)) {
    return *status;
  }
  const absl::Status status =
      socket.ok() ? gavel::bench::Main(*std::move(socket), arguments[0],
                                       json_path, runs)
                  : socket.status();
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  std::fflush(stdout);
  // As the zygote ends, see zygote/unused_libraries.h.
  _exit(status.ok() ? 0 : 1);
}
