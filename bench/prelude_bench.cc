// What the prelude costs a run: fork to reaped in a process of the zygote's
// kind with the whole prelude, against one whose isolate has none, in turn.
//
// usage: prelude_bench [RUNS [PART OF A NAME]]
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/stats.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/runtime.h"
#include "sandbox/wire.h"
#include "sandbox/zygote/warm_runtime.h"

namespace gavel::bench {
namespace {

bool g_bare = false;

// The hooks that the engine needs, and nothing for programs.
constexpr absl::string_view kBarePrelude = R"js(() => (host) => ({
  run(fn) { fn(); },
  turn: () => -1,
  exit: () => 0,
  uncaught: () => false,
  rejection() {},
  import() {},
  load() {},
  importMeta() {},
  describe() {},
  warmUp() {},
}))js";

}  // namespace
}  // namespace gavel::bench

// The linker puts it before the prelude's own (bench/CMakeLists.txt).
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" absl::string_view
__real__ZN5gavel7sandbox13PreludeSourceEv();  // NOLINT
extern "C" absl::string_view
__wrap__ZN5gavel7sandbox13PreludeSourceEv() {  // NOLINT
  return gavel::bench::g_bare ? gavel::bench::kBarePrelude
                              : __real__ZN5gavel7sandbox13PreludeSourceEv();
}
// NOLINTEND(bugprone-reserved-identifier)

namespace gavel::bench {
namespace {

constexpr sandbox::wire::ProgramLimits kLimits = {
    2'000'000, 8'000'000,  int64_t{256} << 20, int64_t{8} << 20,
    1 << 20,   10'000'000, int64_t{256} << 20, 0};

struct Case {
  const char* name;
  bool bare;
  const char* source;
};
constexpr Case kCases[] = {
    {"no prelude, no program", true, ""},
    {"prelude, no program", false, ""},
    {"console.log", false, "console.log(42);"},
    {"readFileSync, console.log", false, R"js(
const text = require('fs').readFileSync(0, 'utf8');
console.log(text.split(' ').map(Number).length);
)js"},
    {"readline, console.log", false, R"js(
const lines = [];
require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => lines.push(line))
  .on('close', () => console.log(lines.length));
)js"},
};

struct Sample {
  int64_t wall_ns;
  int64_t cpu_us;
  int64_t faults;
};

int64_t Us(const timeval& time) {
  return time.tv_sec * 1'000'000 + time.tv_usec;
}

Sample RunOnce(sandbox::Runtime& runtime) {
  const absl::Time start = absl::Now();
  const auto pid = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  if (pid == 0) runtime.Run(1);
  int status = -1;
  rusage usage{};
  if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || status != 0) _exit(1);
  return {absl::ToInt64Nanoseconds(absl::Now() - start),
          Us(usage.ru_utime) + Us(usage.ru_stime), usage.ru_minflt};
}

// A process like the sandbox's program: makes a run for each byte it is sent.
[[noreturn]] void ServeRuns(const Case& kind, int socket) {
  g_bare = kind.bare;
  const int null_fd = open("/dev/null", O_RDWR);
  const OwnedFd ours(fcntl(socket, F_DUPFD_CLOEXEC, sandbox::kControlFd + 1));
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, sandbox::kControlFd}) {
    if (dup2(null_fd, fd) < 0) _exit(1);
  }
  const auto runtime = sandbox::WarmRuntime(false);
  if (!runtime.ok()) {
    std::fprintf(stderr, "%s\n", runtime.status().ToString().c_str());
    _exit(1);
  }
  (*runtime)->LimitProgram(kLimits);
  (*runtime)->Compile(sandbox::wire::SourceKind::kJavaScript, kind.source,
                      "main.js");
  char order = 0;
  while (read(ours.get(), &order, 1) == 1) {
    const Sample sample = RunOnce(**runtime);
    if (write(ours.get(), &sample, sizeof(sample)) != sizeof(sample)) break;
  }
  _exit(0);
}

absl::StatusOr<OwnedFd> StartServer(const Case& kind) {
  std::array<int, 2> ends{-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return absl::ErrnoToStatus(errno, "making a socket");
  }
  OwnedFd ours(ends[0]);
  const OwnedFd theirs(ends[1]);
  const pid_t pid = fork();
  if (pid == 0) {
    ours = OwnedFd();
    ServeRuns(kind, theirs.get());
  }
  if (pid < 0) return absl::ErrnoToStatus(errno, "forking");
  return ours;
}

int64_t At(std::vector<int64_t> values, size_t percent) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, values.size() * percent / 100)];
}

void Print(const char* name, const std::vector<Sample>& samples) {
  std::vector<int64_t> wall;
  std::vector<int64_t> cpu;
  std::vector<int64_t> faults;
  for (const Sample& sample : samples) {
    wall.push_back(sample.wall_ns / 1000);
    cpu.push_back(sample.cpu_us);
    faults.push_back(sample.faults);
  }
  std::printf("  %-28s %8ld %8ld %8ld %8ld\n", name, At(wall, 50), At(wall, 99),
              At(cpu, 50), At(faults, 50));
}

absl::Status Main(size_t runs, absl::string_view part) {
  std::vector<OwnedFd> servers;
  std::vector<const char*> names;
  for (const Case& kind : kCases) {
    if (!absl::StrContains(kind.name, part)) continue;
    GAVEL_ASSIGN_OR_RETURN(OwnedFd server, StartServer(kind));
    servers.push_back(std::move(server));
    names.push_back(kind.name);
  }
  std::vector<std::vector<Sample>> samples(servers.size());
  for (size_t run = 0; run < runs; ++run) {
    for (size_t i = 0; i < servers.size(); ++i) {
      Sample sample{};
      if (write(servers[i].get(), "r", 1) != 1 ||
          read(servers[i].get(), &sample, sizeof(sample)) != sizeof(sample)) {
        return absl::InternalError(absl::StrCat(names[i], " failed"));
      }
      samples[i].push_back(sample);
    }
  }
  std::printf(
      "a run, %zu of each in turn       median      p99      CPU   page\n"
      "                                us wall  us wall       us faults\n",
      runs);
  for (size_t i = 0; i < servers.size(); ++i) {
    Print(names[i], samples[i]);
  }
  return absl::OkStatus();
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
  const int runs = argc > 1 ? std::atoi(argv[1]) : 1000;
  const absl::Status status = gavel::bench::Main(
      static_cast<size_t>(std::max(1, runs)), argc > 2 ? argv[2] : "");
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", absl::StrCat(status.message()).c_str());
  return 1;
}
