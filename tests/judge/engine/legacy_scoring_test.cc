#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/judge/engine/scoring_cases.h"

namespace gavel::judge {
namespace {

LegacyGrading Continue(LegacyGrading grading = {}) {
  grading.break_on_reject = false;
  return grading;
}

LegacyGrading Graded(LegacyGrading::Verdicts verdicts,
                     LegacyGrading::Scores scores) {
  LegacyGrading grading = Continue();
  grading.verdicts = verdicts;
  grading.scores = scores;
  return grading;
}

LegacyGrading Accepting(double score) {
  LegacyGrading grading;
  grading.accept_score = score;
  return grading;
}

using V = LegacyGrading::Verdicts;
using S = LegacyGrading::Scores;

class LegacyScoringTest : public ::testing::TestWithParam<Case> {};

TEST_P(LegacyScoringTest, ComesTo) {
  EXPECT_EQ(GetParam().contest.Judge(), GetParam().outcome);
}

// sample and secret under a root, in a scoring problem.
Contest Legacy(LegacyGrading root, std::vector<Result> samples,
               LegacyGrading secret, std::vector<Result> tests) {
  return ScoringProblem()
      .Group("", -1, root)
      .Group("sample", 0, {LegacyGrading()})
      .Tests(std::move(samples))
      .Group("secret", 0, secret)
      .Tests(std::move(tests));
}

LegacyGrading IgnoringSample(LegacyGrading grading) {
  grading.ignore_sample = true;
  return grading;
}

LegacyGrading AcceptIfAny(LegacyGrading grading) {
  grading.accept_if_any_accepted = true;
  return grading;
}

// Of the second group the last test is not run.
Contest TwoGroups(LegacyGrading secret) {
  return ScoringProblem()
      .Group("", -1, Continue())
      .Group("sample", 0, LegacyGrading())
      .Group("secret", 0, secret)
      .Group("secret/a", 2, Accepting(10))
      .Tests({{}})
      .Group("secret/b", 2, Accepting(20))
      .Tests({{kWA}, {}});
}

LegacyGrading InRange(double least, double most) {
  LegacyGrading grading = Continue();
  grading.least = least;
  grading.most = most;
  return grading;
}

INSTANTIATE_TEST_SUITE_P(
    Packages, LegacyScoringTest,
    ::testing::Values(
        Case{"PassFailBreaksAtTheFirstFailure",
             PassFailProblem()
                 .Group("", -1, LegacyGrading())
                 .Group("sample", 0, LegacyGrading())
                 .Tests({{}, {kWA}, {kTLE}})
                 .Group("secret", 0, LegacyGrading())
                 .Tests({{}}),
             "sample/1; sample/2; sample/3: sample stops at its first "
             "rejection; secret/1: the problem stops at its first rejection; "
             "= WA by sample/2"},
        Case{"WorstErrorDecidesWhenAllAreRun",
             Legacy(Continue(), {{}}, Continue(),
                    {{kWA}, {}, {kTLE}, {kRTE}, {kRTE}}),
             "sample/1 1; secret/1 0; secret/2 1; secret/3 0; secret/4 0; "
             "secret/5 0; = RTE by secret/4 0; [] RTE 2; [sample] AC 1; "
             "[secret] RTE 1"},
        Case{"FirstErrorDecides",
             Legacy(Continue(), {{}}, Graded(V::kFirst, S::kSum),
                    {{}, {kWA}, {kRTE}}),
             "sample/1 1; secret/1 1; secret/2 0; secret/3 0; "
             "= WA by secret/2 0; [] WA 2; [sample] AC 1; [secret] WA 1"},
        Case{"AlwaysAccept",
             Legacy(Continue(), {{}}, Graded(V::kAlwaysAccept, S::kSum),
                    {{kWA}, {}, {}}),
             "sample/1 1; secret/1 0; secret/2 1; secret/3 1; = AC 3; [] AC 3; "
             "[sample] AC 1; [secret] AC 2"},
        Case{"Average",
             Legacy(IgnoringSample({}), {{}},
                    Graded(V::kAlwaysAccept, S::kAverage), {{kWA}, {}, {}, {}}),
             "sample/1 1; secret/1 0; secret/2 1; secret/3 1; secret/4 1; "
             "= AC 0.75; [] AC 0.75; [sample] AC 1; [secret] AC 0.75"},
        Case{"Least",
             Legacy(IgnoringSample({}), {{}}, Graded(V::kWorst, S::kMin),
                    {{kAC, Score("-3.5")}, {kAC, Score("7")}}),
             "sample/1 1; secret/1 -3.5; secret/2 7; = AC -3.5; [] AC -3.5; "
             "[sample] AC 1; [secret] AC -3.5"},
        Case{"Greatest",
             Legacy(IgnoringSample({}), {{}}, Graded(V::kWorst, S::kMax),
                    {{kAC, Score("3")}, {kAC, Score("7")}}),
             "sample/1 1; secret/1 3; secret/2 7; = AC 7; [] AC 7; "
             "[sample] AC 1; [secret] AC 7"},
        Case{"IgnoredSampleStopsNothing",
             Legacy(IgnoringSample({}), {{kWA}}, LegacyGrading(), {{}}),
             "sample/1 0; secret/1 1; = AC 1; [] AC 1; [sample] WA 0; "
             "[secret] AC 1"},
        Case{"AcceptedIfAnyIs",
             Legacy(Continue(), {{}}, AcceptIfAny(Continue()), {{kWA}, {}}),
             "sample/1 1; secret/1 0; secret/2 1; = AC 2; [] AC 2; "
             "[sample] AC 1; [secret] AC 1"},
        Case{"TheLastGroupMayBreakBeforeItsLastTest",
             TwoGroups(Graded(V::kFirst, S::kSum)),
             "secret/a/1 10; secret/b/1 0; secret/b/2: secret/b stops at its "
             "first rejection; = WA by secret/b/1 0; [] WA 10; [sample] AC 0; "
             "[secret] WA 10; [secret/a] AC 10; [secret/b] WA 0"},
        Case{"PointsAreKeptIfAnyIsAccepted", TwoGroups(AcceptIfAny(Continue())),
             "secret/a/1 10; secret/b/1 0; secret/b/2: secret/b stops at its "
             "first rejection; = AC 10; [] AC 10; [sample] AC 0; "
             "[secret] AC 10; [secret/a] AC 10; [secret/b] WA 0"},
        Case{"NestedGroupsBreakOnTheirOwn",
             ScoringProblem()
                 .Group("", -1, IgnoringSample({}))
                 .Group("sample", 0, LegacyGrading())
                 .Group("secret", 0, Graded(V::kAlwaysAccept, S::kSum))
                 .Group("secret/a", 2, Continue())
                 .Group("secret/a/x", 3, Accepting(10))
                 .Tests({{}, {kTLE}, {}})
                 .Group("secret/a/y", 3, Accepting(10))
                 .Tests({{}})
                 .Group("secret/b", 2, Accepting(5))
                 .Tests({{}}),
             "secret/a/x/1 10; secret/a/x/2 0; "
             "secret/a/x/3: secret/a/x stops at its first rejection; "
             "secret/a/y/1 10; secret/b/1 5; = AC 25; [] AC 25; [sample] AC 0; "
             "[secret] AC 25; [secret/a] TLE 20; [secret/a/x] TLE 10; "
             "[secret/a/y] AC 10; [secret/b] AC 5"},
        Case{"GroupsThatWereNotBegunAreNotGraded",
             ScoringProblem()
                 .Group("", -1, LegacyGrading())
                 .Group("secret", 0, LegacyGrading())
                 .Group("secret/a", 1, LegacyGrading())
                 .Tests({{kWA}})
                 .Group("secret/b", 1, InRange(1, 1))
                 .Tests({{}}),
             "secret/a/1 0; "
             "secret/b/1: secret stops at its first rejection; "
             "= WA by secret/a/1 0; [] WA 0; [secret] WA 0; [secret/a] WA 0; "
             "[secret/b] WA 0/1"},
        Case{"ScoreOutsideTheRange",
             Legacy(Continue(), {}, InRange(0, 10), {{kAC, Score("11")}}),
             "error: secret scores 11, its range is 0 to 10"},
        Case{"LegacyScoreOfARejectedTest",
             Legacy(Continue(), {}, Continue(), {{kWA, Score("1")}}),
             "error: there is a score of what is rejected"},
        Case{"TwoFormats",
             PassFailProblem()
                 .Group("", -1, LegacyGrading())
                 .Group("secret", 0, PassFail()),
             "error: judging on sum: its test groups are of two formats"}),
    Name);

}  // namespace
}  // namespace gavel::judge
