#include "bench/bare_zygote.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/zygote_kind.h"
#include "core/status_macros.h"
#include "sandbox/engine/report.h"
#include "sandbox/jail/rlimits.h"
#include "sandbox/wire.h"

namespace gavel::bench {
namespace {

namespace wire = sandbox::wire;

// Above the zygote's own.
constexpr uint64_t kProgram = 16;

// As in sandbox/spawn.cc, for root.
[[noreturn]] void BecomeZygote(const char* executable, const char* namespaces,
                               int socket) {
  const rlimit stack{static_cast<rlim_t>(sandbox::kLargestStack),
                     static_cast<rlim_t>(sandbox::kLargestStack)};
  setrlimit(RLIMIT_STACK, &stack);
  const int null_fd = open("/dev/null", O_RDWR);
  if (dup2(null_fd, STDIN_FILENO) < 0 || dup2(null_fd, STDOUT_FILENO) < 0) {
    _exit(1);
  }
  if (socket == sandbox::kControlFd) {
    fcntl(socket, F_SETFD, 0);
  } else {
    dup2(socket, sandbox::kControlFd);
  }
  std::array<char*, 4> arguments = {const_cast<char*>("gavel-sandbox"),
                                    const_cast<char*>(namespaces),
                                    const_cast<char*>("2000"), nullptr};
  std::array<char*, 2> environment = {const_cast<char*>("LD_BIND_NOW=1"),
                                      nullptr};
  execve(executable, arguments.data(), environment.data());
  _exit(1);
}

OwnedFd EmptyFile() { return OwnedFd(memfd_create("empty", MFD_CLOEXEC)); }

absl::StatusOr<wire::Facts> ReceiveFacts(int socket, uint64_t id) {
  wire::Facts facts;
  const wire::Received received =
      wire::Receive(socket, &facts, sizeof(facts), 0);
  if (received.size <= 0 || facts.type != wire::Type::kFacts ||
      facts.id != id || facts.report.claim != wire::Claim::kClean) {
    return absl::InternalError("the sandbox answered something else");
  }
  return facts;
}

}  // namespace

BareZygote::BareZygote(pid_t pid, OwnedFd socket)
    : pid_(pid), socket_(std::move(socket)), last_id_(kProgram) {}

BareZygote::~BareZygote() {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

absl::StatusOr<std::unique_ptr<BareZygote>> BareZygote::Start(
    const std::string& executable, int namespaces) {
  std::array<int, 2> ends{-1, -1};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return absl::ErrnoToStatus(errno, "making a socket");
  }
  OwnedFd ours(ends[0]);
  OwnedFd theirs(ends[1]);
  const std::string text = absl::StrCat(namespaces);
  const absl::Time start = absl::Now();
  const auto pid =
      static_cast<pid_t>(syscall(SYS_clone, namespaces | SIGCHLD, 0, 0, 0, 0));
  if (pid == 0) BecomeZygote(executable.c_str(), text.c_str(), theirs.get());
  if (pid < 0) {
    return absl::FailedPreconditionError("namespaces are for root only");
  }
  // So that its end is noticed.
  theirs = OwnedFd();
  auto zygote = absl::WrapUnique(new BareZygote(pid, std::move(ours)));
  GAVEL_RETURN_IF_ERROR(zygote->Greet());
  zygote->start_time_ = absl::Now() - start;
  GAVEL_RETURN_IF_ERROR(zygote->Load());
  return zygote;
}

absl::Status BareZygote::Greet() {
  wire::Greeting greeting;
  const wire::Received received =
      wire::Receive(socket_.get(), &greeting, sizeof(greeting), 0);
  if (received.size > 0 && greeting.type == wire::Type::kReady) {
    return absl::OkStatus();
  }
  return absl::InternalError("the sandbox did not start");
}

absl::Status BareZygote::Load() {
  wire::LoadRequest request;
  request.program = kProgram;
  request.limits = kRoomyLimits;
  request.limits.features = wire::kEval | wire::kWebAssembly;
  const OwnedFd source = EmptyFile();
  const int fd = source.get();
  if (!wire::SendWith(socket_.get(), &request, sizeof(request), &fd, 1, 0)) {
    return absl::ErrnoToStatus(errno, "loading a program");
  }
  return ReceiveFacts(socket_.get(), kProgram).status();
}

absl::StatusOr<absl::Duration> BareZygote::TimeRun() {
  const OwnedFd input = EmptyFile();
  const OwnedFd output = EmptyFile();
  const std::array<int, 2> fds = {input.get(), output.get()};
  wire::RunRequest request;
  request.seed = 1;
  request.program = kProgram;
  request.run = ++last_id_;
  request.streams = wire::StreamBit(wire::Stream::kStandardInput) |
                    wire::StreamBit(wire::Stream::kStandardOutput);
  const absl::Time start = absl::Now();
  if (!wire::SendWith(socket_.get(), &request, sizeof(request), fds.data(),
                      fds.size(), 0)) {
    return absl::ErrnoToStatus(errno, "asking for a run");
  }
  GAVEL_RETURN_IF_ERROR(ReceiveFacts(socket_.get(), request.run).status());
  return absl::Now() - start;
}

}  // namespace gavel::bench
