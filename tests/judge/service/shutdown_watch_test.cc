#include "judge/service/shutdown_watch.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include "absl/time/time.h"

namespace gavel::judge {
namespace {

using ::testing::ExitedWithCode;

TEST(ShutdownWatchDeathTest, EndsTheProcessAtTheSecondSignal) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        BlockStopSignals();
        kill(getpid(), SIGTERM);
        AwaitStopSignal(absl::Minutes(1));
        const ShutdownWatch watch(absl::Minutes(5));
        kill(getpid(), SIGINT);
        for (;;) pause();
      },
      ExitedWithCode(1), "stopped at once");
}

TEST(ShutdownWatchDeathTest, EndsTheProcessWhenTimeIsOver) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        BlockStopSignals();
        const ShutdownWatch watch(absl::Milliseconds(1));
        for (;;) pause();
      },
      ExitedWithCode(0), "out of time");
}

TEST(ShutdownWatchDeathTest, LetsAnOrderlyEndGoOn) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        BlockStopSignals();
        { const ShutdownWatch watch(absl::Minutes(5)); }
        _exit(7);
      },
      ExitedWithCode(7), "");
}

}  // namespace
}  // namespace gavel::judge
