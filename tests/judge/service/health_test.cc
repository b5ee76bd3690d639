#include "judge/service/health.h"

#include <gtest/gtest.h>

#include <ostream>
#include <vector>

#include "tests/fakes/fake_clock.h"

namespace gavel::judge {
namespace {

constexpr HealthOptions kOptions = {.patience = absl::Seconds(15),
                                    .memory = absl::Seconds(60)};

// What is seen, in seconds after the start.
struct Sight {
  int at = 0;
  bool sandbox_up = true;
  absl::StatusCode store = absl::StatusCode::kOk;
};

struct Row {
  const char* name;
  std::vector<Sight> sights;
  int asked_at;
  const char* why;
  bool restart = false;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.name;
}

class HealthTest : public testing::TestWithParam<Row> {};

TEST_P(HealthTest, IsWhatWasSeen) {
  const Row& row = GetParam();
  fakes::FakeClock clock;
  const absl::Time start = clock.Now();
  Health health(kOptions, clock);
  for (const Sight& sight : row.sights) {
    clock.Advance(start + absl::Seconds(sight.at) - clock.Now());
    health.SawSandbox(sight.sandbox_up);
    health.SawStore(absl::Status(sight.store, ""));
  }
  clock.Advance(start + absl::Seconds(row.asked_at) - clock.Now());
  const HealthReport report = health.Report();
  EXPECT_EQ(report.why, row.why);
  EXPECT_EQ(report.serving, report.why.empty());
  EXPECT_EQ(report.restart, row.restart);
}

constexpr absl::StatusCode kOk = absl::StatusCode::kOk;
constexpr absl::StatusCode kFull = absl::StatusCode::kResourceExhausted;

INSTANTIATE_TEST_SUITE_P(
    All, HealthTest,
    testing::Values(
        Row{"nothing seen", {}, 100, ""}, Row{"all well", {{0}, {20}}, 21, ""},
        Row{"sandbox replaced", {{0, false}, {10, false}, {14}}, 16, ""},
        Row{"sandbox down for long",
            {{0, false}, {8, false}, {16, false}},
            16,
            "the sandbox cannot be restarted",
            true},
        Row{"sandbox back", {{0, false}, {16, false}, {17}}, 17, ""},
        Row{"store busy for a moment", {{0, true, kFull}, {5}}, 20, ""},
        Row{"store fails for long",
            {{0, true, kFull}, {16, true, absl::StatusCode::kUnavailable}},
            17,
            "the store fails"},
        Row{"store lacks what was asked for",
            {{0, true, absl::StatusCode::kNotFound},
             {16, true, absl::StatusCode::kAlreadyExists}},
            17,
            ""},
        Row{"nobody asked the store again",
            {{0, true, kFull}, {16, true, kFull}},
            77,
            ""},
        Row{"one failure, then silence", {{0, true, kFull}}, 20, ""},
        Row{"still failing after silence",
            {{0, true, kFull}, {90, true, kFull}},
            91,
            "the store fails"},
        Row{"both: what a restart mends comes first",
            {{0, false, kFull}, {16, false, kFull}, {17, false, kOk}},
            17,
            "the sandbox cannot be restarted",
            true}));

TEST(HealthDrainTest, ADrainingServerServesNotButNeedsNoRestart) {
  fakes::FakeClock clock;
  Health health(kOptions, clock);
  health.SawSandbox(false);
  clock.Advance(absl::Seconds(30));
  health.SawSandbox(false);
  health.Drain();
  EXPECT_EQ(health.Report().why, "draining");
  EXPECT_FALSE(health.Report().serving);
  EXPECT_FALSE(health.Report().restart);
}

}  // namespace
}  // namespace gavel::judge
