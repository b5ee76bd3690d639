#include "judge/engine/scoring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

constexpr Verdict kAC = Verdict::kAccepted;
constexpr Verdict kWA = Verdict::kWrongAnswer;
constexpr Verdict kTLE = Verdict::kTimeLimitExceeded;
constexpr Verdict kRTE = Verdict::kRunTimeError;

ScoreFiles Score(const std::string& text) {
  return {.score = text, .multiplier = {}};
}
ScoreFiles Multiplier(const std::string& text) {
  return {.score = {}, .multiplier = text};
}

// What happens on a test if it is run.
struct Result {
  Verdict verdict = kAC;
  ScoreFiles files = {};
};

std::string Points(std::optional<double> score, std::optional<double> most) {
  if (!score.has_value()) return "";
  return absl::StrCat(" ", *score,
                      most.has_value() ? absl::StrCat("/", *most) : "");
}

// A problem, and what a submission gets on it.
class Contest {
 public:
  explicit Contest(bool scoring) {
    problem_.id = "sum";
    problem_.scoring = scoring;
  }

  Contest& Group(const std::string& name, int parent, GroupScoring scoring) {
    problem_.groups.push_back({name, parent, std::move(scoring)});
    return *this;
  }
  Contest& Group(const std::string& name, int parent, LegacyGrading grading) {
    problem_.groups.push_back({name, parent, grading});
    return *this;
  }
  // Tests of the group added last.
  Contest& Tests(std::vector<Result> results) {
    for (size_t i = 0; i < results.size(); ++i) {
      const TestGroup& group = problem_.groups.back();
      TestCase test;
      test.name = absl::StrCat(group.name, "/", i + 1);
      test.sample = group.name == "sample";
      test.group = static_cast<int>(problem_.groups.size()) - 1;
      problem_.tests.push_back(test);
      results_.push_back(results[i]);
    }
    return *this;
  }
  Contest& Static(bool accepted, ScoreFiles files = {}) {
    static_accepted_ = accepted;
    static_files_ = std::move(files);
    return *this;
  }

  // What was run and skipped, then the outcome; or the error.
  std::string Judge() const {
    const absl::Status valid = CheckGroups(problem_);
    if (!valid.ok()) return absl::StrCat("error: ", valid.message());
    Scoring scoring(problem_);
    std::vector<std::string> told;
    const absl::Status status = Run(scoring, told);
    if (!status.ok()) return absl::StrCat("error: ", status.message());
    const Outcome outcome = scoring.Finish();
    told.push_back(absl::StrCat(
        "= ", VerdictCode(outcome.verdict),
        outcome.decided_by == kNoTest
            ? ""
            : absl::StrCat(
                  " by ",
                  problem_.tests[static_cast<size_t>(outcome.decided_by)].name),
        Points(outcome.score, outcome.max_score)));
    for (const GroupResult& group : outcome.groups) {
      told.push_back(absl::StrCat("[", group.name, "] ",
                                  VerdictCode(group.verdict),
                                  Points(group.score, group.max_score)));
    }
    return absl::StrJoin(told, "; ");
  }

 private:
  absl::Status Run(Scoring& scoring, std::vector<std::string>& told) const {
    if (static_accepted_.has_value()) {
      const absl::Status added =
          scoring.AddStaticResult(*static_accepted_, static_files_);
      if (!added.ok()) return added;
    }
    for (size_t i = 0; i < problem_.tests.size(); ++i) {
      const std::string& name = problem_.tests[i].name;
      if (const auto why = scoring.WhySkipped(i)) {
        told.push_back(absl::StrCat(name, ": ", *why));
        const absl::Status skipped = scoring.Skip(i);
        if (!skipped.ok()) return skipped;
        continue;
      }
      const auto score =
          scoring.AddResult(i, results_[i].verdict, results_[i].files);
      if (!score.ok()) return score.status();
      told.push_back(absl::StrCat(name, Points(*score, std::nullopt)));
    }
    return absl::OkStatus();
  }

  Problem problem_;
  std::vector<Result> results_;
  std::optional<bool> static_accepted_;
  ScoreFiles static_files_;
};

GroupScoring PassFail(std::optional<double> most = std::nullopt,
                      std::vector<int> require_pass = {}) {
  GroupScoring scoring;
  scoring.max_score = most;
  scoring.require_pass = std::move(require_pass);
  return scoring;
}

GroupScoring Sum(std::optional<double> most,
                 std::vector<int> require_pass = {}) {
  GroupScoring scoring = PassFail(most, std::move(require_pass));
  scoring.aggregation = ScoreAggregation::kSum;
  return scoring;
}

GroupScoring Min(std::optional<double> most,
                 std::vector<int> require_pass = {}) {
  GroupScoring scoring = PassFail(most, std::move(require_pass));
  scoring.aggregation = ScoreAggregation::kMin;
  return scoring;
}

GroupScoring WithStatic(GroupScoring scoring, double score) {
  scoring.static_score = score;
  return scoring;
}

GroupScoring WithStaticCondition(GroupScoring scoring) {
  scoring.static_pass_fail = true;
  return scoring;
}

Contest PassFailProblem() { return Contest(false); }
Contest ScoringProblem() { return Contest(true); }

// sample without tests and secret, which is next to get tests or groups.
Contest Secret(GroupScoring scoring) {
  return Contest(true)
      .Group("sample", -1, PassFail())
      .Group("secret", -1, std::move(scoring));
}

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

struct Case {
  std::string name;
  Contest contest;
  std::string outcome;
};

std::ostream& operator<<(std::ostream& out, const Case& row) {
  return out << row.name;
}

class ScoringTest : public ::testing::TestWithParam<Case> {};

TEST_P(ScoringTest, ComesTo) {
  EXPECT_EQ(GetParam().contest.Judge(), GetParam().outcome);
}

std::string Name(const ::testing::TestParamInfo<Case>& row) {
  return row.param.name;
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

LegacyGrading InRange(double least, double most) {
  LegacyGrading grading = Continue();
  grading.least = least;
  grading.most = most;
  return grading;
}

INSTANTIATE_TEST_SUITE_P(
    LegacyPackages, ScoringTest,
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

struct NumberCase {
  std::string name;
  std::string text;
  // nullopt: refused.
  std::optional<double> value;
};

std::ostream& operator<<(std::ostream& out, const NumberCase& row) {
  return out << row.name;
}

class ParseScoreTest : public ::testing::TestWithParam<NumberCase> {};

TEST_P(ParseScoreTest, TakesDecimalNumbersOnly) {
  const absl::StatusOr<double> value = ParseScore("score.txt", GetParam().text);
  if (GetParam().value.has_value()) {
    ASSERT_TRUE(value.ok()) << value.status();
    EXPECT_EQ(*value, *GetParam().value);
    return;
  }
  EXPECT_THAT(value.status().message(),
              HasSubstr("score.txt does not hold one decimal number"));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ParseScoreTest,
    ::testing::Values(
        NumberCase{"Integer", "42", 42},
        NumberCase{"Spaces", " \t4.25\r\n\n", 4.25},
        NumberCase{"Exponent", "+1.5E+2", 150},
        NumberCase{"NoWhole", ".5", 0.5}, NumberCase{"NoFraction", "5.", 5},
        NumberCase{"Negative", "-2", -2}, NumberCase{"Empty", "", std::nullopt},
        NumberCase{"Blank", " \n", std::nullopt},
        NumberCase{"TwoNumbers", "1 2", std::nullopt},
        NumberCase{"Words", "one", std::nullopt},
        NumberCase{"Infinity", "inf", std::nullopt},
        NumberCase{"NotANumber", "nan", std::nullopt},
        NumberCase{"Hexadecimal", "0x10", std::nullopt},
        NumberCase{"Comma", "1,5", std::nullopt},
        NumberCase{"TooLarge", "1e999", std::nullopt},
        NumberCase{"TwoSigns", "+-1", std::nullopt},
        NumberCase{"LoneDot", ".", std::nullopt},
        NumberCase{"LoneExponent", "1e", std::nullopt},
        NumberCase{"NulByte", std::string("1\0", 2), std::nullopt}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace gavel::judge
