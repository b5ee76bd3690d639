// Submissions, judgements and clarifications.

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "judge/contest/cell.h"
#include "judge/contest/clics.h"
#include "judge/contest/clics_text.h"

namespace gavel::contest {
namespace {

void SortByTime(std::vector<Clics::Timed>& list) {
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    return a.time < b.time;
  });
}

}  // namespace

std::vector<const LogEntry*> Clics::Counted() const {
  std::vector<const LogEntry*> counted;
  if (!shows_problems()) return counted;
  for (const LogEntry& entry : input_.log) {
    const auto team = teams_.find(entry.user_id);
    if (team == teams_.end() || !columns_.contains(entry.problem_id)) continue;
    const Window& window = team->second.window;
    if (entry.submitted >= window.start && entry.submitted < window.end &&
        entry.submitted <= input_.at) {
      counted.push_back(&entry);
    }
  }
  return counted;
}

std::vector<Clics::Timed> Clics::Submissions() const {
  std::vector<Timed> submissions;
  for (const LogEntry* entry : Counted()) {
    const absl::Time start = teams_.at(entry->user_id).window.start;
    submissions.push_back(
        {entry->submitted,
         {{"id", absl::StrCat(entry->id)},
          {"language_id", std::string(LanguageName(entry->language))},
          {"problem_id", ClicsId(entry->problem_id)},
          {"team_id", ClicsId(entry->user_id)},
          {"time", ClicsTime(entry->submitted)},
          {"contest_time", ClicsRelativeTime(entry->submitted - start)},
          {"files", Json::array()}}});
  }
  SortByTime(submissions);
  return submissions;
}

double Clics::ScoreOf(const LogEntry& entry) const {
  const ContestRules& rules = input_.contest.rules;
  const size_t column = columns_.at(entry.problem_id);
  if (rules.kind != ContestRules::Kind::kDecaying) {
    return PointsOf(input_.contest.problems[column], *entry.outcome);
  }
  // Only the one that solved it has points, those of the cell.
  const absl::Duration time =
      entry.submitted - teams_.at(entry.user_id).window.start;
  for (const Row& row : standings_.rows) {
    if (row.user_id != entry.user_id) continue;
    const Cell& cell = row.cells[column];
    return cell.solved && cell.time == time ? cell.points.value_or(0) : 0;
  }
  return 0;
}

std::vector<Clics::Timed> Clics::Judgements() const {
  std::vector<Timed> judgements;
  for (const LogEntry* entry : Counted()) {
    const bool hidden =
        standings_.frozen && entry->submitted >= FreezeOf(input_.contest);
    if (!entry->outcome || entry->outcome->judged > input_.at || hidden) {
      continue;
    }
    const absl::Time start = teams_.at(entry->user_id).window.start;
    // Clocks may jump; what refers to something comes after it.
    const absl::Time judged =
        std::max(entry->outcome->judged, entry->submitted);
    Json object = {
        {"id", absl::StrCat(entry->id)},
        {"submission_id", absl::StrCat(entry->id)},
        {"judgement_type_id",
         std::string(VerdictCode(entry->outcome->verdict))},
        {"start_time", ClicsTime(entry->submitted)},
        {"start_contest_time", ClicsRelativeTime(entry->submitted - start)},
        {"end_time", ClicsTime(judged)},
        {"end_contest_time", ClicsRelativeTime(judged - start)}};
    if (has_points()) object["score"] = ScoreOf(*entry);
    judgements.push_back({judged, std::move(object)});
  }
  SortByTime(judgements);
  return judgements;
}

Json Clics::ProblemIdOf(const std::string& label) const {
  for (const ContestProblem& problem : input_.contest.problems) {
    if (problem.label == label && shows_problems()) {
      return ClicsId(problem.problem_id);
    }
  }
  return nullptr;
}

Json Clics::Message(const Clarification& clarification, const std::string& text,
                    absl::Time time) const {
  return {{"id", absl::StrCat(clarification.id)},
          {"from_team_id", nullptr},
          {"to_team_id", nullptr},
          {"reply_to_id", nullptr},
          {"problem_id", ProblemIdOf(clarification.problem)},
          {"text", text},
          {"time", ClicsTime(time)},
          {"contest_time", ClicsRelativeTime(time - input_.contest.start)}};
}

std::vector<Clics::Timed> Clics::Clarifications() const {
  std::vector<Timed> list;
  for (const Clarification& one : input_.clarifications) {
    if (one.created > input_.at) continue;
    if (one.from.empty()) {
      list.push_back({one.created, Message(one, one.answer, one.created)});
      continue;
    }
    const bool answered = one.answered <= input_.at;
    if (input_.public_only) {
      // Who asked is nobody's business, what was asked is.
      if (!answered || !one.to_all) continue;
      const std::string quoted = absl::StrCat(
          "> ", absl::StrReplaceAll(one.question, {{"\n", "\n> "}}), "\n\n",
          one.answer);
      list.push_back({one.answered, Message(one, quoted, one.answered)});
      continue;
    }
    const bool is_team = teams_.contains(one.from);
    Json question = Message(one, one.question, one.created);
    if (is_team) question["from_team_id"] = ClicsId(one.from);
    list.push_back({one.created, std::move(question)});
    if (!answered) continue;
    Json answer = Message(one, one.answer, one.answered);
    answer["id"] = absl::StrCat(one.id, "-answer");
    answer["reply_to_id"] = absl::StrCat(one.id);
    if (is_team && !one.to_all) answer["to_team_id"] = ClicsId(one.from);
    list.push_back({one.answered, std::move(answer)});
  }
  SortByTime(list);
  return list;
}

}  // namespace gavel::contest
