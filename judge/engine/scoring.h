// What the results of a problem's tests come to, and which tests can no longer
// change that.
//
// Shape:   the static validator first, if there is one; then each test in the
//          problem's order is either run and added, or skipped; then Finish
// Verdict: pass-fail problems of format 2025-09: that of the first test that is
//          not accepted. Scoring ones: accepted if every test of secret is,
//          else the verdict of the first that is not; the samples are judged,
//          but count only where a group requires them. The static validator
//          comes before all tests. Legacy: what the graders say
// Skipped: whatever can change neither score nor verdict. In pass-fail problems
//          all after the first failure; in a scoring problem the rest of a
//          pass-fail group after a failure, of a min group after a failed test,
//          of secret likewise, and a group whose required groups are not all
//          passed. A group of which a test was skipped is not passed. Samples
//          of scoring problems always run. Legacy: what on_reject: break leaves
//          out, but with ignore_sample a failed sample leaves nothing out
// Errors:  InvalidArgument where the package broke the rules:
// Reason::kValidator
//          and the end of the judging
// Threads: thread-compatible, no I/O
// Owner:   borrows the problem
// Source:  problem package formats 2025-09 "Result aggregation" and legacy
//          "Graders". Where the legacy format says that the score of a
//          submission that is not accepted is ignored, that score is 0 here
#ifndef GAVEL_JUDGE_ENGINE_SCORING_H_
#define GAVEL_JUDGE_ENGINE_SCORING_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "judge/engine/group_rules.h"
#include "judge/engine/score_files.h"

namespace gavel::judge {

struct Outcome {
  Verdict verdict = Verdict::kAccepted;
  // Index in Problem::tests of the test that decided; kNoTest if it is accepted
  // or if the static validator decided.
  int decided_by = kNoTest;
  // As in Judgement.
  std::vector<GroupResult> groups;
  std::optional<double> score;
  std::optional<double> max_score;
};

// InvalidArgument unless every test and group is where Problem says.
absl::Status CheckGroups(const Problem& problem);

class Scoring {
 public:
  // Only after CheckGroups.
  explicit Scoring(const Problem& problem);

  // Before any test.
  absl::Status AddStaticResult(bool accepted, const ScoreFiles& files);

  // Why the next test need not be run, for SkippedTest::why; nullopt if it has
  // to be.
  std::optional<std::string> WhySkipped(size_t test) const;

  // Only if there is a reason.
  absl::Status Skip(size_t test);

  // Returns the test's score, if it has one.
  absl::StatusOr<std::optional<double>> AddResult(size_t test, Verdict verdict,
                                                  const ScoreFiles& files);

  // After the last test.
  Outcome Finish() const;

 private:
  struct Group {
    // Index of the last test in it or below; -1 if there is none.
    int last_test = -1;
    // Directly in it.
    int tests = 0;
    std::vector<Standing> items;
    // The first of them that is not accepted, if there is one.
    Standing failure;
    // Nothing more inside it counts.
    bool settled = false;
    // Once all of it is known: part of what its parent comes to.
    std::optional<Standing> result;
  };

  struct Obstacle {
    std::string why;
    // What the skipped test counts as.
    Standing standing;
  };

  const TestGroup& group(int index) const;
  Group& state(int index);
  const Group& state(int index) const;
  bool IsSample(int index) const { return group(index).name == "sample"; }
  // Samples of scoring problems: they have no score, and no end before the
  // last.
  bool RunsAll(int index) const;
  std::optional<Obstacle> FindObstacle(size_t test) const;
  std::optional<Obstacle> FindUnmet(int index) const;
  absl::StatusOr<std::optional<double>> Score(size_t test, Verdict verdict,
                                              const ScoreFiles& files);
  absl::Status CheckKinds(const ScoreFiles& files);
  void AddItem(int index, const Standing& item);
  absl::Status AddStaticItem(int index, bool accepted, const ScoreFiles& files);
  absl::Status CloseAfter(size_t test);
  absl::Status Close(int index);
  GroupResult Shown(int index) const;

  const Problem& problem_;
  std::vector<Group> groups_;
  // Of pass-fail problems of format 2025-09; accepted until there is one.
  Standing first_failure_;
  // What the output validator has written so far.
  bool score_seen_ = false;
  bool multiplier_seen_ = false;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_SCORING_H_
