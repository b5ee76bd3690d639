// Bytes of a hostile process on their way to a verdict: received as the zygote
// and the server receive them, checked as they check them, concluded.
//
// Shape:   one input, one packet. The first byte says who reads it, the second
//          how many descriptors come with it, the third how its sender ends
// Errors:  a broken promise aborts the process with the line that noticed
#include "tests/fuzz/wire_fuzz.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/execution.h"
#include "core/limits.h"
#include "core/utf8.h"
#include "sandbox/conclude.h"
#include "sandbox/wire.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GAVEL_POISON 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define GAVEL_POISON 1
#endif
#if defined(GAVEL_POISON)
#include <sanitizer/asan_interface.h>
#endif

namespace gavel::sandbox {
namespace {

// Not assert: it has to hold in every build.
void Promise(bool kept, const char* what, int line) {
  if (kept) return;
  std::fprintf(stderr, "wire_fuzz.cc:%d: broken: %s\n", line, what);
  std::abort();
}
#define GAVEL_PROMISE(condition) Promise((condition), #condition, __LINE__)

// The bytes behind what was received are nobody's to read.
class Forbidden {
 public:
  Forbidden(const void* begin, size_t size) : begin_(begin), size_(size) {
#if defined(GAVEL_POISON)
    ASAN_POISON_MEMORY_REGION(begin_, size_);
#endif
  }
  ~Forbidden() {  // NOLINT(modernize-use-equals-default): not with asan
#if defined(GAVEL_POISON)
    ASAN_UNPOISON_MEMORY_REGION(begin_, size_);
#endif
  }
  Forbidden(const Forbidden&) = delete;
  Forbidden& operator=(const Forbidden&) = delete;

 private:
  [[maybe_unused]] const void* begin_;
  [[maybe_unused]] size_t size_;
};

// A pair as between a program and the zygote, for the life of the process.
struct Sockets {
  int send = -1;
  int receive = -1;
  int null = -1;
  Sockets() {
    std::array<int, 2> ends{-1, -1};
    const int on = 1;
    GAVEL_PROMISE(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0,
                             ends.data()) == 0);
    send = ends[0];
    receive = ends[1];
    GAVEL_PROMISE(
        setsockopt(receive, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) == 0);
    null = open("/dev/null", O_RDWR | O_CLOEXEC);
    GAVEL_PROMISE(null >= 0);
  }
};

Sockets& Pair() {
  static Sockets pair;
  return pair;
}

// The number that the next descriptor will have.
int NextDescriptor() {
  const int fd = dup(Pair().null);
  close(fd);
  return fd;
}

void SendPacket(const uint8_t* data, size_t size, size_t fd_count) {
  iovec part{const_cast<uint8_t*>(data), size};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(16 * sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (fd_count > 0) {
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(fd_count * sizeof(int));
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(fd_count * sizeof(int));
    for (size_t i = 0; i < fd_count; ++i) {
      std::memcpy(CMSG_DATA(header) + i * sizeof(int), &Pair().null,
                  sizeof(int));
    }
  }
  GAVEL_PROMISE(sendmsg(Pair().send, &message, MSG_NOSIGNAL) ==
                static_cast<ssize_t>(size));
}

// What arrives of a packet; -1 if it is refused.
ssize_t PassThrough(const uint8_t* data, size_t size, size_t fd_count,
                    void* buffer, size_t capacity) {
  const int next = fd_count > 0 ? NextDescriptor() : -1;
  SendPacket(data, size, fd_count);
  const wire::Received received =
      wire::Receive(Pair().receive, buffer, capacity, MSG_DONTWAIT);
  GAVEL_PROMISE(received.fd_count <= received.fds.size());
  GAVEL_PROMISE(received.size < 0 || received.sender == getpid());
  GAVEL_PROMISE(received.size < 0 ||
                received.size == static_cast<ssize_t>(size));
  GAVEL_PROMISE(received.size >= 0 || received.fd_count == 0);
  for (size_t i = 0; i < received.fd_count; ++i) close(received.fds[i]);
  GAVEL_PROMISE(fd_count == 0 || NextDescriptor() == next);
  return received.size;
}

bool Fits(Verdict verdict, Reason reason) {
  switch (reason) {
    case Reason::kNone:
      return verdict == Verdict::kAccepted;
    case Reason::kCpuTime:
    case Reason::kWallTime:
    case Reason::kIdle:
      return verdict == Verdict::kTimeLimitExceeded;
    case Reason::kHeap:
    case Reason::kOffHeap:
    case Reason::kProcessMemory:
      return verdict == Verdict::kMemoryLimitExceeded;
    case Reason::kOutput:
      return verdict == Verdict::kOutputLimitExceeded ||
             verdict == Verdict::kCompileError;
    case Reason::kException:
    case Reason::kExitCode:
    case Reason::kStack:
    case Reason::kSignal:
    case Reason::kPolicy:
      return verdict == Verdict::kRunTimeError ||
             verdict == Verdict::kCompileError;
    case Reason::kSyntax:
    case Reason::kCompileTime:
    case Reason::kCompileMemory:
      return verdict == Verdict::kCompileError;
    case Reason::kWrongOutput:
    case Reason::kSourceSize:
    case Reason::kInternal:
    case Reason::kValidator:
    case Reason::kDeadlock:
    case Reason::kStaticCheck:
    case Reason::kLanguage:
      // Not for a sandbox to say.
      return false;
  }
  return false;
}

// The promises of core/execution.h.
void CheckExecution(const Execution& execution) {
  GAVEL_PROMISE(Fits(execution.verdict, execution.reason));
  GAVEL_PROMISE(execution.message.size() <= kMaxMessage);
  GAVEL_PROMISE(FindInvalidUtf8(execution.message) == absl::string_view::npos);
  GAVEL_PROMISE(execution.cpu_time >= absl::ZeroDuration());
  GAVEL_PROMISE(execution.wall_time >= absl::ZeroDuration());
  GAVEL_PROMISE(execution.memory.count() >= 0);
  GAVEL_PROMISE(execution.line >= 0 && execution.column >= 0);
  GAVEL_PROMISE(execution.exit_code >= 0 && execution.exit_code <= 255);
  GAVEL_PROMISE(execution.signal >= 0 && execution.signal < 128);
  if (execution.verdict != Verdict::kAccepted) return;
  GAVEL_PROMISE(execution.signal == 0 && execution.exit_code == 0);
  GAVEL_PROMISE(execution.message.empty());
}

void CheckText(const wire::Facts& facts, const Execution& execution) {
  if (execution.reason != Reason::kException) return;
  const std::string sent = ToValidUtf8(
      absl::string_view(facts.report.text.data(), facts.report.text_size));
  GAVEL_PROMISE(execution.message == sent.substr(0, execution.message.size()));
}

void Conclude(const wire::Facts& facts) {
  const Limits limits;
  const char* end = facts.report.text.data() + facts.report.text.size();
  const char* unused = facts.report.text.data() + facts.report.text_size;
  const Forbidden tail(unused, static_cast<size_t>(end - unused));
  const absl::StatusOr<Execution> run = ConcludeRun(facts, limits);
  if (run.ok()) {
    CheckExecution(*run);
    CheckText(facts, *run);
    GAVEL_PROMISE(run->verdict != Verdict::kCompileError);
    GAVEL_PROMISE(run->verdict != Verdict::kAccepted ||
                  facts.report.claim == wire::Claim::kClean ||
                  facts.killed == wire::Killed::kNotNeeded);
  }
  const absl::StatusOr<Execution> compilation =
      ConcludeCompilation(facts, limits);
  if (compilation.ok()) {
    CheckExecution(*compilation);
    GAVEL_PROMISE(compilation->verdict == Verdict::kAccepted ||
                  compilation->verdict == Verdict::kCompileError);
  }
}

// As the zygote takes a message of a run: what is valid goes into facts, beside
// what only the kernel says.
void ReadAsZygote(const uint8_t* data, size_t size, size_t fd_count,
                  unsigned end) {
  static wire::Facts facts;
  facts = wire::Facts();
  std::memset(static_cast<void*>(&facts.report), 0xa5, sizeof(facts.report));
  const ssize_t arrived =
      PassThrough(data, size, fd_count, &facts.report, sizeof(facts.report));
  if (arrived < 0 ||
      !wire::ValidReport(facts.report, static_cast<size_t>(arrived))) {
    return;
  }
  GAVEL_PROMISE(facts.report.text_size <= facts.report.text.size());
  GAVEL_PROMISE(wire::UsedSize(facts.report) == static_cast<size_t>(arrived));
  GAVEL_PROMISE(wire::UsedSize(facts) <= sizeof(facts));
  constexpr std::array<int, 9> kWaitStatuses = {
      0,       1 << 8,  255 << 8, SIGKILL,       SIGSYS,
      SIGXCPU, SIGXFSZ, SIGSEGV,  SIGSEGV | 0x80};
  facts.wait_status = kWaitStatuses[end / 8U % kWaitStatuses.size()];
  facts.killed = static_cast<wire::Killed>(end % 8U);
  facts.cpu_us = facts.wall_us = facts.wait_status * 100;
  Conclude(facts);
}

void ReadAsServer(const uint8_t* data, size_t size, size_t fd_count) {
  static wire::Facts facts;
  std::memset(static_cast<void*>(&facts), 0xa5, sizeof(facts));
  const ssize_t arrived =
      PassThrough(data, size, fd_count, &facts, sizeof(facts));
  if (arrived >= 0 && wire::ValidFacts(facts, static_cast<size_t>(arrived))) {
    Conclude(facts);
  }
}

}  // namespace

void FuzzWire(const uint8_t* data, size_t size) {
  if (size < kFuzzHeader) return;
  const size_t fd_count = data[1] % 8;
  const size_t packet = std::min(size - kFuzzHeader, 2 * sizeof(wire::Facts));
  if (data[0] % 2 == 0) {
    ReadAsZygote(data + kFuzzHeader, packet, fd_count, data[2]);
  } else {
    ReadAsServer(data + kFuzzHeader, packet, fd_count);
  }
}

}  // namespace gavel::sandbox

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  gavel::sandbox::FuzzWire(data, size);
  return 0;
}
