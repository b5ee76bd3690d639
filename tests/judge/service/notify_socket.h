// What systemd listens on: a datagram socket named by NOTIFY_SOCKET.
#ifndef GAVEL_TESTS_JUDGE_SERVICE_NOTIFY_SOCKET_H_
#define GAVEL_TESTS_JUDGE_SERVICE_NOTIFY_SOCKET_H_

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "core/owned_fd.h"

namespace gavel::judge {

// The end of the service manager, named as in NOTIFY_SOCKET.
class NotifySocket {
 public:
  explicit NotifySocket(std::string name) : name_(std::move(name)) {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    name_.copy(address.sun_path, name_.size());
    if (name_[0] == '@') address.sun_path[0] = '\0';
    const auto size =
        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size());
    EXPECT_EQ(bind(fd_.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  }
  ~NotifySocket() { unlink(name_.c_str()); }

  const char* name() const { return name_.c_str(); }
  // What has come; "" if nothing has.
  std::string Receive() {
    std::array<char, 256> buffer;
    const ssize_t size =
        recv(fd_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    return size < 0 ? ""
                    : std::string(buffer.data(), static_cast<size_t>(size));
  }

 private:
  const std::string name_;
  const OwnedFd fd_{socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
};

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_SERVICE_NOTIFY_SOCKET_H_
