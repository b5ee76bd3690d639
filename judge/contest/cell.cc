#include "judge/contest/cell.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "absl/strings/string_view.h"

namespace gavel::contest {
namespace {

using Kind = ContestRules::Kind;
using Score = ContestRules::Score;

// Points that are equal here are equal.
double Rounded(double points) { return std::round(points * 1e6) / 1e6; }

bool IsFree(const ContestRules& rules, Verdict verdict) {
  const auto& free = rules.free_verdicts;
  return std::find(free.begin(), free.end(), verdict) != free.end();
}

// Until it is solved; what comes later changes nothing.
Cell ScoreSolving(const ContestRules& rules,
                  const std::vector<Attempt>& attempts) {
  Cell cell;
  for (const Attempt& attempt : attempts) {
    if (attempt.outcome == nullptr) {
      ++cell.pending;
    } else if (!IsFree(rules, attempt.outcome->verdict)) {
      ++cell.attempts;
      if (attempt.outcome->verdict != Verdict::kAccepted) continue;
      cell.solved = true;
      cell.rejected = cell.attempts - 1;
      cell.time = attempt.time;
      break;
    }
  }
  return cell;
}

Cell ScoreDecaying(const ContestRules& rules, const ContestProblem& problem,
                   const std::vector<Attempt>& attempts) {
  Cell cell = ScoreSolving(rules, attempts);
  if (cell.attempts == 0) return cell;
  cell.points = 0;
  if (!cell.solved) return cell;
  const double most = MostPoints(rules, problem, std::nullopt);
  const auto minutes = static_cast<double>(absl::ToInt64Minutes(cell.time));
  const double left = most - most * rules.loss_per_minute * minutes -
                      rules.attempt_points * cell.rejected;
  cell.points = std::max(left, most * rules.least_fraction);
  return cell;
}

struct Worth {
  double points = 0;
  // All that there are.
  bool all = false;
};

// How a score of the judgement becomes points of the contest.
double ScaleOf(const ContestProblem& problem,
               const LogEntry::Outcome& outcome) {
  const bool scaled = problem.points && outcome.max_score.value_or(0) > 0;
  return scaled ? *problem.points / *outcome.max_score : 1;
}

bool IsAll(const LogEntry::Outcome& outcome, double points, double scale) {
  return outcome.max_score
             ? Rounded(points) >= Rounded(*outcome.max_score * scale)
             : outcome.verdict == Verdict::kAccepted;
}

Worth WorthOf(const ContestProblem& problem, const LogEntry::Outcome& outcome) {
  if (!outcome.score) {
    const bool accepted = outcome.verdict == Verdict::kAccepted;
    return {accepted ? problem.points.value_or(kPoints) : 0, accepted};
  }
  const double scale = ScaleOf(problem, outcome);
  const double points = *outcome.score * scale;
  return {points, IsAll(outcome, points, scale)};
}

// For each group the best so far, in points of the contest.
class BestGroups {
 public:
  // With the best of this attempt, too.
  Worth Add(const ContestProblem& problem, const LogEntry::Outcome& outcome) {
    const double scale = ScaleOf(problem, outcome);
    for (const LogEntry::Group& group : outcome.groups) {
      if (!group.score) continue;
      double& best = best_[group.name];
      best = std::max(best, *group.score * scale);
    }
    double sum = 0;
    for (const auto& [name, points] : best_) sum += points;
    return {sum, outcome.score && IsAll(outcome, sum, scale)};
  }

 private:
  std::map<absl::string_view, double> best_;
};

Cell ScorePoints(const ContestRules& rules, Score score,
                 const ContestProblem& problem,
                 const std::vector<Attempt>& attempts) {
  const bool last = score == Score::kLast;
  Cell cell;
  BestGroups groups;
  for (const Attempt& attempt : attempts) {
    if (attempt.outcome == nullptr) {
      ++cell.pending;
      continue;
    }
    if (IsFree(rules, attempt.outcome->verdict)) continue;
    ++cell.attempts;
    Worth worth = WorthOf(problem, *attempt.outcome);
    if (score == Score::kSumOfBestGroups) {
      const Worth sum = groups.Add(problem, *attempt.outcome);
      // Without groups the whole is one.
      if (Rounded(sum.points) > Rounded(worth.points)) worth = sum;
    }
    const bool gains = Rounded(worth.points) > Rounded(cell.points.value_or(0));
    if (last) cell.pending = 0;
    if (last || gains) {
      cell.points = worth.points;
      cell.solved = worth.all;
      cell.rejected = cell.attempts - 1;
      cell.time = worth.points > 0 ? attempt.time : absl::ZeroDuration();
    }
    if (!cell.points) cell.points = 0;
    if (cell.solved && !last) break;
  }
  return cell;
}

absl::Duration Counted(const ContestRules& rules, absl::Duration time) {
  const bool cut = rules.kind == Kind::kIcpc && rules.whole_minutes;
  return cut ? absl::Floor(time, absl::Minutes(1)) : time;
}

}  // namespace

Cell ScoreCell(const ContestRules& rules, const ContestProblem& problem,
               const std::vector<Attempt>& attempts) {
  switch (rules.kind) {
    case Kind::kIcpc:
      return ScoreSolving(rules, attempts);
    case Kind::kIoi:
      return ScorePoints(rules, rules.score, problem, attempts);
    case Kind::kAtCoder:
      return ScorePoints(rules, Score::kBest, problem, attempts);
    case Kind::kDecaying:
      return ScoreDecaying(rules, problem, attempts);
  }
  return {};
}

double PointsOf(const ContestProblem& problem,
                const LogEntry::Outcome& outcome) {
  return WorthOf(problem, outcome).points;
}

double MostPoints(const ContestRules& rules, const ContestProblem& problem,
                  std::optional<double> max_score) {
  if (problem.points) return *problem.points;
  return rules.kind == Kind::kDecaying ? kDecayingPoints
                                       : max_score.value_or(kPoints);
}

void AddUp(const ContestRules& rules, Row& row) {
  row.solved = 0;
  row.points = 0;
  row.last_solved = absl::ZeroDuration();
  absl::Duration sum;
  absl::Duration last;
  absl::Duration penalties;
  for (const Cell& cell : row.cells) {
    row.points += cell.points.value_or(0);
    if (cell.solved) ++row.solved;
    const bool counts = cell.solved || cell.points.value_or(0) > 0;
    if (!counts) continue;
    const absl::Duration time = Counted(rules, cell.time);
    sum += time;
    last = std::max(last, time);
    penalties += cell.rejected * rules.penalty;
  }
  row.points = Rounded(row.points);
  row.penalty = last;
  if (rules.kind == Kind::kAtCoder) row.penalty = last + penalties;
  if (rules.kind == Kind::kIcpc) {
    row.penalty = sum + penalties;
    row.last_solved = last;
  }
}

bool IsBetter(const ContestRules& rules, const Row& a, const Row& b) {
  switch (rules.kind) {
    case Kind::kIcpc:
      return std::tie(b.solved, a.penalty, a.last_solved) <
             std::tie(a.solved, b.penalty, b.last_solved);
    case Kind::kAtCoder:
      return std::tie(b.points, a.penalty) < std::tie(a.points, b.penalty);
    case Kind::kIoi:
    case Kind::kDecaying:
      break;
  }
  return a.points > b.points;
}

bool StandsAbove(const ContestRules& rules, const Row& a, const Row& b) {
  if (IsBetter(rules, a, b)) return true;
  if (IsBetter(rules, b, a)) return false;
  return std::tie(a.team_name, a.user_id) < std::tie(b.team_name, b.user_id);
}

}  // namespace gavel::contest
