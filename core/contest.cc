#include "core/contest.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "core/problem.h"
#include "core/user.h"
#include "core/utf8.h"

namespace gavel {
namespace {

constexpr size_t kMostContestName = 256;
constexpr size_t kMostLabel = 16;
constexpr size_t kMostProblems = 200;
constexpr size_t kMostJudges = 1000;
constexpr absl::Duration kLongest = absl::Hours(24 * 366);

absl::Status Wrong(const Contest& contest, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("contest ", contest.id, ": ", what));
}

bool IsLabel(const std::string& label) {
  return !label.empty() && label.size() <= kMostLabel &&
         std::all_of(label.begin(), label.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  c == '-' || c == '_' || c == '.';
         });
}

bool IsColor(const std::string& color) {
  return color.empty() ||
         (color.size() == 7 && color.front() == '#' &&
          std::all_of(color.begin() + 1, color.end(), [](char c) {
            return absl::ascii_isxdigit(static_cast<unsigned char>(c));
          }));
}

absl::Status CheckProblems(const Contest& contest) {
  if (contest.problems.size() > kMostProblems) {
    return Wrong(contest,
                 absl::StrCat(contest.problems.size(),
                              " problems, the most are ", kMostProblems));
  }
  std::set<std::string> ids;
  std::set<std::string> labels;
  for (const ContestProblem& problem : contest.problems) {
    if (!IsProblemId(problem.problem_id)) {
      return Wrong(contest,
                   absl::StrCat("\"", absl::CEscape(problem.problem_id),
                                "\" is no problem's id: [a-z0-9][a-z0-9-]*"));
    }
    const std::string where = absl::StrCat("problem ", problem.problem_id);
    if (!IsLabel(problem.label)) {
      return Wrong(contest,
                   absl::StrCat(where, ": its label is not 1 to ", kMostLabel,
                                " characters of A-Za-z0-9._-"));
    }
    if (!IsColor(problem.color)) {
      return Wrong(contest, absl::StrCat(where, ": its color is not #rrggbb"));
    }
    // Also false for what is not a number.
    if (problem.points && !(*problem.points > 0 && *problem.points <= 1e9)) {
      return Wrong(contest, absl::StrCat(where,
                                         ": its points are not above 0 "
                                         "and at most 1e9"));
    }
    if (!ids.insert(problem.problem_id).second) {
      return Wrong(contest, absl::StrCat(where, " is there twice"));
    }
    if (!labels.insert(problem.label).second) {
      return Wrong(contest,
                   absl::StrCat("label ", problem.label, " is there twice"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckRules(const Contest& contest) {
  const ContestRules& rules = contest.rules;
  if (rules.penalty < absl::ZeroDuration() || rules.penalty > kLongest) {
    return Wrong(contest, "the penalty is negative or over a year");
  }
  for (const Verdict verdict : rules.free_verdicts) {
    if (verdict == Verdict::kAccepted) {
      return Wrong(contest, "AC cannot be among the free verdicts");
    }
  }
  if (!(rules.loss_per_minute >= 0 && rules.loss_per_minute <= 1)) {
    return Wrong(contest, "loss_per_minute is not between 0 and 1");
  }
  if (!(rules.least_fraction >= 0 && rules.least_fraction <= 1)) {
    return Wrong(contest, "least_fraction is not between 0 and 1");
  }
  if (!(rules.attempt_points >= 0 && rules.attempt_points <= 1e9)) {
    return Wrong(contest, "attempt_points is not between 0 and 1e9");
  }
  return absl::OkStatus();
}

absl::Status CheckTimes(const Contest& contest) {
  if (contest.start < absl::UnixEpoch() ||
      contest.start > absl::FromUnixSeconds(int64_t{1} << 34)) {
    return Wrong(contest, "it starts before 1970 or after 2500");
  }
  if (contest.duration <= absl::ZeroDuration() || contest.duration > kLongest) {
    return Wrong(contest, "its duration is not above 0 and at most a year");
  }
  if (contest.freeze < absl::ZeroDuration() ||
      contest.freeze > contest.duration) {
    return Wrong(contest, "it freezes before it starts or after it ends");
  }
  if (contest.window && (*contest.window <= absl::ZeroDuration() ||
                         *contest.window > contest.duration)) {
    return Wrong(contest, "its window is not above 0 and at most the duration");
  }
  return absl::OkStatus();
}

}  // namespace

bool IsContestId(const std::string& id) { return IsProblemId(id); }

Window WindowOf(const Contest& contest, const Registration& registration) {
  const bool begins = registration.is_virtual || contest.window.has_value();
  if (!begins) {
    return {contest.start, EndOf(contest) + registration.extra_time};
  }
  const absl::Time start = registration.begun;
  absl::Time end = start + contest.window.value_or(contest.duration) +
                   registration.extra_time;
  if (!registration.is_virtual) {
    end = std::min(end, EndOf(contest) + registration.extra_time);
  }
  return {start, end};
}

absl::Status CheckContest(const Contest& contest) {
  if (!IsContestId(contest.id)) {
    return absl::InvalidArgumentError(
        "a contest's id is [a-z0-9][a-z0-9-]* of at most 64 characters");
  }
  if (contest.name.empty() || contest.name.size() > kMostContestName ||
      FindInvalidUtf8(contest.name) != absl::string_view::npos) {
    return Wrong(contest, absl::StrCat("its name is not 1 to ",
                                       kMostContestName, " bytes of UTF-8"));
  }
  for (const absl::Status& status :
       {CheckTimes(contest), CheckRules(contest), CheckProblems(contest)}) {
    if (!status.ok()) return status;
  }
  if (contest.submission_limit < 0) {
    return Wrong(contest, "its submission limit is negative");
  }
  if (contest.judges.size() > kMostJudges) {
    return Wrong(contest, absl::StrCat("over ", kMostJudges, " judges"));
  }
  for (const std::string& judge : contest.judges) {
    if (!IsUserId(judge)) return Wrong(contest, "a judge is no user's id");
  }
  return absl::OkStatus();
}

}  // namespace gavel
