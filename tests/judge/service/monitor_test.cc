#include "judge/service/monitor.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fakes/fake_clock.h"
#include "tests/judge/service/notify_socket.h"

namespace gavel::judge {
namespace {

class MonitorTest : public testing::Test {
 protected:
  // Looks once a second, so many times.
  void Look(int times) {
    for (int i = 0; i < times; ++i) {
      clock_.Advance(absl::Seconds(1));
      monitor_.Look();
    }
  }

  // What systemd was told, each kind once.
  std::vector<std::string> Told() {
    std::vector<std::string> all;
    while (true) {
      std::string state = systemd_.Receive();
      if (state.empty()) return all;
      if (all.empty() || all.back() != state) all.push_back(std::move(state));
    }
  }

  fakes::FakeClock clock_;
  NotifySocket systemd_{absl::StrCat("@gavel-monitor-", getpid())};
  Telemetry telemetry_{{}, clock_};
  bool sandbox_up_ = true;
  int looked_for_calls_ = 0;
  std::vector<bool> served_;
  Monitor monitor_{
      telemetry_, Systemd({systemd_.name(), "60000000", nullptr}),
      MonitorParts{.queue = [] { return WorkQueueStats(); },
                   .sandbox_up = [this] { return sandbox_up_; },
                   .sandbox_restarts = [] { return 0; },
                   .data = [] { return std::nullopt; },
                   .set_serving = [this](bool on) { served_.push_back(on); },
                   .end_overdue_calls = [this] { ++looked_for_calls_; }}};
};

using States = std::vector<std::string>;

TEST_F(MonitorTest, AHealthyServerFeedsTheWatchdog) {
  monitor_.Ready();
  Look(3);
  EXPECT_EQ(Told(), States({"READY=1\nSTATUS=serving", "WATCHDOG=1"}));
  EXPECT_TRUE(served_.empty());
  EXPECT_EQ(looked_for_calls_, 4);
}

TEST_F(MonitorTest, WithoutASandboxItServesNotAndTheWatchdogStarves) {
  sandbox_up_ = false;
  Look(15);
  Told();
  EXPECT_TRUE(served_.empty());
  Look(1);
  EXPECT_EQ(served_, std::vector<bool>({false}));
  EXPECT_EQ(Told(), States({"STATUS=not serving: the sandbox cannot be "
                            "restarted"}));
  Look(5);
  EXPECT_EQ(Told(), States());
  sandbox_up_ = true;
  Look(1);
  EXPECT_EQ(served_, std::vector<bool>({false, true}));
  EXPECT_EQ(Told(), States({"STATUS=serving", "WATCHDOG=1"}));
}

TEST_F(MonitorTest, AStoreThatFailsIsNotMendedByStartingAgain) {
  telemetry_.OnStoreAnswer(absl::ResourceExhaustedError("disk full"));
  Look(16);
  telemetry_.OnStoreAnswer(absl::ResourceExhaustedError("disk full"));
  Told();
  Look(1);
  EXPECT_EQ(served_, std::vector<bool>({false}));
  EXPECT_EQ(Told(),
            States({"STATUS=not serving: the store fails", "WATCHDOG=1"}));
  telemetry_.OnStoreAnswer(absl::OkStatus());
  Look(1);
  EXPECT_EQ(served_, std::vector<bool>({false, true}));
}

TEST_F(MonitorTest, TheEndIsTold) {
  monitor_.Drain();
  EXPECT_EQ(Told(), States({"STOPPING=1\nSTATUS=finishing what is running"}));
}

}  // namespace
}  // namespace gavel::judge
