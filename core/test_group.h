// Test groups: which tests count together, and how.
//
// Shape:   a tree in Problem::groups. In format 2025-09 its roots are "sample"
//          and "secret", and only secret has groups below it; a legacy package
//          has one root, "", with "sample" and "secret" below and groups below
//          those
// Units:   scores are points, doubles
// Threads: plain values
// Source:  problem package formats 2025-09 "Test Data Groups" and legacy
//          "Graders"
#ifndef GAVEL_CORE_TEST_GROUP_H_
#define GAVEL_CORE_TEST_GROUP_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gavel {

enum class ScoreAggregation : uint8_t { kPassFail = 1, kSum = 2, kMin = 3 };

// Of format 2025-09.
struct GroupScoring {
  // nullopt: unbounded.
  std::optional<double> max_score;
  ScoreAggregation aggregation = ScoreAggregation::kPassFail;
  // What the static validator is worth here: points of max_score, or nothing
  // but a condition (`static_pass_fail`). Neither: it does not concern the
  // group.
  std::optional<double> static_score;
  bool static_pass_fail = false;
  // Indices in Problem::groups of groups before this one that all have to be
  // passed, else no test of this one is run.
  std::vector<int> require_pass;
};

// Of legacy packages: the default grader with its flags.
struct LegacyGrading {
  enum class Verdicts : uint8_t { kWorst = 1, kFirst = 2, kAlwaysAccept = 3 };
  enum class Scores : uint8_t { kSum = 1, kAverage = 2, kMin = 3, kMax = 4 };

  // After a test that is not accepted the rest of the group is left out.
  bool break_on_reject = true;
  Verdicts verdicts = Verdicts::kWorst;
  Scores scores = Scores::kSum;
  bool accept_if_any_accepted = false;
  // Of the root only.
  bool ignore_sample = false;
  double accept_score = 1;
  double reject_score = 0;
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

struct TestGroup {
  // "sample", "secret", "secret/small": path inside data/; "" is a legacy root.
  std::string name;
  // Index in Problem::groups, smaller than its own; -1 for a root.
  int parent = -1;
  // Pass-fail problems of format 2025-09 have GroupScoring with nothing in it.
  std::variant<GroupScoring, LegacyGrading> grading;
};

}  // namespace gavel

#endif  // GAVEL_CORE_TEST_GROUP_H_
