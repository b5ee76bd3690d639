#include "tests/guard/system_calls.h"

#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/spawn.h"
#include "sandbox/wire.h"
#include "tests/guard/tracer.h"

namespace gavel::guard {
namespace {

namespace wire = sandbox::wire;

constexpr int kRuns = 20;
// A zygote that got all the large pages it asked for has more.
constexpr int64_t kLeastLargeKib = 40 << 10;

struct Program {
  const char* name;
  const char* source;
};
constexpr Program kPrograms[] = {
    {"empty", ""},
    {"a-plus-b", R"js(
const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);
console.log(a + b);
)js"},
};

absl::StatusOr<OwnedFd> MakeFile(const std::string& text) {
  OwnedFd fd(memfd_create("guard", MFD_CLOEXEC));
  if (!fd.ok() || pwrite(fd.get(), text.data(), text.size(), 0) !=
                      static_cast<ssize_t>(text.size())) {
    return absl::ErrnoToStatus(errno, "making a file in memory");
  }
  return fd;
}

// The least of each.
void KeepLeast(const std::string& path, int64_t count, Counts& counts) {
  const auto [found, added] = counts.emplace(path, count);
  if (!added) found->second = std::min(found->second, count);
}

// A zygote that is traced from its first steps on.
class TracedZygote {
 public:
  TracedZygote() = default;
  ~TracedZygote() {
    if (zygote_.pid > 0) kill(zygote_.pid, SIGKILL);
  }
  TracedZygote(const TracedZygote&) = delete;
  TracedZygote& operator=(const TracedZygote&) = delete;

  absl::Status Start(const std::string& executable);
  // Counts what a run of it takes.
  absl::Status RunMany(const Program& program, Counts& counts);
  pid_t pid() const { return zygote_.pid; }

 private:
  absl::Status Load(const Program& program);
  absl::Status Run(const std::string& name, Counts& counts);
  template <typename Message>
  absl::Status Await(Message& message);
  absl::Status AwaitFacts(uint64_t id);
  // The zygote's that is none of `before`; 0 for nobody.
  pid_t NewChild(const std::map<pid_t, Traced>& before) const;
  // The program's that had not exited, but now has; it may have been forked
  // long ahead.
  pid_t EndedRun(const std::map<pid_t, Traced>& before) const;

  sandbox::Spawned zygote_;
  Tracer tracer_;
  // As the wire names it, and as the system does.
  uint64_t program_ = 0;
  pid_t program_pid_ = 0;
  uint64_t last_id_ = 15;
};

absl::Status TracedZygote::Start(const std::string& executable) {
  GAVEL_ASSIGN_OR_RETURN(zygote_, sandbox::SpawnZygote({executable}));
  GAVEL_RETURN_IF_ERROR(tracer_.Attach(zygote_.pid));
  wire::Greeting greeting;
  GAVEL_RETURN_IF_ERROR(Await(greeting));
  if (greeting.type == wire::Type::kReady) return absl::OkStatus();
  return absl::InternalError(
      absl::StrCat("starting the sandbox: ",
                   std::string(greeting.text.data(), greeting.text_size)));
}

template <typename Message>
absl::Status TracedZygote::Await(Message& message) {
  for (;;) {
    const wire::Received received = wire::Receive(
        zygote_.socket.get(), &message, sizeof(message), MSG_DONTWAIT);
    if (received.size > 0) return absl::OkStatus();
    if (received.size == 0 || errno != EAGAIN) {
      return absl::InternalError("the sandbox is gone");
    }
    GAVEL_RETURN_IF_ERROR(tracer_.Turn(zygote_.socket.get()));
  }
}

absl::Status TracedZygote::AwaitFacts(uint64_t id) {
  wire::Facts facts;
  GAVEL_RETURN_IF_ERROR(Await(facts));
  if (facts.type == wire::Type::kFacts && facts.id == id &&
      facts.report.claim == wire::Claim::kClean) {
    return absl::OkStatus();
  }
  return absl::InternalError("the sandbox answered something else");
}

pid_t TracedZygote::NewChild(const std::map<pid_t, Traced>& before) const {
  for (const auto& [pid, process] : tracer_.processes()) {
    if (process.maker == zygote_.pid && before.count(pid) == 0) return pid;
  }
  return 0;
}

pid_t TracedZygote::EndedRun(const std::map<pid_t, Traced>& before) const {
  for (const auto& [pid, process] : tracer_.processes()) {
    if (process.maker != program_pid_ || !process.exited) continue;
    const auto found = before.find(pid);
    if (found == before.end() || !found->second.exited) return pid;
  }
  return 0;
}

absl::Status TracedZygote::Load(const Program& program) {
  wire::LoadRequest request;
  request.program = program_ = ++last_id_;
  request.limits = {60'000'000,
                    600'000'000,
                    int64_t{256} << 20,
                    int64_t{8} << 20,
                    1 << 20,
                    60'000'000,
                    int64_t{256} << 20,
                    wire::kEval | wire::kWebAssembly};
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd source, MakeFile(program.source));
  const int fd = source.get();
  const std::map<pid_t, Traced> before = tracer_.processes();
  if (!wire::SendWith(zygote_.socket.get(), &request, sizeof(request), &fd,
                      1)) {
    return absl::ErrnoToStatus(errno, "loading a program");
  }
  GAVEL_RETURN_IF_ERROR(AwaitFacts(program_));
  program_pid_ = NewChild(before);
  return program_pid_ > 0 ? absl::OkStatus()
                          : absl::InternalError("nobody saw the program");
}

absl::Status TracedZygote::Run(const std::string& name, Counts& counts) {
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd input, MakeFile("20 22\n"));
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd output, MakeFile(""));
  const std::array<int, 2> fds = {input.get(), output.get()};
  wire::RunRequest request;
  request.seed = 1;
  request.program = program_;
  request.run = ++last_id_;
  request.another_follows = 1;
  request.streams = wire::StreamBit(wire::Stream::kStandardInput) |
                    wire::StreamBit(wire::Stream::kStandardOutput);
  const std::map<pid_t, Traced> before = tracer_.processes();
  if (!wire::SendWith(zygote_.socket.get(), &request, sizeof(request),
                      fds.data(), fds.size())) {
    return absl::ErrnoToStatus(errno, "asking for a run");
  }
  GAVEL_RETURN_IF_ERROR(AwaitFacts(request.run));
  const pid_t run = EndedRun(before);
  if (run == 0) {
    return absl::InternalError("nobody saw the run");
  }
  const Traced& traced = tracer_.processes().at(run);
  KeepLeast(absl::StrCat("calls/", name, "/run"), traced.calls, counts);
  KeepLeast(absl::StrCat("faults/", name), traced.faults, counts);
  return absl::OkStatus();
}

absl::Status TracedZygote::RunMany(const Program& program, Counts& counts) {
  GAVEL_RETURN_IF_ERROR(Load(program));
  const auto calls = [&](pid_t pid) {
    return tracer_.processes().at(pid).calls;
  };
  const int64_t program_before = calls(program_pid_);
  const int64_t zygote_before = calls(zygote_.pid);
  for (int i = 0; i < kRuns; ++i) {
    GAVEL_RETURN_IF_ERROR(Run(program.name, counts));
  }
  // What is still to be made after the last run was made before the first.
  const auto each = [](int64_t calls_of_all) {
    return (calls_of_all + kRuns / 2) / kRuns;
  };
  counts[absl::StrCat("calls/", program.name, "/program")] =
      each(calls(program_pid_) - program_before);
  counts[absl::StrCat("calls/", program.name, "/zygote")] =
      each(calls(zygote_.pid) - zygote_before);
  return absl::OkStatus();
}

absl::StatusOr<Counts> CountRuns(TracedZygote& zygote) {
  Counts counts;
  for (const Program& program : kPrograms) {
    GAVEL_RETURN_IF_ERROR(zygote.RunMany(program, counts));
  }
  return counts;
}

Counts Only(const Counts& counts, absl::string_view prefix) {
  Counts some;
  for (const auto& [path, count] : counts) {
    if (absl::StartsWith(path, prefix)) some.emplace(path, count);
  }
  return some;
}

// What of its memory is in large pages; 0 if the system does not tell.
int64_t LargePagesKib(pid_t pid) {
  std::ifstream rollup(absl::StrCat("/proc/", pid, "/smaps_rollup"));
  std::string line;
  int64_t kib = 0;
  while (std::getline(rollup, line)) {
    if (std::sscanf(line.c_str(), "AnonHugePages: %ld", &kib) == 1) return kib;
  }
  return 0;
}

}  // namespace

absl::StatusOr<Counts> CountSystemCalls(const std::string& executable) {
  TracedZygote zygote;
  GAVEL_RETURN_IF_ERROR(zygote.Start(executable));
  GAVEL_ASSIGN_OR_RETURN(const Counts counts, CountRuns(zygote));
  return Only(counts, "calls/");
}

absl::StatusOr<Counts> CountPageFaults(const std::string& executable) {
  TracedZygote zygote;
  GAVEL_RETURN_IF_ERROR(zygote.Start(executable));
  const int64_t large = LargePagesKib(zygote.pid());
  if (large < kLeastLargeKib) {
    return absl::UnavailableError(
        absl::StrCat("the zygote has ", large, " KiB in large pages"));
  }
  GAVEL_ASSIGN_OR_RETURN(const Counts counts, CountRuns(zygote));
  return Only(counts, "faults/");
}

}  // namespace gavel::guard
