#include "judge/service/systemd.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "core/owned_fd.h"

namespace gavel::judge {

Systemd::Environment Systemd::FromProcess() {
  return {std::getenv("NOTIFY_SOCKET"), std::getenv("WATCHDOG_USEC"),
          std::getenv("WATCHDOG_PID")};
}

Systemd::Systemd(const Environment& environment) {
  if (environment.notify_socket == nullptr) return;
  const std::string socket = environment.notify_socket;
  // A path, or a name without a file.
  if (socket.size() < 2 || socket.size() >= sizeof(sockaddr_un::sun_path) ||
      (socket[0] != '/' && socket[0] != '@')) {
    return;
  }
  socket_ = socket;
  pid_t pid = getpid();
  int64_t usec = 0;
  if (environment.watchdog_usec == nullptr ||
      !absl::SimpleAtoi(environment.watchdog_usec, &usec) || usec <= 0) {
    return;
  }
  if (environment.watchdog_pid != nullptr &&
      (!absl::SimpleAtoi(environment.watchdog_pid, &pid) || pid != getpid())) {
    return;
  }
  has_watchdog_ = true;
}

void Systemd::Notify(absl::string_view state) const {
  if (socket_.empty()) return;
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  socket_.copy(address.sun_path, socket_.size());
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const auto size =
      static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  const OwnedFd fd(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!fd.ok()) return;
  sendto(fd.get(), state.data(), state.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
         reinterpret_cast<const sockaddr*>(&address), size);
}

}  // namespace gavel::judge
