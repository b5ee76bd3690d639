// What follows from everything else: state, scoreboard and awards.

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "judge/contest/clics.h"
#include "judge/contest/clics_text.h"

namespace gavel::contest {
namespace {

// The states must follow each other; nothing happens between them.
constexpr absl::Duration kTick = absl::Milliseconds(1);

Json TimeOrNull(bool happened, absl::Time time) {
  return happened ? Json(ClicsTime(time)) : Json(nullptr);
}

}  // namespace

absl::Time Clics::Ended() const {
  absl::Duration extra = absl::ZeroDuration();
  for (const auto& [user, team] : teams_) {
    extra = std::max(extra, team.registration->extra_time);
  }
  return EndOf(input_.contest) + extra;
}

bool Clics::EverythingIsJudged() const {
  const auto counted = Counted();
  return std::all_of(counted.begin(), counted.end(), [&](const auto* entry) {
    return entry->outcome && entry->outcome->judged <= input_.at &&
           entry->outcome->verdict != Verdict::kJudgeError;
  });
}

absl::Time Clics::LastChange() const {
  absl::Time last = Ended();
  if (has_freeze() && input_.contest.thawed <= input_.at) {
    last = std::max(last, input_.contest.thawed);
  }
  for (const LogEntry* entry : Counted()) {
    if (entry->outcome) last = std::max(last, entry->outcome->judged);
  }
  for (const Clarification& one : input_.clarifications) {
    if (one.created <= input_.at) last = std::max(last, one.created);
    if (one.answered <= input_.at) last = std::max(last, one.answered);
  }
  return last;
}

Json Clics::State() const {
  const gavel::Contest& contest = input_.contest;
  const bool ended = input_.at >= Ended();
  const bool thawed = ended && contest.thawed <= input_.at;
  const bool final = ended && EverythingIsJudged() &&
                     (!input_.public_only || !has_freeze() || thawed);
  Json state = {
      {"started", TimeOrNull(input_.at >= contest.start, contest.start)}};
  if (has_freeze()) {
    state["frozen"] =
        TimeOrNull(input_.at >= FreezeOf(contest), FreezeOf(contest));
  }
  state["ended"] = TimeOrNull(ended, Ended());
  if (has_freeze()) {
    state["thawed"] =
        TimeOrNull(thawed, std::max(contest.thawed, Ended() + kTick));
  }
  const absl::Time last = LastChange();
  state["finalized"] = TimeOrNull(final, last + kTick);
  state["end_of_updates"] =
      TimeOrNull(final && (thawed || !has_freeze()), last + 2 * kTick);
  return state;
}

Json Clics::ScoreboardCell(size_t column, const Cell& cell) const {
  Json object = {
      {"problem_id", ClicsId(input_.contest.problems[column].problem_id)},
      {"num_judged", cell.attempts},
      {"num_pending", cell.pending}};
  const double points = cell.points.value_or(0);
  if (has_points()) {
    object["score"] = points;
  } else {
    object["solved"] = cell.solved;
  }
  if (has_points() ? points > 0 : cell.solved) {
    object["time"] = absl::ToInt64Minutes(cell.time);
  }
  return object;
}

Json Clics::ScoreboardRow(const Row& row) const {
  Json score;
  if (has_points()) {
    score = {{"score", row.points},
             {"time", absl::ToInt64Minutes(row.penalty)}};
  } else {
    score = {{"num_solved", row.solved},
             {"total_time", absl::ToInt64Minutes(row.penalty)},
             {"time", absl::ToInt64Minutes(row.last_solved)}};
  }
  Json cells = Json::array();
  for (size_t i = 0; i < row.cells.size() && shows_problems(); ++i) {
    cells.push_back(ScoreboardCell(i, row.cells[i]));
  }
  return {{"rank", row.rank},
          {"team_id", ClicsId(row.user_id)},
          {"score", std::move(score)},
          {"problems", std::move(cells)}};
}

Json Clics::Scoreboard() const {
  Json rows = Json::array();
  for (const Row& row : standings_.rows) {
    if (row.rank != 0) rows.push_back(ScoreboardRow(row));
  }
  return {{"time", ClicsTime(input_.at)},
          {"contest_time", ClicsRelativeTime(input_.at - input_.contest.start)},
          {"state", State()},
          {"rows", std::move(rows)}};
}

std::vector<Json> Clics::Awards() const {
  Json winners = Json::array();
  for (const Row& row : standings_.rows) {
    if (row.rank == 1 && (row.solved > 0 || row.points > 0)) {
      winners.push_back(ClicsId(row.user_id));
    }
  }
  std::vector<Json> awards = {{{"id", "winner"},
                               {"citation", "Contest winner"},
                               {"team_ids", std::move(winners)}}};
  const size_t columns = shows_problems() ? input_.contest.problems.size() : 0;
  for (size_t i = 0; i < columns; ++i) {
    const ContestProblem& problem = input_.contest.problems[i];
    Json first = Json::array();
    for (const Row& row : standings_.rows) {
      if (row.cells[i].first) first.push_back(ClicsId(row.user_id));
    }
    awards.push_back(
        {{"id", ClicsId(absl::StrCat("first-to-solve-",
                                     ClicsId(problem.problem_id)))},
         {"citation", absl::StrCat("First to solve problem ", problem.label)},
         {"team_ids", std::move(first)}});
  }
  return awards;
}

}  // namespace gavel::contest
