// Problems and results as rows of tables, for the tests of scoring.
//
// Threads: single-threaded
#ifndef GAVEL_TESTS_JUDGE_ENGINE_SCORING_CASES_H_
#define GAVEL_TESTS_JUDGE_ENGINE_SCORING_CASES_H_

#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "judge/engine/scoring.h"

namespace gavel::judge {

inline constexpr Verdict kAC = Verdict::kAccepted;
inline constexpr Verdict kWA = Verdict::kWrongAnswer;
inline constexpr Verdict kTLE = Verdict::kTimeLimitExceeded;
inline constexpr Verdict kRTE = Verdict::kRunTimeError;

ScoreFiles Score(const std::string& text);
ScoreFiles Multiplier(const std::string& text);

// What happens on a test if it is run.
struct Result {
  Verdict verdict = kAC;
  ScoreFiles files = {};
};

// A problem, and what a submission gets on it.
class Contest {
 public:
  explicit Contest(bool scoring);

  Contest& Group(const std::string& name, int parent, GroupScoring scoring);
  Contest& Group(const std::string& name, int parent, LegacyGrading grading);
  // Tests of the group added last.
  Contest& Tests(const std::vector<Result>& results);
  Contest& Static(bool accepted, ScoreFiles files = {});

  // What was run and skipped, then the outcome; or the error.
  std::string Judge() const;

 private:
  absl::Status Run(Scoring& scoring, std::vector<std::string>& told) const;

  Problem problem_;
  std::vector<Result> results_;
  std::optional<bool> static_accepted_;
  ScoreFiles static_files_;
};

Contest PassFailProblem();
Contest ScoringProblem();

GroupScoring PassFail(std::optional<double> most = std::nullopt,
                      std::vector<int> require_pass = {});
GroupScoring Sum(std::optional<double> most,
                 std::vector<int> require_pass = {});
GroupScoring Min(std::optional<double> most,
                 std::vector<int> require_pass = {});
GroupScoring WithStatic(GroupScoring scoring, double score);
GroupScoring WithStaticCondition(GroupScoring scoring);

// sample without tests and secret, which is next to get tests or groups.
Contest Secret(GroupScoring scoring);

struct Case {
  std::string name;
  Contest contest;
  std::string outcome;
};

inline std::ostream& operator<<(std::ostream& out, const Case& row) {
  return out << row.name;
}

inline std::string Name(const ::testing::TestParamInfo<Case>& row) {
  return row.param.name;
}

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_ENGINE_SCORING_CASES_H_
