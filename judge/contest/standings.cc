#include "judge/contest/standings.h"

#include <algorithm>
#include <cstddef>

#include "judge/contest/attempts.h"
#include "judge/contest/cell.h"

namespace gavel::contest {
namespace {

// When somebody's first submission that is still pending came, of those that
// may yet be the one that solves it.
absl::Duration FirstPending(const Cell& cell,
                            const std::vector<Attempt>& attempts) {
  for (const Attempt& attempt : attempts) {
    if (cell.solved && attempt.time >= cell.time) break;
    if (attempt.outcome == nullptr) return attempt.time;
  }
  return absl::InfiniteDuration();
}

// In a contest without windows all who compete have the same start, so times
// compare as on the wall.
void MarkFirst(const AttemptTable& table, size_t column,
               std::vector<Row>& rows) {
  absl::Duration first = absl::InfiniteDuration();
  for (const Row& row : rows) {
    const Cell& cell = row.cells[column];
    if (row.rank != 0 && cell.solved) first = std::min(first, cell.time);
  }
  if (first == absl::InfiniteDuration()) return;
  size_t waiting = 0;
  size_t who = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    const Cell& cell = rows[i].cells[column];
    if (rows[i].rank == 0) continue;
    if (FirstPending(cell, table.At(i, column)) < first) {
      ++waiting;
      who = i;
    }
  }
  for (size_t i = 0; i < rows.size(); ++i) {
    Cell& cell = rows[i].cells[column];
    const bool others_wait = waiting > 1 || (waiting == 1 && who != i);
    cell.first =
        rows[i].rank != 0 && cell.solved && cell.time == first && !others_wait;
  }
}

Row MakeRow(const Registration& registration) {
  Row row;
  row.user_id = registration.user_id;
  row.team_name = registration.team_name;
  row.is_virtual = registration.is_virtual;
  row.rank = registration.is_virtual || registration.out_of_competition ? 0 : 1;
  return row;
}

}  // namespace

void Rank(const ContestRules& rules, std::vector<Row>& rows) {
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    return StandsAbove(rules, a, b);
  });
  const Row* above = nullptr;
  int32_t place = 0;
  for (Row& row : rows) {
    if (row.rank == 0) continue;
    ++place;
    row.rank =
        above != nullptr && !IsBetter(rules, *above, row) ? above->rank : place;
    above = &row;
  }
}

Standings ComputeStandings(const Contest& contest,
                           absl::Span<const Registration> registrations,
                           absl::Span<const LogEntry> log, const View& view) {
  std::vector<Registration> shown;
  if (!view.with_virtual) {
    std::copy_if(registrations.begin(), registrations.end(),
                 std::back_inserter(shown),
                 [](const Registration& who) { return !who.is_virtual; });
    registrations = shown;
  }
  const AttemptTable table(contest, registrations, log, view);
  Standings standings = {view.at, IsFrozen(contest, view), {}};
  standings.rows.reserve(registrations.size());
  for (size_t i = 0; i < registrations.size(); ++i) {
    Row row = MakeRow(registrations[i]);
    for (size_t column = 0; column < contest.problems.size(); ++column) {
      row.cells.push_back(ScoreCell(contest.rules, contest.problems[column],
                                    table.At(i, column)));
    }
    AddUp(contest.rules, row);
    standings.rows.push_back(std::move(row));
  }
  for (size_t column = 0; !contest.window && column < contest.problems.size();
       ++column) {
    MarkFirst(table, column, standings.rows);
  }
  Rank(contest.rules, standings.rows);
  return standings;
}

}  // namespace gavel::contest
