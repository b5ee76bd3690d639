#include "judge/service/pacer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>

namespace gavel::judge {
namespace {

TEST(PacerTest, CallsEverythingThatWaits) {
  std::latch called(3);
  Pacer pacer(absl::Milliseconds(1));
  for (int i = 0; i < 3; ++i) pacer.Later([&called] { called.count_down(); });
  called.wait();
}

TEST(PacerTest, ACallMayAskForAnother) {
  std::latch called(2);
  Pacer pacer(absl::ZeroDuration());
  pacer.Later([&] {
    called.count_down();
    pacer.Later([&called] { called.count_down(); });
  });
  called.wait();
}

TEST(PacerTest, DropsAtItsEndWhatHasNotBeenCalled) {
  std::atomic<int> calls = 0;
  const auto held = std::make_shared<int>(1);
  {
    Pacer pacer(absl::InfiniteDuration());
    pacer.Later([&calls, held] { ++calls; });
  }
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace gavel::judge
