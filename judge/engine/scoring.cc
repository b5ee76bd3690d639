#include "judge/engine/scoring.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/check.h"
#include "core/status_macros.h"

namespace gavel::judge {
namespace {

const GroupScoring* ScoringOf(const TestGroup& group) {
  return std::get_if<GroupScoring>(&group.grading);
}

bool IsLegacy(const Problem& problem) {
  return ScoringOf(problem.groups.front()) == nullptr;
}

// What a test of the group is worth; nullopt if that is unbounded.
std::optional<double> MostOfTest(const GroupScoring& scoring, int tests) {
  if (!scoring.max_score.has_value()) return std::nullopt;
  if (scoring.aggregation == ScoreAggregation::kMin) return scoring.max_score;
  return (*scoring.max_score - scoring.static_score.value_or(0)) / tests;
}

absl::StatusOr<double> LegacyPoints(const LegacyGrading& grading,
                                    Verdict verdict, const ScoreFiles& files) {
  if (verdict != Verdict::kAccepted) return grading.reject_score;
  if (!files.score.has_value()) return grading.accept_score;
  return ParseScore("score.txt", *files.score);
}

std::string WhySettled(const TestGroup& group) {
  const GroupScoring* const scoring = ScoringOf(group);
  if (scoring == nullptr) {
    return absl::StrCat(group.name.empty() ? "the problem" : group.name,
                        " stops at its first rejection");
  }
  return absl::StrCat(group.name, scoring->aggregation == ScoreAggregation::kMin
                                      ? " scores 0 already"
                                      : " is lost already");
}

std::optional<double> MaxScore(const TestGroup& group) {
  if (const GroupScoring* const scoring = ScoringOf(group)) {
    return scoring->max_score;
  }
  const double most = std::get<LegacyGrading>(group.grading).most;
  return std::isfinite(most) ? std::make_optional(most) : std::nullopt;
}

// Besides those that every problem has.
bool HasOwnGroups(const Problem& problem) {
  return std::any_of(problem.groups.begin(), problem.groups.end(),
                     [](const TestGroup& group) {
                       return !group.name.empty() && group.name != "sample" &&
                              group.name != "secret";
                     });
}

absl::Status Fault(const Problem& problem, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("judging on ", problem.id, ": ", what));
}

absl::Status CheckGroup(const Problem& problem, int index) {
  const TestGroup& group = problem.groups[static_cast<size_t>(index)];
  if (group.parent < -1 || group.parent >= index) {
    return Fault(problem, "a test group comes before the one around it");
  }
  const GroupScoring* const scoring = ScoringOf(group);
  if ((scoring == nullptr) != IsLegacy(problem)) {
    return Fault(problem, "its test groups are of two formats");
  }
  if (scoring == nullptr) return absl::OkStatus();
  if (problem.scoring && group.name != "sample" &&
      scoring->aggregation == ScoreAggregation::kPassFail &&
      !scoring->max_score.has_value()) {
    return Fault(problem, "a pass-fail group has no max_score");
  }
  for (const int required : scoring->require_pass) {
    if (required < 0 || required >= index) {
      return Fault(problem, "a test group requires one that is not before it");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckGroups(const Problem& problem) {
  if (problem.groups.empty()) return Fault(problem, "it has no test groups");
  const int count = static_cast<int>(problem.groups.size());
  for (int index = 0; index < count; ++index) {
    GAVEL_RETURN_IF_ERROR(CheckGroup(problem, index));
  }
  for (const TestCase& test : problem.tests) {
    if (test.group < 0 || test.group >= count) {
      return Fault(problem, "a test is in no test group");
    }
  }
  return absl::OkStatus();
}

Scoring::Scoring(const Problem& problem)
    : problem_(problem), groups_(problem.groups.size()) {
  for (size_t test = 0; test < problem.tests.size(); ++test) {
    int index = problem.tests[test].group;
    ++state(index).tests;
    for (; index >= 0; index = group(index).parent) {
      state(index).last_test = static_cast<int>(test);
    }
  }
}

const TestGroup& Scoring::group(int index) const {
  return problem_.groups[static_cast<size_t>(index)];
}

Scoring::Group& Scoring::state(int index) {
  return groups_[static_cast<size_t>(index)];
}

const Scoring::Group& Scoring::state(int index) const {
  return groups_[static_cast<size_t>(index)];
}

bool Scoring::RunsAll(int index) const {
  return problem_.scoring && !IsLegacy(problem_) && IsSample(index);
}

absl::Status Scoring::AddStaticResult(bool accepted, const ScoreFiles& files) {
  if (!accepted && !files.empty()) {
    return absl::InvalidArgumentError(
        "the static validator gave a score to what it rejected");
  }
  if (!problem_.scoring) {
    if (!files.empty()) {
      return absl::InvalidArgumentError(
          "the static validator gave a score in a pass-fail problem");
    }
    if (!accepted) first_failure_.verdict = Verdict::kWrongAnswer;
  }
  const int count = static_cast<int>(groups_.size());
  for (int index = 0; index < count; ++index) {
    GAVEL_RETURN_IF_ERROR(AddStaticItem(index, accepted, files));
  }
  // A group of the static validator alone is complete.
  for (int index = count - 1; index >= 0; --index) {
    const bool alone =
        state(index).last_test < 0 && !state(index).items.empty();
    if (state(index).settled || alone) {
      GAVEL_RETURN_IF_ERROR(Close(index));
    }
  }
  return absl::OkStatus();
}

absl::Status Scoring::AddStaticItem(int index, bool accepted,
                                    const ScoreFiles& files) {
  const GroupScoring* const scoring = ScoringOf(group(index));
  if (scoring == nullptr) return absl::OkStatus();
  if (!scoring->static_score.has_value() && !scoring->static_pass_fail) {
    return absl::OkStatus();
  }
  Standing item;
  if (!accepted) {
    item.verdict = Verdict::kWrongAnswer;
  } else if (problem_.scoring && scoring->static_score.has_value()) {
    GAVEL_ASSIGN_OR_RETURN(item.score, PointsOf(files, scoring->static_score));
  } else if (!files.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the static validator gave a score, but ",
                     group(index).name, " is pass-fail"));
  }
  AddItem(index, item);
  return absl::OkStatus();
}

std::optional<std::string> Scoring::WhySkipped(size_t test) const {
  std::optional<Obstacle> obstacle = FindObstacle(test);
  if (!obstacle.has_value()) return std::nullopt;
  return std::move(obstacle->why);
}

std::optional<Scoring::Obstacle> Scoring::FindObstacle(size_t test) const {
  if (!first_failure_.accepted()) {
    return Obstacle{"the submission is rejected already", first_failure_};
  }
  for (int index = problem_.tests[test].group; index >= 0;
       index = group(index).parent) {
    if (state(index).settled) {
      return Obstacle{WhySettled(group(index)), state(index).failure};
    }
    if (std::optional<Obstacle> unmet = FindUnmet(index)) return unmet;
  }
  return std::nullopt;
}

std::optional<Scoring::Obstacle> Scoring::FindUnmet(int index) const {
  const GroupScoring* const scoring = ScoringOf(group(index));
  if (scoring == nullptr) return std::nullopt;
  for (const int required : scoring->require_pass) {
    const Standing& failure = state(required).failure;
    if (!failure.accepted()) {
      return Obstacle{
          absl::StrCat(group(required).name, ", which ", group(index).name,
                       " requires, is not passed"),
          failure};
    }
  }
  return std::nullopt;
}

absl::Status Scoring::Skip(size_t test) {
  std::optional<Obstacle> obstacle = FindObstacle(test);
  GAVEL_CHECK(obstacle.has_value());
  obstacle->standing.score = 0;
  int index = problem_.tests[test].group;
  if (IsLegacy(problem_)) {
    // Groups that were never begun are not graded: their range does not matter.
    for (; !state(index).settled; index = group(index).parent) {
      state(index).result = obstacle->standing;
    }
    return CloseAfter(test);
  }
  AddItem(index, obstacle->standing);
  return CloseAfter(test);
}

absl::StatusOr<std::optional<double>> Scoring::AddResult(
    size_t test, Verdict verdict, const ScoreFiles& files) {
  GAVEL_ASSIGN_OR_RETURN(const std::optional<double> score,
                         Score(test, verdict, files));
  const int index = problem_.tests[test].group;
  const Standing item{
      .verdict = verdict,
      .score = score.value_or(0),
      .test = verdict == Verdict::kAccepted ? kNoTest : static_cast<int>(test)};
  if (!problem_.scoring && !IsLegacy(problem_) && first_failure_.accepted()) {
    first_failure_ = item;
  }
  AddItem(index, item);
  GAVEL_RETURN_IF_ERROR(CloseAfter(test));
  return score;
}

absl::StatusOr<std::optional<double>> Scoring::Score(size_t test,
                                                     Verdict verdict,
                                                     const ScoreFiles& files) {
  const int index = problem_.tests[test].group;
  const LegacyGrading* const legacy =
      std::get_if<LegacyGrading>(&group(index).grading);
  // What a submission's own failure left behind is no score.
  const bool judged =
      verdict == Verdict::kAccepted || verdict == Verdict::kWrongAnswer;
  const ScoreFiles written = judged ? files : ScoreFiles();
  if (RunsAll(index)) return std::nullopt;
  GAVEL_RETURN_IF_ERROR(CheckKinds(written));
  if (!written.empty() && !problem_.scoring) {
    return absl::InvalidArgumentError(
        "there is a score in a pass-fail problem");
  }
  if (!written.empty() && verdict != Verdict::kAccepted) {
    return absl::InvalidArgumentError("there is a score of what is rejected");
  }
  if (!problem_.scoring) return std::nullopt;
  if (legacy != nullptr) return LegacyPoints(*legacy, verdict, written);
  const GroupScoring& scoring = *ScoringOf(group(index));
  if (scoring.aggregation == ScoreAggregation::kPassFail) {
    if (written.empty()) return std::nullopt;
    return absl::InvalidArgumentError(absl::StrCat(
        "there is a score, but ", group(index).name, " is pass-fail"));
  }
  if (verdict != Verdict::kAccepted) return 0;
  return PointsOf(written, MostOfTest(scoring, state(index).tests));
}

absl::Status Scoring::CheckKinds(const ScoreFiles& files) {
  score_seen_ = score_seen_ || files.score.has_value();
  multiplier_seen_ = multiplier_seen_ || files.multiplier.has_value();
  if (!score_seen_ || !multiplier_seen_) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "there are score.txt and score_multiplier.txt, here or on different "
      "tests");
}

void Scoring::AddItem(int index, const Standing& item) {
  Group& to = state(index);
  to.items.push_back(item);
  if (to.failure.accepted()) to.failure = item;
  if (RunsAll(index)) return;
  const auto settles = [&](const auto& grading) {
    return Settles(item, grading);
  };
  to.settled = to.settled || std::visit(settles, group(index).grading);
}

absl::Status Scoring::CloseAfter(size_t test) {
  for (int index = problem_.tests[test].group; index >= 0;
       index = group(index).parent) {
    if (state(index).settled ||
        state(index).last_test == static_cast<int>(test)) {
      GAVEL_RETURN_IF_ERROR(Close(index));
    }
  }
  return absl::OkStatus();
}

absl::Status Scoring::Close(int index) {
  Group& closed = state(index);
  if (closed.result.has_value()) return absl::OkStatus();
  const auto grade = [&](const auto& grading) {
    return Grade(group(index).name, closed.items, grading);
  };
  GAVEL_ASSIGN_OR_RETURN(closed.result,
                         std::visit(grade, group(index).grading));
  closed.result->sample = IsSample(index);
  const int parent = group(index).parent;
  if (parent >= 0) AddItem(parent, *closed.result);
  return absl::OkStatus();
}

Outcome Scoring::Finish() const {
  Outcome outcome;
  const bool legacy = IsLegacy(problem_);
  const int count = static_cast<int>(groups_.size());
  for (int index = 0; index < count; ++index) {
    GroupResult shown = Shown(index);
    if (legacy ? index == 0 : shown.name == "secret") {
      outcome.verdict = shown.verdict;
      outcome.decided_by = state(index).result.value_or(Standing()).test;
      outcome.score = shown.score;
      outcome.max_score = shown.max_score;
    }
    if (problem_.scoring || HasOwnGroups(problem_)) {
      outcome.groups.push_back(std::move(shown));
    }
  }
  if (!first_failure_.accepted()) {
    outcome.verdict = first_failure_.verdict;
    outcome.decided_by = first_failure_.test;
  }
  if (legacy && problem_.scoring && outcome.verdict != Verdict::kAccepted) {
    outcome.score = 0;
  }
  return outcome;
}

GroupResult Scoring::Shown(int index) const {
  const Standing result = state(index).result.value_or(Standing());
  GroupResult shown;
  shown.name = group(index).name;
  shown.verdict = result.verdict;
  if (problem_.scoring && !RunsAll(index)) {
    shown.score = result.score;
    shown.max_score = MaxScore(group(index));
  }
  return shown;
}

}  // namespace gavel::judge
