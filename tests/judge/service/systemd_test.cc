#include "judge/service/systemd.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/owned_fd.h"

namespace gavel::judge {
namespace {

// The end of the service manager, named as in NOTIFY_SOCKET.
class Manager {
 public:
  explicit Manager(std::string name) : name_(std::move(name)) {
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    name_.copy(address.sun_path, name_.size());
    if (name_[0] == '@') address.sun_path[0] = '\0';
    const auto size =
        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size());
    EXPECT_EQ(bind(fd_.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  }
  ~Manager() { unlink(name_.c_str()); }

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

TEST(SystemdTest, SendsToASocketWithAPath) {
  Manager manager(absl::StrCat(testing::TempDir(), "notify-", getpid()));
  Systemd({.notify_socket = manager.name()}).Notify("READY=1\nSTATUS=x");
  EXPECT_EQ(manager.Receive(), "READY=1\nSTATUS=x");
}

TEST(SystemdTest, SendsToASocketWithoutAFile) {
  Manager manager(absl::StrCat("@gavel-notify-", getpid()));
  Systemd({.notify_socket = manager.name()}).Notify("STOPPING=1");
  EXPECT_EQ(manager.Receive(), "STOPPING=1");
}

TEST(SystemdTest, IsSilentWithoutAManager) {
  Systemd({}).Notify("READY=1");
  Systemd({.notify_socket = ""}).Notify("READY=1");
  Systemd({.notify_socket = "relative"}).Notify("READY=1");
  Systemd({.notify_socket = "/nobody/listens"}).Notify("READY=1");
}

TEST(SystemdTest, AFullSocketHoldsNothingUp) {
  Manager manager(absl::StrCat("@gavel-full-", getpid()));
  const Systemd systemd({.notify_socket = manager.name()});
  for (int i = 0; i < 10'000; ++i) systemd.Notify("WATCHDOG=1");
  EXPECT_EQ(manager.Receive(), "WATCHDOG=1");
}

TEST(SystemdTest, HasAWatchdogWhereItIsMeant) {
  const std::string own = absl::StrCat(getpid());
  const auto has_watchdog = [](const char* usec, const char* pid) {
    return Systemd({"/run/x", usec, pid}).has_watchdog();
  };
  EXPECT_TRUE(has_watchdog("60000000", nullptr));
  EXPECT_TRUE(has_watchdog("60000000", own.c_str()));
  EXPECT_FALSE(has_watchdog("60000000", "1"));
  EXPECT_FALSE(has_watchdog("60000000", "x"));
  EXPECT_FALSE(has_watchdog("0", nullptr));
  EXPECT_FALSE(has_watchdog("x", nullptr));
  EXPECT_FALSE(has_watchdog(nullptr, nullptr));
}

}  // namespace
}  // namespace gavel::judge
