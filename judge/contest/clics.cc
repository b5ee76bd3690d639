#include "judge/contest/clics.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "judge/contest/cell.h"
#include "judge/contest/clics_text.h"

namespace gavel::contest {
namespace {

constexpr char kContestants[] = "contestants";
constexpr char kGuests[] = "out-of-competition";

constexpr Verdict kVerdicts[] = {Verdict::kAccepted,
                                 Verdict::kWrongAnswer,
                                 Verdict::kTimeLimitExceeded,
                                 Verdict::kMemoryLimitExceeded,
                                 Verdict::kOutputLimitExceeded,
                                 Verdict::kRunTimeError,
                                 Verdict::kCompileError,
                                 Verdict::kJudgeError};

struct LanguageFacts {
  Language language;
  absl::string_view name;
  std::vector<std::string> extensions;
};

std::vector<LanguageFacts> KnownLanguages() {
  return {{Language::kJavaScript, "JavaScript", {"js", "cjs", "mjs"}},
          {Language::kTypeScript, "TypeScript", {"ts", "cts", "mts"}}};
}

template <typename List, typename Value>
bool Contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Clics::Clics(const ExportInput& input)
    : input_(input),
      standings_(ComputeStandings(
          input.contest, input.registrations, input.log,
          {.at = input.at, .for_judges = !input.public_only})) {
  for (const Registration& registration : input.registrations) {
    if (registration.is_virtual) continue;
    teams_[registration.user_id] = {&registration,
                                    WindowOf(input.contest, registration)};
  }
  for (size_t i = 0; i < input.contest.problems.size(); ++i) {
    columns_[input.contest.problems[i].problem_id] = i;
  }
}

bool Clics::has_points() const {
  return input_.contest.rules.kind != ContestRules::Kind::kIcpc;
}

bool Clics::has_freeze() const {
  return input_.contest.freeze > absl::ZeroDuration();
}

bool Clics::shows_problems() const {
  return !input_.public_only || input_.at >= input_.contest.start;
}

Json Clics::Contest() const {
  const gavel::Contest& contest = input_.contest;
  Json object = {{"id", ClicsId(contest.id)},
                 {"name", contest.name},
                 {"formal_name", contest.name},
                 {"start_time", ClicsTime(contest.start)},
                 {"duration", ClicsRelativeTime(contest.duration)}};
  if (has_freeze()) {
    object["scoreboard_freeze_duration"] = ClicsRelativeTime(contest.freeze);
  }
  object["scoreboard_type"] = has_points() ? "score" : "pass-fail";
  if (!has_points()) {
    object["penalty_time"] = absl::ToInt64Minutes(contest.rules.penalty);
  }
  return object;
}

std::vector<Json> Clics::JudgementTypes() const {
  std::vector<Json> types;
  for (const Verdict verdict : kVerdicts) {
    const std::string code(VerdictCode(verdict));
    Json type = {{"id", code},
                 {"name", std::string(VerdictTitle(verdict))},
                 {"solved", verdict == Verdict::kAccepted}};
    if (!has_points()) {
      type["penalty"] = verdict != Verdict::kAccepted &&
                        verdict != Verdict::kJudgeError &&
                        !Contains(input_.contest.rules.free_verdicts, verdict);
    }
    types.push_back(std::move(type));
  }
  return types;
}

std::vector<Json> Clics::Languages() const {
  std::vector<Json> languages;
  for (const LanguageFacts& known : KnownLanguages()) {
    const auto& allowed = input_.contest.languages;
    if (!allowed.empty() && !Contains(allowed, known.language)) continue;
    languages.push_back({{"id", std::string(LanguageName(known.language))},
                         {"name", std::string(known.name)},
                         {"entry_point_required", false},
                         {"extensions", known.extensions}});
  }
  return languages;
}

std::vector<Json> Clics::Groups() const {
  return {{{"id", kContestants}, {"name", "Contestants"}},
          {{"id", kGuests}, {"name", "Out of competition"}}};
}

std::vector<Json> Clics::Problems() const {
  std::vector<Json> problems;
  if (!shows_problems()) return problems;
  for (size_t i = 0; i < input_.contest.problems.size(); ++i) {
    const ContestProblem& problem = input_.contest.problems[i];
    const ExportInput::Problem& facts = input_.problems[i];
    Json object = {
        {"id", ClicsId(problem.problem_id)},
        {"label", problem.label},
        {"name", facts.title},
        {"ordinal", i + 1},
        {"time_limit",
         static_cast<double>(absl::ToInt64Milliseconds(facts.time_limit)) /
             1000},
        {"test_data_count", facts.test_count}};
    if (!problem.color.empty()) object["rgb"] = problem.color;
    if (has_points()) {
      object["max_score"] =
          MostPoints(input_.contest.rules, problem, facts.max_score);
    }
    problems.push_back(std::move(object));
  }
  return problems;
}

std::vector<Json> Clics::Teams() const {
  std::vector<Json> teams;
  for (const auto& [user, team] : teams_) {
    const bool guest = team.registration->out_of_competition;
    teams.push_back({{"id", ClicsId(user)},
                     {"name", team.registration->team_name},
                     {"group_ids", {guest ? kGuests : kContestants}},
                     // Others know no teams without a rank.
                     {"hidden", guest}});
  }
  return teams;
}

std::vector<Json> Clics::Accounts() const {
  std::vector<Json> accounts;
  if (input_.public_only) return accounts;
  const auto account = [&](const std::string& user, const char* type) {
    Json object = {{"id", ClicsId(user)}, {"username", user}, {"type", type}};
    const auto name = input_.user_names.find(user);
    if (name != input_.user_names.end()) object["name"] = name->second;
    return object;
  };
  for (const auto& [user, team] : teams_) {
    Json object = account(user, "team");
    object["team_id"] = ClicsId(user);
    accounts.push_back(std::move(object));
  }
  for (const std::string& judge : input_.contest.judges) {
    if (!teams_.contains(judge)) accounts.push_back(account(judge, "judge"));
  }
  return accounts;
}

}  // namespace gavel::contest
