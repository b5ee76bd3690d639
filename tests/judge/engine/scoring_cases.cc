#include "tests/judge/engine/scoring_cases.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace gavel::judge {
namespace {

std::string Points(std::optional<double> score, std::optional<double> most) {
  if (!score.has_value()) return "";
  return absl::StrCat(" ", *score,
                      most.has_value() ? absl::StrCat("/", *most) : "");
}

}  // namespace

ScoreFiles Score(const std::string& text) {
  return {.score = text, .multiplier = {}};
}

ScoreFiles Multiplier(const std::string& text) {
  return {.score = {}, .multiplier = text};
}

Contest::Contest(bool scoring) {
  problem_.id = "sum";
  problem_.scoring = scoring;
}

Contest& Contest::Group(const std::string& name, int parent,
                        GroupScoring scoring) {
  problem_.groups.push_back({name, parent, std::move(scoring)});
  return *this;
}

Contest& Contest::Group(const std::string& name, int parent,
                        LegacyGrading grading) {
  problem_.groups.push_back({name, parent, grading});
  return *this;
}

Contest& Contest::Tests(const std::vector<Result>& results) {
  for (size_t i = 0; i < results.size(); ++i) {
    const TestGroup& group = problem_.groups.back();
    TestCase test;
    test.name = absl::StrCat(group.name, "/", i + 1);
    test.sample = group.name == "sample";
    test.group = static_cast<int>(problem_.groups.size()) - 1;
    problem_.tests.push_back(test);
    results_.push_back(results[i]);
  }
  return *this;
}

Contest& Contest::Static(bool accepted, ScoreFiles files) {
  static_accepted_ = accepted;
  static_files_ = std::move(files);
  return *this;
}

std::string Contest::Judge() const {
  const absl::Status valid = CheckGroups(problem_);
  if (!valid.ok()) return absl::StrCat("error: ", valid.message());
  Scoring scoring(problem_);
  std::vector<std::string> told;
  const absl::Status status = Run(scoring, told);
  if (!status.ok()) return absl::StrCat("error: ", status.message());
  const Outcome outcome = scoring.Finish();
  told.push_back(absl::StrCat(
      "= ", VerdictCode(outcome.verdict),
      outcome.decided_by == kNoTest
          ? ""
          : absl::StrCat(
                " by ",
                problem_.tests[static_cast<size_t>(outcome.decided_by)].name),
      Points(outcome.score, outcome.max_score)));
  for (const GroupResult& group : outcome.groups) {
    told.push_back(absl::StrCat("[", group.name, "] ",
                                VerdictCode(group.verdict),
                                Points(group.score, group.max_score)));
  }
  return absl::StrJoin(told, "; ");
}

absl::Status Contest::Run(Scoring& scoring,
                          std::vector<std::string>& told) const {
  if (static_accepted_.has_value()) {
    const absl::Status added =
        scoring.AddStaticResult(*static_accepted_, static_files_);
    if (!added.ok()) return added;
  }
  for (size_t i = 0; i < problem_.tests.size(); ++i) {
    const std::string& name = problem_.tests[i].name;
    if (const auto why = scoring.WhySkipped(i)) {
      told.push_back(absl::StrCat(name, ": ", *why));
      const absl::Status skipped = scoring.Skip(i);
      if (!skipped.ok()) return skipped;
      continue;
    }
    const auto score =
        scoring.AddResult(i, results_[i].verdict, results_[i].files);
    if (!score.ok()) return score.status();
    told.push_back(absl::StrCat(name, Points(*score, std::nullopt)));
  }
  return absl::OkStatus();
}

GroupScoring PassFail(std::optional<double> most,
                      std::vector<int> require_pass) {
  GroupScoring scoring;
  scoring.max_score = most;
  scoring.require_pass = std::move(require_pass);
  return scoring;
}

GroupScoring Sum(std::optional<double> most, std::vector<int> require_pass) {
  GroupScoring scoring = PassFail(most, std::move(require_pass));
  scoring.aggregation = ScoreAggregation::kSum;
  return scoring;
}

GroupScoring Min(std::optional<double> most, std::vector<int> require_pass) {
  GroupScoring scoring = PassFail(most, std::move(require_pass));
  scoring.aggregation = ScoreAggregation::kMin;
  return scoring;
}

GroupScoring WithStatic(GroupScoring scoring, double score) {
  scoring.static_score = score;
  return scoring;
}

GroupScoring WithStaticCondition(GroupScoring scoring) {
  scoring.static_pass_fail = true;
  return scoring;
}

Contest PassFailProblem() { return Contest(false); }
Contest ScoringProblem() { return Contest(true); }

// sample without tests and secret, which is next to get tests or groups.
Contest Secret(GroupScoring scoring) {
  return Contest(true)
      .Group("sample", -1, PassFail())
      .Group("secret", -1, std::move(scoring));
}

}  // namespace gavel::judge
