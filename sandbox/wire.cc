#include "sandbox/wire.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace gavel::sandbox::wire {
namespace {

// Room for descriptors and credentials.
constexpr size_t kControlSize =
    CMSG_SPACE(sizeof(int) * kMaxDescriptors) + CMSG_SPACE(sizeof(ucred));

void CloseAll(Received& received) {
  for (size_t i = 0; i < received.fd_count; ++i) close(received.fds[i]);
  received.fd_count = 0;
}

void TakeDescriptors(const cmsghdr* header, Received& received) {
  const size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
  for (size_t i = 0; i < count; ++i) {
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
    if (received.fd_count < received.fds.size()) {
      received.fds[received.fd_count++] = fd;
    } else {
      close(fd);
    }
  }
}

void TakeControl(msghdr& message, Received& received) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr;
       header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET) continue;
    if (header->cmsg_type == SCM_RIGHTS) {
      TakeDescriptors(header, received);
    } else if (header->cmsg_type == SCM_CREDENTIALS) {
      ucred credentials{};
      std::memcpy(&credentials, CMSG_DATA(header), sizeof(credentials));
      received.sender = credentials.pid;
    }
  }
}

}  // namespace

ProgramLimits RunLimits(const ProgramLimits& program,
                        const RunRequest& request) {
  const auto lower = [](int64_t limit, int64_t asked) {
    return asked == 0 ? limit : std::min(limit, asked);
  };
  ProgramLimits limits = program;
  limits.cpu_us = lower(program.cpu_us, request.cpu_us);
  limits.wall_us = lower(program.wall_us, request.wall_us);
  limits.wall_us += request.more_wall_us;
  limits.memory_bytes = lower(program.memory_bytes, request.memory_bytes);
  return limits;
}

size_t UsedSize(const Report& report) {
  return offsetof(Report, text) + report.text_size;
}

size_t UsedSize(const Facts& facts) {
  return offsetof(Facts, report) + UsedSize(facts.report);
}

size_t UsedSize(const Greeting& greeting) {
  return offsetof(Greeting, text) + greeting.text_size;
}

bool ValidReport(const Report& report, size_t size) {
  if (size < offsetof(Report, text) || size > sizeof(Report)) return false;
  return report.type == Type::kReport && report.claim > Claim::kNothing &&
         report.claim < Claim::kSetup && report.line >= 0 &&
         report.column >= 0 && report.text_size <= kTextSize &&
         UsedSize(report) == size;
}

bool ValidFacts(const Facts& facts, size_t size) {
  constexpr size_t kReport = offsetof(Facts, report);
  if (size < kReport + offsetof(Report, text) || size > sizeof(Facts)) {
    return false;
  }
  // Claims that only the zygote makes are no reports of a process.
  Report report = facts.report;
  if (report.claim == Claim::kNothing || report.claim == Claim::kSetup) {
    report.claim = Claim::kClean;
  }
  return facts.type == Type::kFacts && facts.cpu_us >= 0 &&
         facts.wall_us >= 0 && facts.memory_bytes >= 0 &&
         facts.killed <= Killed::kLast && ValidReport(report, size - kReport);
}

bool Send(int socket, const void* data, size_t size) {
  ssize_t sent = -1;
  do {
    sent = send(socket, data, size, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(size);
}

bool SendWith(int socket, const void* data, size_t size, const int* fds,
              size_t fd_count, int flags) {
  iovec part{const_cast<void*>(data), size};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  alignas(cmsghdr) std::array<char, kControlSize> control{};
  message.msg_control = control.data();
  message.msg_controllen = CMSG_SPACE(sizeof(int) * fd_count);
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int) * fd_count);
  std::memcpy(CMSG_DATA(header), fds, sizeof(int) * fd_count);
  ssize_t sent = -1;
  do {
    sent = sendmsg(socket, &message, flags | MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(size);
}

Received Receive(int socket, void* data, size_t capacity, int flags) {
  iovec part{data, capacity};
  alignas(cmsghdr) std::array<char, kControlSize> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  Received received;
  do {
    received.size = recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC);
  } while (received.size < 0 && errno == EINTR);
  if (received.size < 0) return received;
  TakeControl(message, received);
  if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) {
    CloseAll(received);
    received.size = -1;
    errno = EMSGSIZE;
  }
  return received;
}

}  // namespace gavel::sandbox::wire
