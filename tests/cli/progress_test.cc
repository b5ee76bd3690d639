#include "cli/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Event = v1::WatchSubmissionResponse;

Event Queued(int ahead) {
  Event event;
  event.mutable_queued()->set_ahead(ahead);
  return event;
}
Event Compiling(int tests) {
  Event event;
  event.mutable_compiling()->set_test_count(tests);
  return event;
}
Event Finished(int index, const std::string& test) {
  Event event;
  event.mutable_run_finished()->set_index(index);
  event.mutable_run_finished()->mutable_run()->set_test(test);
  event.mutable_run_finished()->mutable_run()->mutable_execution()->set_verdict(
      v1::VERDICT_ACCEPTED);
  return event;
}
Event Judged() {
  Event event;
  event.mutable_judged()->mutable_judgement()->set_verdict(
      v1::VERDICT_ACCEPTED);
  return event;
}

class ProgressTest : public testing::Test {
 protected:
  void Show(bool terminal, const std::vector<Event>& events) {
    Progress progress({.terminal = terminal, .style = {}},
                      [this](const std::string& text) { written_ += text; });
    for (const Event& event : events) progress.Show(event);
  }

  std::string written_;
};

TEST_F(ProgressTest, WritesPlainLinesIntoAPipe) {
  Show(false, {Queued(3), Compiling(2), Finished(0, "sample/1"),
               Finished(1, "secret/1"), Judged()});
  EXPECT_EQ(written_,
            "  sample/1              AC      0.0 ms         0 B\n"
            "  secret/1              AC      0.0 ms         0 B\n"
            "AC\n");
}

TEST_F(ProgressTest, ShowsEveryTestOnceWhenTheEventsComeAgain) {
  Show(false, {Compiling(3), Finished(0, "a"), Finished(1, "b"), Compiling(3),
               Finished(0, "a"), Finished(1, "b"), Finished(2, "c"), Judged()});
  EXPECT_EQ(std::count(written_.begin(), written_.end(), '\n'), 4);
  EXPECT_LT(written_.find("  b "), written_.find("  c "));
}

TEST_F(ProgressTest, DrawsALiveLineOnATerminalAndRemovesIt) {
  Show(true, {Queued(3), Compiling(2), Finished(0, "sample/1")});
  EXPECT_THAT(written_, HasSubstr("▸ queued, 3 ahead\r\x1b[K▸ compiling"));
  EXPECT_THAT(written_, testing::EndsWith("▸ 1/2"));
  written_.clear();
  Show(true, {Queued(0), Judged()});
  EXPECT_EQ(written_, "▸ queued\r\x1b[KAC\n");
}

TEST_F(ProgressTest, CountsSkippedTestsWithoutALine) {
  Event skipped;
  skipped.mutable_test_skipped()->set_index(0);
  // The second time they are replayed.
  Show(true, {Compiling(3), Finished(0, "a"), skipped, Finished(1, "c"),
              Finished(0, "a"), skipped});
  EXPECT_THAT(written_, HasSubstr("▸ 2/3"));
  EXPECT_THAT(written_, testing::EndsWith("▸ 3/3"));
  EXPECT_EQ(std::count(written_.begin(), written_.end(), '\n'), 2);
}

TEST_F(ProgressTest, EscapesNamesOfTests) {
  Show(true, {Compiling(1), Finished(0, "\x1b]0;title\x07")});
  EXPECT_THAT(written_, Not(HasSubstr("\x1b]")));
}

}  // namespace
}  // namespace gavel::cli
