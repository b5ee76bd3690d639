// What the results inside a test group come to: the rules of both formats.
//
// Shape:   an item is a test, a group below, or the static validator where it
//          concerns the group; items come in judging order
// Units:   points. What rounding adds to a sum of equal parts is taken off it
//          again, so that all of them are exactly the whole
// Errors:  InvalidArgument for a score beyond what the package says is possible
// Threads: pure, safe anywhere
// Source:  problem package formats 2025-09 "Result aggregation" and legacy
//          "Default Grader Specification"
#ifndef GAVEL_JUDGE_ENGINE_GROUP_RULES_H_
#define GAVEL_JUDGE_ENGINE_GROUP_RULES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/test_group.h"
#include "core/verdict.h"

namespace gavel::judge {

// The result of an item or of a group.
struct Standing {
  Verdict verdict = Verdict::kAccepted;
  double score = 0;
  // Index in Problem::tests of the test that made the verdict; kNoTest for none
  // and for the static validator.
  int test = -1;
  // Of the sample group.
  bool sample = false;

  bool accepted() const { return verdict == Verdict::kAccepted; }
};

inline constexpr int kNoTest = -1;

// The first that is not accepted, else an accepted one.
Standing FirstFailure(const std::vector<Standing>& items);

// Whether after this item nothing inside the group can change what it comes to.
bool Settles(const Standing& item, const GroupScoring& scoring);
bool Settles(const Standing& item, const LegacyGrading& grading);

// The result of a group, with its score. `name` is for errors.
absl::StatusOr<Standing> Grade(const std::string& name,
                               const std::vector<Standing>& items,
                               const GroupScoring& scoring);
absl::StatusOr<Standing> Grade(const std::string& name,
                               const std::vector<Standing>& items,
                               const LegacyGrading& grading);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_GROUP_RULES_H_
