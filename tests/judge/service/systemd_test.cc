#include "judge/service/systemd.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge/service/notify_socket.h"

namespace gavel::judge {
namespace {

TEST(SystemdTest, SendsToASocketWithAPath) {
  NotifySocket manager(absl::StrCat(testing::TempDir(), "notify-", getpid()));
  Systemd({.notify_socket = manager.name()}).Notify("READY=1\nSTATUS=x");
  EXPECT_EQ(manager.Receive(), "READY=1\nSTATUS=x");
}

TEST(SystemdTest, SendsToASocketWithoutAFile) {
  NotifySocket manager(absl::StrCat("@gavel-notify-", getpid()));
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
  NotifySocket manager(absl::StrCat("@gavel-full-", getpid()));
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
