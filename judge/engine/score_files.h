// The score of a test as a validator wrote it into its feedback directory.
//
// Shape:   one decimal number, with whitespace around it or none:
//          [+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?
// Errors:  InvalidArgument, which repeats nothing of a file: what a validator
//          writes may be secret
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Scoring test cases"
#ifndef GAVEL_JUDGE_ENGINE_SCORE_FILES_H_
#define GAVEL_JUDGE_ENGINE_SCORE_FILES_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace gavel::judge {

// Contents of score.txt and score_multiplier.txt, as far as they were written.
struct ScoreFiles {
  std::optional<std::string> score;
  std::optional<std::string> multiplier;

  bool empty() const { return !score.has_value() && !multiplier.has_value(); }
};

// Finite. `file` is its name, for the error.
absl::StatusOr<double> ParseScore(absl::string_view file,
                                  absl::string_view text);

// Points of an accepted test that is worth at most `most`, nullopt if that is
// unbounded: everything if the validator says nothing.
absl::StatusOr<double> PointsOf(const ScoreFiles& files,
                                std::optional<double> most);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_SCORE_FILES_H_
