// What the prelude costs a run: fork to reaped in a process of the zygote's
// kind with the whole prelude, against one whose isolate has none, in turn.
//
// usage: prelude_bench [--runs N] [--only PART] [--json FILE]
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/bench_main.h"
#include "bench/zygote_kind.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/runtime.h"
#include "sandbox/zygote/warm_runtime.h"

namespace gavel::bench {
namespace {

bool g_bare = false;

// The hooks that the engine needs, and nothing for programs.
constexpr absl::string_view kBarePrelude = R"js(prelude = () => (host) => ({
  run(fn) { fn(); },
  turn: () => -1,
  exit: () => 0,
  uncaught: () => false,
  rejection() {},
  import() {},
  load() {},
  importMeta() {},
  describe() {},
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
  int64_t faults;
};

Sample RunOnce(sandbox::Runtime& runtime) {
  const absl::Time start = absl::Now();
  const auto pid = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  if (pid == 0) runtime.Run(1);
  int status = -1;
  rusage usage{};
  if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || status != 0) _exit(1);
  return {absl::ToInt64Nanoseconds(absl::Now() - start), usage.ru_minflt};
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
  (*runtime)->LimitProgram(kRoomyLimits);
  (*runtime)->Compile(sandbox::wire::SourceKind::kJavaScript, kind.source,
                      "main.js");
  char order = 0;
  while (read(ours.get(), &order, 1) == 1) {
    const Sample sample = RunOnce(**runtime);
    if (write(ours.get(), &sample, sizeof(sample)) != sizeof(sample)) break;
  }
  _exit(0);
}

// Ends and is waited for with what it is asked through.
class Server {
 public:
  Server(pid_t pid, OwnedFd socket) : pid_(pid), socket_(std::move(socket)) {}
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }

  int socket() const { return socket_.get(); }

 private:
  const pid_t pid_;
  const OwnedFd socket_;
};

absl::StatusOr<std::unique_ptr<Server>> StartServer(const Case& kind) {
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
  return std::make_unique<Server>(pid, std::move(ours));
}

std::vector<double> Of(const std::vector<Sample>& samples,
                       const std::function<double(const Sample&)>& pick) {
  std::vector<double> values;
  for (const Sample& sample : samples) values.push_back(pick(sample));
  return values;
}

void Add(const std::string& name, const std::vector<Sample>& samples,
         const std::string& base_name, const std::vector<Sample>& base,
         Report& report) {
  const auto wall = [](const Sample& sample) {
    return static_cast<double>(sample.wall_ns) / 1000;
  };
  Figure figure{
      .name = name, .unit = "us", .measured = Lower(Of(samples, wall))};
  if (name != base_name) {
    figure.baselines = {{base_name, Lower(Of(base, wall))}};
  }
  report.Add(std::move(figure));
  report.Add({.name = absl::StrCat(name, ": page faults"),
              .unit = "faults",
              .measured = Lower(Of(samples, [](const Sample& sample) {
                return static_cast<double>(sample.faults);
              }))});
}

struct Settings {
  int64_t runs = 1000;
  std::string part;
};

absl::Status Measure(const Settings& settings, Report& report) {
  std::vector<std::unique_ptr<Server>> servers;
  std::vector<const char*> names;
  for (const Case& kind : kCases) {
    if (!absl::StrContains(kind.name, settings.part)) continue;
    GAVEL_ASSIGN_OR_RETURN(auto server, StartServer(kind));
    servers.push_back(std::move(server));
    names.push_back(kind.name);
  }
  std::vector<std::vector<Sample>> samples(servers.size());
  for (int64_t run = 0; run < settings.runs; ++run) {
    for (size_t i = 0; i < servers.size(); ++i) {
      Sample sample{};
      if (write(servers[i]->socket(), "r", 1) != 1 ||
          read(servers[i]->socket(), &sample, sizeof(sample)) !=
              sizeof(sample)) {
        return absl::InternalError(absl::StrCat(names[i], " failed"));
      }
      samples[i].push_back(sample);
    }
  }
  for (size_t i = 0; i < servers.size(); ++i) {
    Add(names[i], samples[i], names[0], samples[0], report);
  }
  report.set_title("a run, from fork to reaped, wall time");
  return absl::OkStatus();
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  gavel::bench::BindEverything(argv);
  gavel::bench::Settings settings;
  gavel::cli::Flags flags("prelude_bench [flags]",
                          "Measures what the prelude costs a run.");
  flags
      .Number("runs", "N", "of each program; default 1000", 1, 1'000'000,
              &settings.runs)
      .Text("only", "PART", "of names", &settings.part);
  return gavel::bench::BenchMain(
      flags, argc, argv, {0, 0}, [&](const auto&, auto& report) {
        return gavel::bench::Measure(settings, report);
      });
}
