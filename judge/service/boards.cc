#include "judge/service/boards.h"

#include <algorithm>
#include <utility>

#include "core/status_macros.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostKept = 32;

// Puts each change in its place; most come last.
void Merge(std::vector<LogEntry> changes, std::vector<LogEntry>& log) {
  for (LogEntry& change : changes) {
    const auto place = std::lower_bound(
        log.begin(), log.end(), change.id,
        [](const LogEntry& entry, SubmissionId id) { return entry.id < id; });
    if (place != log.end() && place->id == change.id) {
      *place = std::move(change);
    } else {
      log.insert(place, std::move(change));
    }
  }
}

bool NeedsGroups(const Contest& contest) {
  return contest.rules.kind == ContestRules::Kind::kIoi &&
         contest.rules.score == ContestRules::Score::kSumOfBestGroups;
}

absl::Time LastEvent(const std::vector<LogEntry>& log) {
  absl::Time last = absl::InfinitePast();
  for (const LogEntry& entry : log) {
    last = std::max(last, entry.outcome.has_value() ? entry.outcome->judged
                                                    : entry.submitted);
  }
  return last;
}

bool IsSettled(const BoardInputs& inputs, absl::Time now) {
  const Contest& contest = inputs.contest;
  if (StateOf(contest, now) != v1::CONTEST_STATE_OVER) return false;
  const bool all_over =
      std::all_of(inputs.registrations.begin(), inputs.registrations.end(),
                  [&](const Registration& registration) {
                    return registration.is_virtual ||
                           now >= WindowOf(contest, registration).end;
                  });
  return all_over && std::all_of(inputs.log.begin(), inputs.log.end(),
                                 [](const LogEntry& entry) {
                                   return entry.outcome.has_value();
                                 });
}

}  // namespace

absl::StatusOr<std::shared_ptr<const BoardState>> Boards::Current(
    const std::string& contest_id, Board board) {
  bool touched = false;
  const std::shared_ptr<Entry> entry = Find(contest_id, &touched);
  absl::MutexLock lock(&entry->mu);
  GAVEL_ASSIGN_OR_RETURN(const absl::Time now,
                         Refresh(contest_id, touched, *entry));
  std::shared_ptr<const BoardState>& state =
      entry->boards[static_cast<size_t>(board)];
  if (state == nullptr) state = Compute(entry->inputs, board, now);
  return state;
}

absl::Status Boards::WithInputs(
    const std::string& contest_id,
    absl::FunctionRef<void(const BoardInputs&)> use) {
  bool touched = false;
  const std::shared_ptr<Entry> entry = Find(contest_id, &touched);
  absl::MutexLock lock(&entry->mu);
  GAVEL_RETURN_IF_ERROR(Refresh(contest_id, touched, *entry).status());
  use(entry->inputs);
  return absl::OkStatus();
}

void Boards::Touch(const std::string& contest_id) {
  absl::MutexLock lock(&mu_);
  const auto found = known_.find(contest_id);
  if (found != known_.end()) found->second.touched = true;
}

int64_t Boards::computed() const {
  absl::MutexLock lock(&mu_);
  return computed_;
}

std::shared_ptr<Boards::Entry> Boards::Find(const std::string& contest_id,
                                            bool* touched) {
  absl::MutexLock lock(&mu_);
  Known& known = known_[contest_id];
  if (known.entry == nullptr) known.entry = std::make_shared<Entry>();
  known.used = ++uses_;
  *touched = std::exchange(known.touched, false);
  std::shared_ptr<Entry> entry = known.entry;
  if (known_.size() > kMostKept) {
    known_.erase(std::min_element(known_.begin(), known_.end(),
                                  [](const auto& a, const auto& b) {
                                    return a.second.used < b.second.used;
                                  }));
  }
  return entry;
}

absl::StatusOr<absl::Time> Boards::Refresh(const std::string& contest_id,
                                           bool touched, Entry& entry) {
  bool changed = touched || !entry.loaded;
  if (changed) {
    // Until it succeeds, so that a failure is made good by the next.
    entry.loaded = false;
    GAVEL_RETURN_IF_ERROR(Load(contest_id, entry));
    entry.loaded = true;
  }
  GAVEL_ASSIGN_OR_RETURN(const bool log_changed, ReadLog(contest_id, entry));
  // After the log was read, so that nothing in it is of the future.
  const absl::Time now = clock_.Now();
  const v1::ContestState state = StateOf(entry.inputs.contest, now);
  const bool settled = IsSettled(entry.inputs, now);
  changed = changed || log_changed || state != entry.state ||
            settled != entry.settled;
  entry.state = state;
  entry.settled = settled;
  if (changed) entry.boards = {};
  return now;
}

absl::Status Boards::Load(const std::string& contest_id, Entry& entry) {
  BoardInputs& inputs = entry.inputs;
  const bool had_groups = NeedsGroups(inputs.contest);
  GAVEL_ASSIGN_OR_RETURN(inputs.contest, contests_.GetContest(contest_id));
  GAVEL_ASSIGN_OR_RETURN(inputs.registrations,
                         contests_.ListRegistrations(contest_id));
  inputs.titles.clear();
  for (const ContestProblem& problem : inputs.contest.problems) {
    GAVEL_ASSIGN_OR_RETURN(const std::vector<ProblemSummary> versions,
                           store_.ListVersions(problem.problem_id));
    inputs.titles[problem.problem_id] = versions.front().title;
  }
  if (NeedsGroups(inputs.contest) != had_groups) {
    inputs.log.clear();
    entry.change = 0;
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Boards::ReadLog(const std::string& contest_id,
                                     Entry& entry) {
  GAVEL_ASSIGN_OR_RETURN(storage::ContestLog log,
                         contests_.SubmissionLog(contest_id, entry.change));
  const bool changed = !log.entries.empty();
  Merge(std::move(log.entries), entry.inputs.log);
  entry.change = log.change;
  return changed;
}

std::shared_ptr<const BoardState> Boards::Compute(const BoardInputs& inputs,
                                                  Board board, absl::Time now) {
  contest::View view;
  // Should the clock have been set back, what happened has happened.
  view.at = std::max(now, LastEvent(inputs.log));
  view.for_judges = board == Board::kJudges;
  const contest::Standings standings = contest::ComputeStandings(
      inputs.contest, inputs.registrations, inputs.log, view);
  auto state = std::make_shared<BoardState>();
  ToProto(standings, inputs.contest, inputs.titles, now, &state->standings);
  for (const v1::StandingsRow& row : state->standings.rows()) {
    state->rows.push_back(row.SerializeAsString());
  }
  state->settled = IsSettled(inputs, now);
  absl::MutexLock lock(&mu_);
  state->number = ++computed_;
  return state;
}

}  // namespace gavel::judge
