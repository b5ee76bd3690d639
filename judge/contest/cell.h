// What attempts are worth by the rules, and what cells come to in a row.
//
// Units:   points are compared, and sums of them rounded, to millionths, so
// that
//          sums of scaled scores that should be equal are
// Threads: pure
// Source:  docs/contests.md
#ifndef GAVEL_JUDGE_CONTEST_CELL_H_
#define GAVEL_JUDGE_CONTEST_CELL_H_

#include <optional>
#include <vector>

#include "core/contest.h"
#include "judge/contest/attempts.h"
#include "judge/contest/standings.h"

namespace gavel::contest {

// All of the cell but `first`.
Cell ScoreCell(const ContestRules& rules, const ContestProblem& problem,
               const std::vector<Attempt>& attempts);

// What an outcome alone is worth, where the rules count points that do not
// fall.
double PointsOf(const ContestProblem& problem,
                const LogEntry::Outcome& outcome);

// The most that there is for a problem whose judgements have at most that
// score.
double MostPoints(const ContestRules& rules, const ContestProblem& problem,
                  std::optional<double> max_score);

// Sets what a row has of its cells: solved, points, penalty, last_solved.
void AddUp(const ContestRules& rules, Row& row);

// Whether one of them has the better rank.
bool IsBetter(const ContestRules& rules, const Row& a, const Row& b);

// Whether it stands above: better, or equal and first by name.
bool StandsAbove(const ContestRules& rules, const Row& a, const Row& b);

}  // namespace gavel::contest

#endif  // GAVEL_JUDGE_CONTEST_CELL_H_
