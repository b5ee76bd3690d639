#include "cli/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/format.h"
#include "gavel/v1/judgement.pb.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

TEST(ExplainTest, ShowsBothSidesOfADifferenceEscaped) {
  v1::TestRun run;
  v1::Difference& difference = *run.mutable_difference();
  difference.set_offset(6);
  difference.set_line(2);
  difference.set_column(3);
  difference.set_token(4);
  difference.set_expected("6 5");
  difference.set_got("\x1b[2J");
  EXPECT_EQ(ExplainRun(run),
            "      first difference: line 2, column 3, token 4, byte 6\n"
            "        expected  6 5\n"
            "        got       \\x1b[2J\n");
  difference.set_got("");
  EXPECT_THAT(ExplainRun(run), EndsWith("got       (nothing)\n"));
}

TEST(ExplainTest, MarksWhatWasNotRunAgain) {
  v1::TestRun run;
  run.set_test("secret/1");
  EXPECT_EQ(ExplainRun(run), "");
  run.set_reused(true);
  run.set_reused_from(12);
  EXPECT_EQ(ExplainRun(run), "      the run of judgement 12\n");
  EXPECT_THAT(FormatRun(run, {}), HasSubstr("  reused\n"));
}

TEST(ExplainTest, ShowsWhatProducedAJudgement) {
  v1::Judgement judgement;
  EXPECT_EQ(FormatProvenance(judgement), "");
  v1::TestRun& run = *judgement.add_runs();
  run.set_test("secret/1");
  run.set_seed(5);
  run.set_output_sha256("0123456789abcdef");
  v1::Provenance& provenance = *judgement.mutable_provenance();
  provenance.set_version("0.1.0");
  provenance.set_engine("V8 10.2 --jitless");
  provenance.set_host("judge-1");
  provenance.mutable_limits()->set_cpu_time_ms(1500);
  const std::string text = FormatProvenance(judgement);
  for (const char* part :
       {"gavel 0.1.0", "V8 10.2 --jitless", "judge-1", "1.50 s CPU", "none",
        "secret/1  5     0123456789ab\n"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(ExplainTest, AReplayEndsWithWhetherTheResultIsTheSame) {
  v1::ReplaySubmissionResponse replay;
  replay.mutable_before()->set_verdict(v1::VERDICT_ACCEPTED);
  replay.mutable_after()->set_verdict(v1::VERDICT_ACCEPTED);
  v1::ReplayChange& change = *replay.add_changes();
  change.set_kind(v1::ReplayChange::KIND_DETAIL);
  change.set_test("secret/1");
  change.set_what("output");
  change.set_before("aa");
  EXPECT_EQ(FormatReplay(replay),
            "  secret/1: output  aa  ->  (nothing)\n"
            "the same result: AC\n");
  change.set_kind(v1::ReplayChange::KIND_RESULT);
  replay.mutable_after()->set_verdict(v1::VERDICT_WRONG_ANSWER);
  EXPECT_FALSE(IsSameResult(replay));
  EXPECT_THAT(FormatReplay(replay),
              EndsWith("another result: WA, it was AC\n"));
}

}  // namespace
}  // namespace gavel::cli
