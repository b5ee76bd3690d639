#include "judge/engine/group_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace gavel::judge {
namespace {

// From worst on, as the legacy format orders them.
constexpr std::array kWorstFirst = {
    Verdict::kJudgeError,          Verdict::kRunTimeError,
    Verdict::kMemoryLimitExceeded, Verdict::kTimeLimitExceeded,
    Verdict::kOutputLimitExceeded, Verdict::kWrongAnswer,
};

// Scores are decimal numbers in the files that they come from, so their sum is
// one as well: what only binary fractions add to it is rounded off.
double Sum(const std::vector<Standing>& items) {
  double sum = 0;
  double lost = 0;  // by rounding so far
  for (const Standing& item : items) {
    const double next = sum + item.score;
    lost += std::abs(sum) >= std::abs(item.score) ? (sum - next) + item.score
                                                  : (item.score - next) + sum;
    sum = next;
  }
  sum += lost;
  if (!std::isfinite(sum) || sum == std::trunc(sum)) return sum;
  double rounded = sum;
  absl::SimpleAtod(absl::StrFormat("%.15g", sum), &rounded);
  return rounded;
}

bool ScoresLess(const Standing& x, const Standing& y) {
  return x.score < y.score;
}

double Least(const std::vector<Standing>& items) {
  if (items.empty()) return 0;
  return std::min_element(items.begin(), items.end(), ScoresLess)->score;
}

double Most(const std::vector<Standing>& items) {
  if (items.empty()) return 0;
  return std::max_element(items.begin(), items.end(), ScoresLess)->score;
}

double WithoutRounding(double score, double most) {
  return std::abs(score - most) <= 1e-9 * std::abs(most) ? most : score;
}

Standing WorstFailure(const std::vector<Standing>& items) {
  const auto rank = [](const Standing& item) {
    return std::find(kWorstFirst.begin(), kWorstFirst.end(), item.verdict) -
           kWorstFirst.begin();
  };
  Standing worst;
  for (const Standing& item : items) {
    if (!item.accepted() && (worst.accepted() || rank(item) < rank(worst))) {
      worst = item;
    }
  }
  return worst;
}

double Aggregate(const std::vector<Standing>& items,
                 const GroupScoring& scoring) {
  switch (scoring.aggregation) {
    case ScoreAggregation::kPassFail:
      return FirstFailure(items).accepted() ? scoring.max_score.value_or(0) : 0;
    case ScoreAggregation::kSum:
      return WithoutRounding(Sum(items), scoring.max_score.value_or(0));
    case ScoreAggregation::kMin:
      return Least(items);
  }
  return 0;
}

double Aggregate(const std::vector<Standing>& items,
                 LegacyGrading::Scores scores) {
  switch (scores) {
    case LegacyGrading::Scores::kSum:
      return Sum(items);
    case LegacyGrading::Scores::kAverage:
      return items.empty() ? 0 : Sum(items) / static_cast<double>(items.size());
    case LegacyGrading::Scores::kMin:
      return Least(items);
    case LegacyGrading::Scores::kMax:
      return Most(items);
  }
  return 0;
}

Standing LegacyVerdict(const std::vector<Standing>& items,
                       const LegacyGrading& grading) {
  const bool any_accepted = std::any_of(
      items.begin(), items.end(), [](const auto& x) { return x.accepted(); });
  if (grading.accept_if_any_accepted && any_accepted) return {};
  switch (grading.verdicts) {
    case LegacyGrading::Verdicts::kWorst:
      return WorstFailure(items);
    case LegacyGrading::Verdicts::kFirst:
      return FirstFailure(items);
    case LegacyGrading::Verdicts::kAlwaysAccept:
      return {};
  }
  return {};
}

// "secret/small", or what the legacy root without a name is.
std::string Named(const std::string& name) {
  return name.empty() ? "the problem" : name;
}

// The sum of scores that were all finite.
absl::Status BeyondNumbers(const std::string& name) {
  return absl::InvalidArgumentError(
      absl::StrCat(Named(name), " scores more than a number can be"));
}

}  // namespace

Standing FirstFailure(const std::vector<Standing>& items) {
  const auto found =
      std::find_if(items.begin(), items.end(),
                   [](const Standing& item) { return !item.accepted(); });
  return found == items.end() ? Standing() : *found;
}

bool Settles(const Standing& item, const GroupScoring& scoring) {
  if (item.accepted()) return false;
  switch (scoring.aggregation) {
    case ScoreAggregation::kPassFail:
      return true;
    case ScoreAggregation::kSum:
      return false;
    case ScoreAggregation::kMin:
      return item.score == 0;
  }
  return false;
}

bool Settles(const Standing& item, const LegacyGrading& grading) {
  if (item.accepted() || !grading.break_on_reject) return false;
  return !(grading.ignore_sample && item.sample);
}

absl::StatusOr<Standing> Grade(const std::string& name,
                               const std::vector<Standing>& items,
                               const GroupScoring& scoring) {
  Standing result = FirstFailure(items);
  result.score = Aggregate(items, scoring);
  if (!std::isfinite(result.score)) return BeyondNumbers(name);
  if (scoring.max_score.has_value() && result.score > *scoring.max_score) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, " scores ", result.score, ", its maximum is ",
                     *scoring.max_score));
  }
  return result;
}

absl::StatusOr<Standing> Grade(const std::string& name,
                               const std::vector<Standing>& items,
                               const LegacyGrading& grading) {
  std::vector<Standing> counted = items;
  if (grading.ignore_sample) {
    counted.erase(std::remove_if(counted.begin(), counted.end(),
                                 [](const Standing& x) { return x.sample; }),
                  counted.end());
  }
  Standing result = LegacyVerdict(counted, grading);
  result.score = Aggregate(counted, grading.scores);
  if (!std::isfinite(result.score)) return BeyondNumbers(name);
  if (result.score < grading.least || result.score > grading.most) {
    return absl::InvalidArgumentError(
        absl::StrCat(Named(name), " scores ", result.score, ", its range is ",
                     grading.least, " to ", grading.most));
  }
  return result;
}

}  // namespace gavel::judge
