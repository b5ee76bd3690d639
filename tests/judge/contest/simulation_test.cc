// Simulated contests: standings against those that a database computes.

#include "tests/judge/contest/simulation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "judge/contest/standings.h"
#include "tests/judge/contest/sql_standings.h"

namespace gavel::contest {
namespace {

using testing::ElementsAreArray;
using Kind = ContestRules::Kind;
using Score = ContestRules::Score;

// Before the start to long after the end, and around the freeze.
std::vector<absl::Time> Moments(const Contest& contest) {
  const absl::Time freeze = FreezeOf(contest);
  std::vector<absl::Time> moments = {contest.start - absl::Minutes(1),
                                     contest.start,
                                     freeze - absl::Microseconds(1),
                                     freeze,
                                     EndOf(contest),
                                     EndOf(contest) + absl::Minutes(30),
                                     EndOf(contest) + absl::Hours(100)};
  for (int minute = 7; minute < 330; minute += 31) {
    moments.push_back(contest.start + absl::Minutes(minute));
  }
  return moments;
}

std::vector<std::string> IcpcRows(const Standings& standings) {
  std::vector<std::string> lines;
  for (const Row& row : standings.rows) {
    lines.push_back(absl::StrCat(row.rank, " ", row.user_id, " ", row.solved,
                                 " ", absl::ToInt64Minutes(row.penalty)));
  }
  return lines;
}

std::vector<std::string> IoiRows(const Standings& standings) {
  std::vector<std::string> lines;
  for (const Row& row : standings.rows) {
    lines.push_back(
        absl::StrFormat("%d %s %.6f", row.rank, row.user_id, row.points));
  }
  return lines;
}

// A line for each cell that `draw` does not give "" for, by user and label.
template <typename Draw>
std::vector<std::string> Cells(const Contest& contest,
                               const Standings& standings, const Draw& draw) {
  std::vector<std::string> lines;
  for (const Row& row : standings.rows) {
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const std::string cell = draw(row.cells[i]);
      if (cell.empty()) continue;
      lines.push_back(
          absl::StrCat(row.user_id, " ", contest.problems[i].label, " ", cell));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::string IcpcCell(const Cell& cell) {
  if (cell.attempts + cell.pending == 0) return "";
  return absl::StrCat(cell.attempts, " ", cell.pending, " ",
                      cell.solved ? 1 : 0, " ", cell.first ? 1 : 0, " ",
                      absl::ToInt64Microseconds(cell.time));
}

std::string IoiCell(const Cell& cell) {
  if (!cell.points) return "";
  return absl::StrFormat("%.6f %d", *cell.points,
                         absl::ToInt64Microseconds(cell.time));
}

class SimulationTest : public testing::TestWithParam<int> {
 protected:
  void CompareIoi(Score score) {
    simulation_.contest.rules.kind = Kind::kIoi;
    simulation_.contest.rules.score = score;
    for (size_t i = 1; i < simulation_.contest.problems.size(); ++i) {
      simulation_.contest.problems[i].points = 30.0 * static_cast<double>(i);
    }
    SqlStandings sql(simulation_);
    ForEachView([&](const View& view, bool hide) {
      const Standings board = Compute(view);
      const Lines expected = sql.Ioi(view.at, hide, score);
      EXPECT_THAT(IoiRows(board), ElementsAreArray(expected.rows));
      EXPECT_THAT(Cells(simulation_.contest, board, IoiCell),
                  ElementsAreArray(expected.cells));
    });
  }

  Standings Compute(const View& view) {
    return ComputeStandings(simulation_.contest, simulation_.registrations,
                            simulation_.log, view);
  }

  // Every moment for judges and for all, with and without thawing.
  template <typename Check>
  void ForEachView(const Check& check) {
    Contest& contest = simulation_.contest;
    for (const absl::Time at : Moments(contest)) {
      SCOPED_TRACE(
          absl::StrCat("minute ", absl::ToInt64Minutes(at - contest.start)));
      contest.thawed = absl::InfiniteFuture();
      check({.at = at}, at >= FreezeOf(contest));
      check({.at = at, .for_judges = true}, false);
      contest.thawed = EndOf(contest) + absl::Minutes(45);
      check({.at = at}, at >= FreezeOf(contest) && at < contest.thawed);
      if (HasFailure()) return;
    }
  }

  Simulation simulation_ = Simulate(static_cast<uint64_t>(GetParam()));
};

TEST_P(SimulationTest, IcpcStandingsAreThoseOfTheDatabase) {
  SqlStandings sql(simulation_);
  ForEachView([&](const View& view, bool hide) {
    const Standings board = Compute(view);
    EXPECT_EQ(board.frozen, hide);
    const Lines expected = sql.Icpc(view.at, hide);
    EXPECT_THAT(IcpcRows(board), ElementsAreArray(expected.rows));
    EXPECT_THAT(Cells(simulation_.contest, board, IcpcCell),
                ElementsAreArray(expected.cells));
  });
}

TEST_P(SimulationTest, IoiStandingsByBestAreThoseOfTheDatabase) {
  CompareIoi(Score::kBest);
}

TEST_P(SimulationTest, IoiStandingsByLastAreThoseOfTheDatabase) {
  CompareIoi(Score::kLast);
}

TEST_P(SimulationTest, IoiStandingsBySumOfBestGroupsAreThoseOfTheDatabase) {
  CompareIoi(Score::kSumOfBestGroups);
}

// Else the comparison would show little.
TEST_P(SimulationTest, HasWhatContestsHave) {
  const Standings board =
      Compute({.at = simulation_.contest.start + absl::Hours(100)});
  int ties = 0;
  int guests = 0;
  int pending = 0;
  int firsts = 0;
  int solved = 0;
  for (size_t i = 0; i < board.rows.size(); ++i) {
    const Row& row = board.rows[i];
    solved += row.solved;
    if (row.rank == 0) ++guests;
    if (i > 0 && row.rank != 0 && row.rank == board.rows[i - 1].rank) ++ties;
    for (const Cell& cell : row.cells) {
      pending += cell.pending;
      if (cell.first) ++firsts;
    }
  }
  EXPECT_EQ(board.rows.size(), 50);
  EXPECT_GE(ties, 3);
  EXPECT_GE(guests, 1);
  EXPECT_GE(pending, 20);
  EXPECT_GE(firsts, 3);
  EXPECT_GE(solved, 80);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SimulationTest, testing::Range(1, 7));

}  // namespace
}  // namespace gavel::contest
