#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "judge/contest/cell.h"
#include "judge/contest/standings.h"

namespace gavel::contest {
namespace {

// When the last thing happened that standings know of.
absl::Time LastChange(const Contest& contest, absl::Span<const LogEntry> log) {
  absl::Time last = EndOf(contest);
  for (const LogEntry& entry : log) {
    last = std::max(last, entry.submitted);
    if (entry.outcome) last = std::max(last, entry.outcome->judged);
  }
  return last;
}

// Whatever the freeze hides is pending, and what is pending in the end is not
// hidden by it.
bool IsHidden(const Cell& frozen, const Cell& final) {
  return frozen.pending > final.pending;
}

// Moves the row to where it stands, and gives it its rank. Returns its place.
size_t Settle(const ContestRules& rules, size_t place, std::vector<Row>& rows) {
  using Difference = std::vector<Row>::difference_type;
  const auto row = rows.begin() + static_cast<Difference>(place);
  const auto stands_above = [&](const Row& a, const Row& b) {
    return StandsAbove(rules, a, b);
  };
  auto to = std::lower_bound(rows.begin(), row, *row, stands_above);
  if (to != row) {
    std::rotate(to, row, row + 1);
  } else {
    to = std::lower_bound(row + 1, rows.end(), *row, stands_above) - 1;
    std::rotate(row, row + 1, to + 1);
  }
  if (to->rank != 0) {
    to->rank = 1 + static_cast<int32_t>(
                       std::count_if(rows.begin(), to, [&](const Row& above) {
                         return above.rank != 0 && IsBetter(rules, above, *to);
                       }));
  }
  return static_cast<size_t>(to - rows.begin());
}

class Resolver {
 public:
  Resolver(const ContestRules& rules, const Resolution& resolution)
      : rules_(rules), rows_(resolution.frozen.rows) {
    for (const Row& row : resolution.final.rows) final_[row.user_id] = &row;
  }

  std::vector<ResolverStep> Steps() {
    std::vector<ResolverStep> steps;
    // One more than the place that is looked at.
    size_t next = rows_.size();
    while (next > 0) {
      const std::optional<size_t> column = FirstHidden(rows_[next - 1]);
      if (!column) {
        --next;
        continue;
      }
      steps.push_back(Reveal(next - 1, *column));
      // Who fell is met again down there.
      next = std::max(next, static_cast<size_t>(steps.back().place_after) + 1);
    }
    return steps;
  }

 private:
  std::optional<size_t> FirstHidden(const Row& row) const {
    const Row& final = *final_.at(row.user_id);
    for (size_t column = 0; column < row.cells.size(); ++column) {
      if (IsHidden(row.cells[column], final.cells[column])) return column;
    }
    return std::nullopt;
  }

  ResolverStep Reveal(size_t place, size_t column) {
    Row& row = rows_[place];
    row.cells[column] = final_.at(row.user_id)->cells[column];
    AddUp(rules_, row);
    const size_t after = Settle(rules_, place, rows_);
    return {rows_[after].user_id, static_cast<int32_t>(column), rows_[after],
            static_cast<int32_t>(place), static_cast<int32_t>(after)};
  }

  const ContestRules& rules_;
  std::vector<Row> rows_;
  absl::flat_hash_map<absl::string_view, const Row*> final_;
};

}  // namespace

Resolution Resolve(const Contest& contest,
                   absl::Span<const Registration> registrations,
                   absl::Span<const LogEntry> log) {
  Contest unthawed = contest;
  unthawed.thawed = absl::InfiniteFuture();
  const absl::Time at = LastChange(contest, log);
  Resolution resolution;
  resolution.frozen = ComputeStandings(unthawed, registrations, log, {at});
  resolution.final = ComputeStandings(contest, registrations, log,
                                      {.at = at, .for_judges = true});
  resolution.steps = Resolver(contest.rules, resolution).Steps();
  return resolution;
}

}  // namespace gavel::contest
