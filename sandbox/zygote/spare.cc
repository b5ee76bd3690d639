#include "sandbox/zygote/spare.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "sandbox/wire.h"

namespace gavel::sandbox {

bool MakeBaton() {
  DropBaton();
  std::array<int, 2> ends{-1, -1};
  return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) ==
             0 &&
         ends[0] == kBatonFd && ends[1] == kGivenBatonFd;
}

// Not send, which every run may call for other descriptors.
bool GiveBaton(bool another_follows) {
  char baton = another_follows ? 1 : 0;
  iovec part{&baton, sizeof(baton)};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  return sendmsg(kGivenBatonFd, &message, MSG_NOSIGNAL) == sizeof(baton);
}

bool AwaitBaton() {
  // Only the spare has it now, and its end is noticed.
  close(kGivenBatonFd);
  // Not by waiting for the message: who is woken by one runs where its sender
  // runs, and would keep the run waiting until the next spare is forked.
  pollfd end{kBatonFd, 0, 0};
  while (ppoll(&end, 1, nullptr, nullptr) < 0 && errno == EINTR) {
  }
  char baton = 0;
  wire::Receive(kBatonFd, &baton, sizeof(baton), 0);
  return baton != 0;
}

void DropBaton() {
  close(kBatonFd);
  close(kGivenBatonFd);
}

}  // namespace gavel::sandbox
