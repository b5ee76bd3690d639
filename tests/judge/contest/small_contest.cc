#include "tests/judge/contest/small_contest.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "core/check.h"

namespace gavel::contest {
namespace {

constexpr absl::Duration kStart = absl::Hours(24 * 365 * 50);

std::string ClockText(absl::Duration time) {
  const int64_t seconds = absl::ToInt64Seconds(time);
  return seconds % 60 == 0
             ? absl::StrCat(seconds / 60)
             : absl::StrFormat("%d:%02d", seconds / 60, seconds % 60);
}

double Number(absl::string_view text) {
  double number = 0;
  GAVEL_CHECK(absl::SimpleAtod(text, &number));
  return number;
}

void SetOutcome(absl::string_view word, LogEntry::Outcome& outcome) {
  if (const auto verdict = ParseVerdictCode(word)) {
    outcome.verdict = *verdict;
    return;
  }
  const std::vector<std::string> score = absl::StrSplit(word, '/');
  outcome.score = Number(score[0]);
  if (score.size() > 1) outcome.max_score = Number(score[1]);
  outcome.verdict = outcome.score == outcome.max_score ? Verdict::kAccepted
                                                       : Verdict::kWrongAnswer;
}

// What follows the outcome: when it was judged, or a group's score.
void AddDetail(absl::string_view word, LogEntry::Outcome& outcome) {
  if (word[0] == '@') {
    outcome.judged = At(word.substr(1));
    return;
  }
  const std::vector<std::string> parts = absl::StrSplit(word, '=');
  outcome.groups.push_back({parts[0], Number(parts[1])});
}

LogEntry ParseEntry(absl::string_view line) {
  const std::vector<std::string> words =
      absl::StrSplit(line, ' ', absl::SkipWhitespace());
  GAVEL_CHECK(words.size() >= 4);
  LogEntry entry;
  entry.user_id = words[0];
  entry.problem_id = absl::StrCat("problem-", words[1]);
  entry.submitted = At(words[2]);
  if (words[3] == "?") return entry;
  LogEntry::Outcome outcome;
  outcome.judged = entry.submitted;
  SetOutcome(words[3], outcome);
  for (size_t i = 4; i < words.size(); ++i) AddDetail(words[i], outcome);
  entry.outcome = std::move(outcome);
  return entry;
}

std::string ShowCell(const std::string& label, const Cell& cell) {
  std::string text;
  if (cell.solved) {
    absl::StrAppend(&text, "+", cell.attempts, cell.first ? "!" : "");
  } else if (cell.attempts > 0) {
    absl::StrAppend(&text, "-", cell.attempts);
  }
  if (cell.points) absl::StrAppend(&text, "=", *cell.points);
  if (cell.time > absl::ZeroDuration()) {
    absl::StrAppend(&text, "@", ClockText(cell.time));
  }
  if (cell.pending > 0) absl::StrAppend(&text, "?", cell.pending);
  return text.empty() ? "" : absl::StrCat(" ", label, text);
}

}  // namespace

absl::Duration Minutes(absl::string_view minutes) {
  const std::vector<std::string> parts = absl::StrSplit(minutes, ':');
  return absl::Minutes(Number(parts[0])) +
         absl::Seconds(parts.size() > 1 ? Number(parts[1]) : 0);
}

absl::Time At(absl::string_view minutes) {
  return absl::UnixEpoch() + kStart + Minutes(minutes);
}

Contest SmallContest(ContestRules::Kind kind) {
  Contest contest;
  contest.id = "small";
  contest.name = "Small contest";
  contest.start = At("0");
  contest.duration = absl::Hours(2);
  contest.rules.kind = kind;
  for (const char* label : {"A", "B", "C"}) {
    contest.problems.push_back(
        {absl::StrCat("problem-", label), label, "", std::nullopt});
  }
  return contest;
}

std::vector<Registration> Teams(absl::string_view names) {
  std::vector<Registration> teams;
  for (const absl::string_view name : absl::StrSplit(names, ' ')) {
    Registration registration;
    registration.user_id = std::string(name);
    registration.team_name = std::string(name);
    teams.push_back(std::move(registration));
  }
  return teams;
}

std::vector<LogEntry> Log(absl::string_view lines) {
  std::vector<LogEntry> log;
  for (const absl::string_view line :
       absl::StrSplit(lines, absl::ByAnyChar("|\n"), absl::SkipWhitespace())) {
    log.push_back(ParseEntry(line));
    log.back().id = static_cast<SubmissionId>(log.size());
  }
  return log;
}

std::string ShowRow(const Contest& contest, const Row& row) {
  std::string text =
      absl::StrCat(row.rank, " ", row.team_name, " ", row.solved);
  if (contest.rules.kind != ContestRules::Kind::kIcpc) {
    absl::StrAppend(&text, " ", row.points);
  }
  absl::StrAppend(&text, " ", ClockText(row.penalty));
  for (size_t i = 0; i < row.cells.size(); ++i) {
    absl::StrAppend(&text, ShowCell(contest.problems[i].label, row.cells[i]));
  }
  return text;
}

std::string Show(const Contest& contest, const Standings& standings) {
  std::string text;
  for (const Row& row : standings.rows) {
    absl::StrAppend(&text, ShowRow(contest, row), "\n");
  }
  return text;
}

}  // namespace gavel::contest
