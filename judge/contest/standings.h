// Standings: a pure function of a contest, who takes part and the log of
// submissions, at a time.
//
// Shape:   one row for each registration, best first; one cell for each problem
//          of the contest, in its order. Submissions of nobody registered, for
//          no problem of the contest or outside their window are left out. A
//          submission counts as pending until its judgement's time
// Units:   times inside a contest are since the contestant's own start
// Errors:  none: what does not fit is left out
// Threads: pure
// Source:  docs/contests.md says the rules exactly, and where they come from
#ifndef GAVEL_JUDGE_CONTEST_STANDINGS_H_
#define GAVEL_JUDGE_CONTEST_STANDINGS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "core/contest.h"

namespace gavel::contest {

struct Cell {
  // Attempts that count, up to and with the one that solved it.
  int32_t attempts = 0;
  // Of these, those before the one that solved it or got its points.
  int32_t rejected = 0;
  // Without a verdict, JE or hidden by the freeze, and able to change the cell.
  int32_t pending = 0;
  // With IOI and AtCoder rules: all points.
  bool solved = false;
  // Of all in competition the first to solve it, by the clock on the wall; not
  // while an earlier submission of another is pending, nor in contests with
  // windows.
  bool first = false;
  // Where the rules count points; unset before any attempt that counts.
  std::optional<double> points;
  // When it was solved, or got its points; zero where it has none.
  absl::Duration time = absl::ZeroDuration();
};

struct Row {
  std::string user_id;
  std::string team_name;
  // From 1, equal for equals; 0 out of competition and for virtual ones.
  int32_t rank = 0;
  int32_t solved = 0;
  double points = 0;
  // ICPC: penalty time; AtCoder: time of the last point plus penalties; else
  // the time of the last submission that counts.
  absl::Duration penalty = absl::ZeroDuration();
  // Breaks ties of ICPC: when the last problem was solved, in whole minutes
  // where they count.
  absl::Duration last_solved = absl::ZeroDuration();
  std::vector<Cell> cells;
  bool is_virtual = false;
};

struct Standings {
  absl::Time at;
  // What happened after the freeze is not in them.
  bool frozen = false;
  std::vector<Row> rows;
};

struct View {
  absl::Time at;
  // Ignores the freeze.
  bool for_judges = false;
  // Also those who take part virtually.
  bool with_virtual = false;
  // Set: everybody as they were so long after their own start, which is how a
  // virtual contestant competes with those of then.
  std::optional<absl::Duration> elapsed = {};
};

// Best first: sorts by the rules, equals by name, and gives ranks. Rows with
// rank 0 keep it and stand where they would stand.
void Rank(const ContestRules& rules, std::vector<Row>& rows);

// `log` is in the order of submissions.
Standings ComputeStandings(const Contest& contest,
                           absl::Span<const Registration> registrations,
                           absl::Span<const LogEntry> log, const View& view);

// One cell that the freeze hid is revealed.
struct ResolverStep {
  std::string user_id;
  // In the contest's problems.
  int32_t problem = 0;
  // The row as it is then.
  Row row;
  // Its place in the rows before and after, from 0.
  int32_t place_before = 0;
  int32_t place_after = 0;
};

struct Resolution {
  Standings frozen;
  std::vector<ResolverStep> steps;
  Standings final;
};

// From the last place up, each contestant's hidden problems in the order of the
// columns; who rises is met again on the new place. Those who have nothing
// hidden take no step. Nobody falls, but with IOI rules that count the last
// submission. Ranks of the other rows follow from Rank.
Resolution Resolve(const Contest& contest,
                   absl::Span<const Registration> registrations,
                   absl::Span<const LogEntry> log);

}  // namespace gavel::contest

#endif  // GAVEL_JUDGE_CONTEST_STANDINGS_H_
