// Whose turn it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "judge/engine/dispatcher.h"
#include "tests/fakes/fake_sandbox.h"
#include "tests/judge/engine/dispatcher_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

// In what order work is begun that waits for the one slot.
class TurnsTest : public DispatcherTest {
 protected:
  void SetUp() override { StartBusy(/*limit=*/100); }
  void Queue(const std::string& user, const std::string& contest = "",
             const std::string& source = "echo") {
    Submission submission;
    submission.problem_id = "echo";
    submission.source = source;
    submission.user_id = user;
    submission.contest_id = contest;
    const absl::StatusOr<Submission> stored = dispatcher_->Submit(submission);
    ASSERT_TRUE(stored.ok()) << stored.status();
    const std::string name = user + (contest.empty() ? "" : "@" + contest);
    ++expected_;
    MustWatch(stored->id, [this, name](const Event& event) {
      if (!std::holds_alternative<Compiling>(event)) return;
      order_.push_back(name);
      if (order_.size() == expected_) done_.count_down();
    });
  }
  std::vector<std::string> Order() {
    sandbox_.Release();
    done_.wait();
    dispatcher_->Shutdown();
    return order_;
  }

  size_t expected_ = 0;
  std::vector<std::string> order_;  // only who holds the one slot writes
  std::latch done_{1};
};

TEST_F(TurnsTest, FloodOfOneUserWaitsAndNobodyElseDoes) {
  for (int i = 0; i < 50; ++i) Queue("flood");
  Queue("ada");
  Queue("alan");
  Queue("ada");
  const std::vector<std::string> order = Order();
  EXPECT_THAT(order, SizeIs(53));
  EXPECT_THAT(std::vector<std::string>(order.begin(), order.begin() + 5),
              ElementsAre("flood", "ada", "alan", "flood", "ada"));
}

// While one is judged, the next of ten users comes. Some of their programs cost
// five times as much as others.
TEST_F(TurnsTest, EqualsAreServedInTheOrderOfArrival) {
  constexpr size_t kSubmissions = 100;
  std::vector<std::string> arrived;
  const auto arrive = [&] {
    arrived.push_back(absl::StrCat("user", arrived.size() % 10));
    Queue(arrived.back(), "", "dear or cheap");
  };
  int runs = 0;
  sandbox_.Define("dear or cheap", [&](fakes::FakeRun& run) {
    const bool first_test = runs++ % 2 == 0;
    if (first_test && arrived.size() < kSubmissions) arrive();
    run.output = run.input;
    Execution execution = fakes::EndWith(Verdict::kAccepted);
    execution.cpu_time = absl::Milliseconds(runs % 3 == 0 ? 50 : 10);
    return execution;
  });
  for (int i = 0; i < 4; ++i) arrive();
  EXPECT_EQ(Order(), arrived);
}

TEST_F(TurnsTest, ContestOvertakesPractice) {
  Queue("ada");
  Queue("alan");
  Queue("grace", "icpc");
  Queue("ada", "icpc");
  EXPECT_THAT(Order(), ElementsAre("grace@icpc", "ada@icpc", "ada", "alan"));
}

TEST_F(TurnsTest, OneOffTakesATurnOfItsUser) {
  Queue("flood");
  Queue("flood");
  std::vector<std::string> before;
  OneOff one_off;
  one_off.source = "echo";
  ASSERT_TRUE(dispatcher_
                  ->RunOneOff(one_off, "ada",
                              [&](const absl::StatusOr<OneOffResult>&) {
                                before = order_;
                              })
                  .ok());
  Order();
  EXPECT_THAT(before, ElementsAre("flood"));
}

}  // namespace
}  // namespace gavel::judge
