#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "judge/contest/standings.h"
#include "tests/judge/contest/simulation.h"
#include "tests/judge/contest/small_contest.h"

namespace gavel::contest {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = ContestRules::Kind;
using Score = ContestRules::Score;

// "bob B 2>0: 1 bob 2 90 ...": who, which problem, from which place to which,
// and the row then.
std::vector<std::string> ShowSteps(const Contest& contest,
                                   const Resolution& resolution) {
  std::vector<std::string> lines;
  for (const ResolverStep& step : resolution.steps) {
    const auto problem = static_cast<size_t>(step.problem);
    lines.push_back(absl::StrCat(step.user_id, " ",
                                 contest.problems[problem].label, " ",
                                 step.place_before, ">", step.place_after, ": ",
                                 ShowRow(contest, step.row)));
  }
  return lines;
}

class ResolveTest : public testing::Test {
 protected:
  ResolveTest() { contest_.freeze = absl::Hours(1); }

  std::vector<std::string> Steps(absl::string_view teams,
                                 absl::string_view log) const {
    return ShowSteps(contest_, Resolve(contest_, Teams(teams), Log(log)));
  }

  Contest contest_ = SmallContest();
};

TEST_F(ResolveTest, GoesFromTheLastPlaceUpAndMeetsWhoRoseAgain) {
  EXPECT_THAT(Steps("ann bob cat",
                    "ann A 10 AC | bob A 20 AC | ann B 70 WA | "
                    "cat A 80 AC | bob B 90 AC | cat B 100 AC"),
              ElementsAre("cat A 2>2: 3 cat 1 80 A+1@80 B?1",
                          "cat B 2>0: 1 cat 2 180 A+1@80 B+1@100",
                          "bob B 2>0: 1 bob 2 110 A+1@20 B+1!@90",
                          "ann B 2>2: 3 ann 1 10 A+1!@10 B-1"));
}

TEST_F(ResolveTest, RevealsACellAtOnceWithAllItsSubmissions) {
  EXPECT_THAT(Steps("ann", "ann A 10 WA | ann A 70 WA | ann A 80 AC"),
              ElementsAre("ann A 0>0: 1 ann 1 120 A+3!@80"));
}

TEST_F(ResolveTest, TakesNoStepForWhatIsNotJudged) {
  EXPECT_THAT(Steps("ann", "ann A 70 ? | ann B 80 JE"), IsEmpty());
}

TEST_F(ResolveTest, HasNoStepsWithoutAFreeze) {
  contest_.freeze = absl::ZeroDuration();
  EXPECT_THAT(Steps("ann", "ann A 119 AC"), IsEmpty());
}

TEST_F(ResolveTest, IsTheSameAfterTheThaw) {
  contest_.thawed = At("121");
  EXPECT_THAT(Steps("ann", "ann A 70 AC"),
              ElementsAre("ann A 0>0: 1 ann 1 70 A+1!@70"));
}

TEST_F(ResolveTest, WhoFallsByTheLastSubmissionIsMetAgainBelow) {
  contest_.rules.kind = Kind::kIoi;
  contest_.rules.score = Score::kLast;
  EXPECT_THAT(Steps("ann bob cat",
                    "ann A 10 3/10 | bob A 20 2/10 | cat A 21 1/10 | "
                    "ann A 70 0/10 | ann B 80 5/10"),
              ElementsAre("ann A 0>2: 3 ann 0 0 0 A-2=0 B?1",
                          "ann B 2>0: 1 ann 0 5 80 A-2=0 B-1=5@80"));
}

struct SimulatedCase {
  int seed = 0;
  Kind kind = Kind::kIcpc;
  Score score = Score::kBest;

  friend std::ostream& operator<<(std::ostream& out, const SimulatedCase& row) {
    return out << "seed " << row.seed << ", kind " << static_cast<int>(row.kind)
               << ", score " << static_cast<int>(row.score);
  }
};

class SimulatedResolveTest : public testing::TestWithParam<SimulatedCase> {
 protected:
  SimulatedResolveTest()
      : simulation_(Simulate(static_cast<uint64_t>(GetParam().seed))) {
    simulation_.contest.rules.kind = GetParam().kind;
    simulation_.contest.rules.score = GetParam().score;
    resolution_ = Resolve(simulation_.contest, simulation_.registrations,
                          simulation_.log);
  }

  std::string Text(const std::vector<Row>& rows) const {
    return Show(simulation_.contest, {{}, false, rows});
  }

  Simulation simulation_;
  Resolution resolution_;
};

TEST_P(SimulatedResolveTest, LeadsFromTheFrozenToTheFinalStandings) {
  const ContestRules& rules = simulation_.contest.rules;
  std::vector<Row> rows = resolution_.frozen.rows;
  ASSERT_GT(resolution_.steps.size(), 20);
  for (const ResolverStep& step : resolution_.steps) {
    const auto before = rows.begin() + step.place_before;
    ASSERT_EQ(before->user_id, step.user_id);
    rows.erase(before);
    rows.insert(rows.begin() + step.place_after, step.row);
    std::vector<Row> ranked = rows;
    Rank(rules, ranked);
    ASSERT_EQ(Text({step.row}),
              Text({ranked[static_cast<size_t>(step.place_after)]}));
  }
  Rank(rules, rows);
  EXPECT_EQ(Text(rows), Text(resolution_.final.rows));
}

TEST_P(SimulatedResolveTest, EndsWithWhatJudgesSee) {
  const Standings judges = ComputeStandings(
      simulation_.contest, simulation_.registrations, simulation_.log,
      {.at = EndOf(simulation_.contest) + absl::Hours(100),
       .for_judges = true});
  EXPECT_EQ(Text(resolution_.final.rows), Text(judges.rows));
}

// By rules with which no submission makes less of what was there.
class RisingResolveTest : public SimulatedResolveTest {};

TEST_P(RisingResolveTest, NobodyFallsAndAllBelowAreDone) {
  int32_t lowest = static_cast<int32_t>(resolution_.frozen.rows.size());
  for (const ResolverStep& step : resolution_.steps) {
    EXPECT_LE(step.place_after, step.place_before);
    EXPECT_LE(step.place_before, lowest);
    lowest = step.place_before;
  }
}

std::vector<SimulatedCase> RisingCases() {
  std::vector<SimulatedCase> cases;
  for (int seed = 1; seed <= 4; ++seed) {
    for (const Kind kind :
         {Kind::kIcpc, Kind::kIoi, Kind::kAtCoder, Kind::kDecaying}) {
      cases.push_back({seed, kind, Score::kBest});
    }
    cases.push_back({seed, Kind::kIoi, Score::kSumOfBestGroups});
  }
  return cases;
}

std::vector<SimulatedCase> AllCases() {
  std::vector<SimulatedCase> cases = RisingCases();
  for (int seed = 1; seed <= 4; ++seed) {
    cases.push_back({seed, Kind::kIoi, Score::kLast});
  }
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Simulated, SimulatedResolveTest,
                         testing::ValuesIn(AllCases()));
INSTANTIATE_TEST_SUITE_P(Simulated, RisingResolveTest,
                         testing::ValuesIn(RisingCases()));

}  // namespace
}  // namespace gavel::contest
