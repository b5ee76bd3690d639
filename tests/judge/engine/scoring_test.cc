#include "judge/engine/scoring.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/judge/engine/scoring_cases.h"

namespace gavel::judge {
namespace {

class ScoringTest : public ::testing::TestWithParam<Case> {};

TEST_P(ScoringTest, ComesTo) {
  EXPECT_EQ(GetParam().contest.Judge(), GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(
    PassFailProblems, ScoringTest,
    ::testing::Values(
        Case{"EverythingAccepted",
             PassFailProblem()
                 .Group("sample", -1, PassFail())
                 .Tests({{}})
                 .Group("secret", -1, PassFail())
                 .Tests({{}}),
             "sample/1; secret/1; = AC"},
        Case{"FirstFailureDecides",
             PassFailProblem()
                 .Group("sample", -1, PassFail())
                 .Tests({{}, {kTLE}, {kWA}})
                 .Group("secret", -1, PassFail())
                 .Tests({{kWA}}),
             "sample/1; sample/2; "
             "sample/3: the submission is rejected already; "
             "secret/1: the submission is rejected already; "
             "= TLE by sample/2"},
        Case{"GroupsAreShown",
             PassFailProblem()
                 .Group("sample", -1, PassFail())
                 .Group("secret", -1, PassFail())
                 .Group("secret/a", 1, PassFail())
                 .Tests({{}})
                 .Group("secret/b", 1, PassFail())
                 .Tests({{kWA}})
                 .Group("secret/c", 1, PassFail())
                 .Tests({{}}),
             "secret/a/1; secret/b/1; "
             "secret/c/1: the submission is rejected already; "
             "= WA by secret/b/1; [sample] AC; [secret] WA; [secret/a] AC; "
             "[secret/b] WA; [secret/c] WA"},
        Case{"RejectedByTheStaticValidator",
             PassFailProblem()
                 .Group("secret", -1, PassFail())
                 .Tests({{}})
                 .Static(false),
             "secret/1: the submission is rejected already; = WA"},
        Case{"AcceptedByTheStaticValidator",
             PassFailProblem()
                 .Group("secret", -1, WithStaticCondition(PassFail()))
                 .Tests({{}})
                 .Static(true),
             "secret/1; = AC"}),
    Name);

INSTANTIATE_TEST_SUITE_P(
    ScoringProblems, ScoringTest,
    ::testing::Values(
        Case{"SumOfTestsWithoutGroups",
             Secret(Sum(100)).Tests({{}, {kWA}, {}, {kTLE}}),
             "secret/1 25; secret/2 0; secret/3 25; secret/4 0; "
             "= WA by secret/2 50/100; [sample] AC; [secret] WA 50/100"},
        Case{"ThirdsAddUpToTheWhole", Secret(Sum(1)).Tests({{}, {}, {}}),
             "secret/1 0.333333; secret/2 0.333333; secret/3 0.333333; "
             "= AC 1/1; [sample] AC; [secret] AC 1/1"},
        Case{"PassFailGroupIsAllOrNothing",
             Secret(Sum(100))
                 .Group("secret/a", 1, PassFail(40))
                 .Tests({{}, {kRTE}, {}})
                 .Group("secret/b", 1, PassFail(60))
                 .Tests({{}, {}}),
             "secret/a/1; secret/a/2; secret/a/3: secret/a is lost already; "
             "secret/b/1; secret/b/2; = RTE by secret/a/2 60/100; [sample] AC; "
             "[secret] RTE 60/100; [secret/a] RTE 0/40; [secret/b] AC 60/60"},
        Case{"MinGroupEndsWithAFailedTest",
             Secret(Sum(100))
                 .Group("secret/a", 1, Min(100))
                 .Tests({{kAC, Multiplier("0.5")}, {kWA}, {}}),
             "secret/a/1 50; secret/a/2 0; "
             "secret/a/3: secret/a scores 0 already; "
             "= WA by secret/a/2 0/100; [sample] AC; [secret] WA 0/100; "
             "[secret/a] WA 0/100"},
        Case{"MinGroupGoesOnAfterAnAcceptedZeroBecauseOfItsVerdict",
             Secret(Min(100)).Tests({{kAC, Multiplier("0")}, {kTLE}}),
             "secret/1 0; secret/2 0; = TLE by secret/2 0/100; [sample] AC; "
             "[secret] TLE 0/100"},
        Case{"MinGroupIsItsLeastTest",
             Secret(Min(80)).Tests({{}, {kAC, Score("30.5")}}),
             "secret/1 80; secret/2 30.5; = AC 30.5/80; [sample] AC; "
             "[secret] AC 30.5/80"},
        Case{"SecretWithMinEndsWithALostGroup",
             Secret(Min(100))
                 .Group("secret/a", 1, PassFail(100))
                 .Tests({{kWA}, {}})
                 .Group("secret/b", 1, PassFail(100))
                 .Tests({{}}),
             "secret/a/1; secret/a/2: secret/a is lost already; "
             "secret/b/1: secret scores 0 already; = WA by secret/a/1 0/100; "
             "[sample] AC; [secret] WA 0/100; [secret/a] WA 0/100; "
             "[secret/b] WA 0/100"},
        Case{"SecretWithPassFailEndsWithTheFirstFailure",
             Secret(PassFail(10))
                 .Group("secret/a", 1, PassFail(1))
                 .Tests({{}, {kWA}})
                 .Group("secret/b", 1, PassFail(1))
                 .Tests({{}}),
             "secret/a/1; secret/a/2; secret/b/1: secret is lost already; "
             "= WA by secret/a/2 0/10; [sample] AC; [secret] WA 0/10; "
             "[secret/a] WA 0/1; [secret/b] WA 0/1"},
        Case{"SecretWithPassFailAndEverythingAccepted",
             Secret(PassFail(10)).Group("secret/a", 1, PassFail(1)).Tests({{}}),
             "secret/a/1; = AC 10/10; [sample] AC; [secret] AC 10/10; "
             "[secret/a] AC 1/1"},
        Case{"UnboundedScoresComeFromTheValidator",
             Secret(Sum(std::nullopt))
                 .Tests({{kAC, Score("1e3\n")}, {kAC, Score(" .5 ")}}),
             "secret/1 1000; secret/2 0.5; = AC 1000.5; [sample] AC; "
             "[secret] AC 1000.5"},
        Case{"SamplesNeverScoreAndAllRun",
             ScoringProblem()
                 .Group("sample", -1, PassFail())
                 .Tests({{kWA}, {kAC, Score("not a number")}, {kTLE}})
                 .Group("secret", -1, Sum(100))
                 .Tests({{}}),
             "sample/1; sample/2; sample/3; secret/1 100; = AC 100/100; "
             "[sample] WA; [secret] AC 100/100"},
        Case{"RequiredSampleThatFails",
             ScoringProblem()
                 .Group("sample", -1, PassFail())
                 .Tests({{kRTE}})
                 .Group("secret", -1, Sum(100, {0}))
                 .Tests({{}}),
             "sample/1; "
             "secret/1: sample, which secret requires, is not passed; "
             "= RTE by sample/1 0/100; [sample] RTE; [secret] RTE 0/100"},
        Case{"RequirementsAreTransitive",
             Secret(Sum(100))
                 .Group("secret/a", 1, PassFail(20))
                 .Tests({{kWA}})
                 .Group("secret/b", 1, PassFail(30, {2}))
                 .Tests({{}, {}})
                 .Group("secret/c", 1, Sum(50, {3}))
                 .Tests({{}}),
             "secret/a/1; "
             "secret/b/1: secret/a, which secret/b requires, is not passed; "
             "secret/b/2: secret/b is lost already; "
             "secret/c/1: secret/b, which secret/c requires, is not passed; "
             "= WA by secret/a/1 0/100; [sample] AC; [secret] WA 0/100; "
             "[secret/a] WA 0/20; [secret/b] WA 0/30; [secret/c] WA 0/50"},
        Case{"MetRequirementsAreNoObstacle",
             Secret(Sum(100))
                 .Group("secret/a", 1, PassFail(40))
                 .Tests({{}})
                 .Group("secret/b", 1, PassFail(60, {0, 2}))
                 .Tests({{}}),
             "secret/a/1; secret/b/1; = AC 100/100; [sample] AC; "
             "[secret] AC 100/100; [secret/a] AC 40/40; [secret/b] AC 60/60"},
        Case{"StaticScoreIsPartOfASum",
             Secret(WithStatic(Sum(100), 20)).Tests({{}, {kWA}}).Static(true),
             "secret/1 40; secret/2 0; = WA by secret/2 60/100; [sample] AC; "
             "[secret] WA 60/100"},
        Case{"StaticScoreMayBeAPart",
             Secret(WithStatic(Sum(100), 20))
                 .Tests({{}})
                 .Static(true, Multiplier("0.25")),
             "secret/1 80; = AC 85/100; [sample] AC; [secret] AC 85/100"},
        Case{"StaticRejectionLosesItsPointsAndDecides",
             Secret(WithStatic(Sum(100), 20)).Tests({{}, {kTLE}}).Static(false),
             "secret/1 40; secret/2 0; = WA 40/100; [sample] AC; "
             "[secret] WA 40/100"},
        Case{"StaticRejectionLosesAPassFailGroup",
             Secret(Sum(100))
                 .Group("secret/a", 1, WithStaticCondition(PassFail(100)))
                 .Tests({{}})
                 .Static(false),
             "secret/a/1: secret/a is lost already; = WA 0/100; [sample] AC; "
             "[secret] WA 0/100; [secret/a] WA 0/100"},
        Case{"GroupOfTheStaticValidatorAlone",
             Secret(Sum(100))
                 .Group("secret/a", 1, WithStatic(Sum(10), 10))
                 .Group("secret/b", 1, PassFail(90))
                 .Tests({{}})
                 .Static(true),
             "secret/b/1; = AC 100/100; [sample] AC; [secret] AC 100/100; "
             "[secret/a] AC 10/10; [secret/b] AC 90/90"}),
    Name);

INSTANTIATE_TEST_SUITE_P(
    Misuse, ScoringTest,
    ::testing::Values(
        Case{"ScoreInAPassFailProblem",
             PassFailProblem()
                 .Group("secret", -1, PassFail())
                 .Tests({{kAC, Score("1")}}),
             "error: there is a score in a pass-fail problem"},
        Case{"ScoreOnASampleOfAPassFailProblem",
             PassFailProblem()
                 .Group("sample", -1, PassFail())
                 .Tests({{kAC, Multiplier("1")}}),
             "error: there is a score in a pass-fail problem"},
        Case{"ScoreInAPassFailGroup",
             Secret(Sum(100))
                 .Group("secret/a", 1, PassFail(100))
                 .Tests({{kAC, Score("1")}}),
             "error: there is a score, but secret/a is pass-fail"},
        Case{"ScoreOfARejectedTest",
             Secret(Sum(100)).Tests({{kWA, Score("0")}}),
             "error: there is a score of what is rejected"},
        Case{"MultiplierOfARejectedTest",
             Secret(Sum(100)).Tests({{kWA, Multiplier("0")}}),
             "error: there is a score of what is rejected"},
        Case{"ScoreThatASubmissionsCrashLeftBehindIsNone",
             Secret(Sum(100)).Tests({{kTLE, Score("7")}}),
             "secret/1 0; = TLE by secret/1 0/100; [sample] AC; "
             "[secret] TLE 0/100"},
        Case{"ScoreAboveTheTestsShare",
             Secret(Sum(100)).Tests({{kAC, Score("50.01")}, {}}),
             "error: score.txt gives more than the test is worth, which is 50"},
        Case{"NegativeScore", Secret(Sum(100)).Tests({{kAC, Score("-1")}}),
             "error: score.txt holds a negative number"},
        Case{"MultiplierAboveOne",
             Secret(Sum(100)).Tests({{kAC, Multiplier("1.01")}}),
             "error: score_multiplier.txt holds a number outside 0 to 1"},
        Case{"NegativeMultiplier",
             Secret(Sum(100)).Tests({{kAC, Multiplier("-0.1")}}),
             "error: score_multiplier.txt holds a number outside 0 to 1"},
        Case{"BothKindsAtOnce", Secret(Sum(100)).Tests({{kAC, {"1", "1"}}}),
             "error: there are score.txt and score_multiplier.txt, here or on "
             "different tests"},
        Case{
            "BothKindsOverTheLifeOfTheValidator",
            Secret(Sum(100)).Tests({{kAC, Score("1")}, {kAC, Multiplier("1")}}),
            "error: there are score.txt and score_multiplier.txt, here or on "
            "different tests"},
        Case{"MultiplierOfAnUnboundedTest",
             Secret(Sum(std::nullopt)).Tests({{kAC, Multiplier("1")}}),
             "error: score_multiplier.txt for a test whose score is unbounded"},
        Case{"NoScoreOfAnUnboundedTest",
             Secret(Sum(std::nullopt)).Tests({{kAC}}),
             "error: there is no score.txt for a test whose score is "
             "unbounded"},
        Case{"SumAboveAllNumbers",
             Secret(Sum(std::nullopt))
                 .Tests({{kAC, Score("1.7e308")}, {kAC, Score("1.7e308")}}),
             "error: secret scores more than a number can be"},
        Case{"SumOfGroupsAboveTheMaximum",
             Secret(Sum(50))
                 .Group("secret/a", 1, PassFail(40))
                 .Tests({{}})
                 .Group("secret/b", 1, PassFail(40))
                 .Tests({{}}),
             "error: secret scores 80, its maximum is 50"},
        Case{"StaticScoreInAPassFailProblem",
             PassFailProblem()
                 .Group("secret", -1, PassFail())
                 .Tests({{}})
                 .Static(true, Score("1")),
             "error: the static validator gave a score in a pass-fail problem"},
        Case{"StaticScoreOfARejectedSubmission",
             Secret(WithStatic(Sum(100), 20)).Static(false, Score("1")),
             "error: the static validator gave a score to what it rejected"},
        Case{"StaticScoreAboveItsShare",
             Secret(WithStatic(Sum(100), 20)).Static(true, Score("21")),
             "error: score.txt gives more than the test is worth, which is 20"},
        Case{"StaticScoreInAPassFailGroup",
             Secret(WithStaticCondition(PassFail(10))).Static(true, Score("1")),
             "error: the static validator gave a score, but secret is "
             "pass-fail"},
        Case{"NoGroups", PassFailProblem(),
             "error: judging on sum: it has no test groups"},
        Case{"PassFailGroupWithoutAMaximum", Secret(PassFail()),
             "error: judging on sum: a pass-fail group has no max_score"},
        Case{"RequirementThatComesLater", Secret(Sum(100, {1})),
             "error: judging on sum: a test group requires one that is not "
             "before it"}),
    Name);

}  // namespace
}  // namespace gavel::judge
