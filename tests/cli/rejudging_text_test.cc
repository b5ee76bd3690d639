#include "cli/rejudging_text.h"

#include <gtest/gtest.h>

#include "gavel/v1/rejudging_service.pb.h"

namespace gavel::cli {
namespace {

v1::Rejudging Set() {
  v1::Rejudging set;
  set.set_id("3");
  set.set_state(v1::REJUDGING_STATE_OPEN);
  set.set_submission_count(10);
  set.set_judged_count(4);
  set.set_created_by("eve");
  set.set_reason("test 7\nwas wrong");
  return set;
}

v1::RejudgingChange Change(v1::RejudgingEffect effect, v1::Verdict before,
                           v1::Verdict after) {
  v1::RejudgingChange change;
  change.set_submission_id("42");
  change.set_user_id("ann");
  change.set_problem_id("sum");
  change.set_effect(effect);
  change.mutable_before()->set_verdict(before);
  if (after != v1::VERDICT_UNSPECIFIED) {
    change.mutable_after()->set_verdict(after);
  }
  return change;
}

TEST(RejudgingTextTest, ASetIsOneLine) {
  EXPECT_EQ(FormatRejudging(Set()),
            "rejudging 3: open, 4 of 10 judged, by eve: "
            "test 7\\nwas wrong\n");
}

TEST(RejudgingTextTest, ChangesHaveASign) {
  v1::RejudgingChange scored = Change(
      v1::REJUDGING_EFFECT_GAIN, v1::VERDICT_ACCEPTED, v1::VERDICT_ACCEPTED);
  scored.mutable_before()->set_score(10);
  scored.mutable_after()->set_score(20);
  v1::RejudgingChange waits =
      Change(v1::REJUDGING_EFFECT_UNSPECIFIED, v1::VERDICT_WRONG_ANSWER,
             v1::VERDICT_UNSPECIFIED);
  waits.set_outdated(true);
  EXPECT_EQ(
      FormatChanges({Change(v1::REJUDGING_EFFECT_LOSS, v1::VERDICT_ACCEPTED,
                            v1::VERDICT_WRONG_ANSWER),
                     scored, waits}),
      "   SUBMISSION  USER  CONTEST  PROBLEM  OLD    NEW    \n"
      "-  42          ann            sum      AC     WA     \n"
      "+  42          ann            sum      AC 10  AC 20  \n"
      "?  42          ann            sum      WA     waits  "
      "judged again meanwhile\n");
}

TEST(RejudgingTextTest, EffectsAreCountedByContestAndUser) {
  v1::GetRejudgingResponse response;
  *response.mutable_rejudging() = Set();
  response.mutable_total()->set_gain_count(3);
  response.mutable_total()->set_same_count(1);
  response.add_contests()->set_of("spring");
  response.mutable_contests(0)->set_gain_count(3);
  response.add_users()->set_of("ann");
  response.mutable_users(0)->set_loss_count(2);
  EXPECT_EQ(FormatEffects(response),
            FormatRejudging(Set()) +
                "                 BETTER  WORSE  OTHER  SAME\n"
                "all              3       0      0      1\n"
                "contest  spring  3       0      0      0\n"
                "user     ann     0       2      0      0\n");
}

}  // namespace
}  // namespace gavel::cli
