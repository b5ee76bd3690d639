#include "judge/contest/attempts.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace gavel::contest {
namespace {

// From when on nothing is known any more to a view: what is submitted later is
// not there, what is judged later is pending.
absl::Time Horizon(const View& view, absl::Time start) {
  if (!view.elapsed || start == absl::InfiniteFuture()) return view.at;
  return std::min(view.at, start + *view.elapsed);
}

struct Taker {
  size_t row = 0;
  Window window;
  absl::Time horizon;
  // Submissions from then on are hidden by the freeze.
  absl::Time hidden_from = absl::InfiniteFuture();
};

absl::flat_hash_map<absl::string_view, Taker> TakersOf(
    const Contest& contest, absl::Span<const Registration> registrations,
    const View& view) {
  const bool frozen = IsFrozen(contest, view);
  absl::flat_hash_map<absl::string_view, Taker> takers;
  takers.reserve(registrations.size());
  for (size_t row = 0; row < registrations.size(); ++row) {
    const Registration& registration = registrations[row];
    const Window window = WindowOf(contest, registration);
    Taker taker = {row, window, Horizon(view, window.start)};
    // What a virtual contestant does gives nothing of the contest away.
    if (frozen && !registration.is_virtual) {
      taker.hidden_from = FreezeOf(contest);
    }
    takers.emplace(registration.user_id, taker);
  }
  return takers;
}

}  // namespace

bool IsFrozen(const Contest& contest, const View& view) {
  return contest.freeze > absl::ZeroDuration() && !view.for_judges &&
         view.at >= FreezeOf(contest) && view.at < contest.thawed;
}

AttemptTable::AttemptTable(const Contest& contest,
                           absl::Span<const Registration> registrations,
                           absl::Span<const LogEntry> log, const View& view)
    : columns_(contest.problems.size()),
      cells_(registrations.size() * contest.problems.size()) {
  const auto takers = TakersOf(contest, registrations, view);
  absl::flat_hash_map<absl::string_view, size_t> columns;
  for (size_t column = 0; column < columns_; ++column) {
    columns.emplace(contest.problems[column].problem_id, column);
  }
  for (const LogEntry& entry : log) {
    const auto found = takers.find(entry.user_id);
    const auto column = columns.find(entry.problem_id);
    if (found == takers.end() || column == columns.end()) continue;
    const Taker& taker = found->second;
    if (entry.submitted < taker.window.start ||
        entry.submitted >= taker.window.end ||
        entry.submitted > taker.horizon) {
      continue;
    }
    const bool known = entry.outcome &&
                       entry.outcome->verdict != Verdict::kJudgeError &&
                       entry.outcome->judged <= taker.horizon &&
                       entry.submitted < taker.hidden_from;
    cells_[taker.row * columns_ + column->second].push_back(
        {entry.submitted - taker.window.start,
         known ? &*entry.outcome : nullptr});
  }
}

}  // namespace gavel::contest
