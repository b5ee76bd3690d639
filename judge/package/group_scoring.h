// How the groups of a package are scored: the keys of test_group.yaml for it.
//
// Errors:  findings with file and line
// Threads: thread-compatible
// Owner:   borrows all that it is made of
// Source:  problem package format 2025-09, "Result Aggregation"
#ifndef GAVEL_JUDGE_PACKAGE_GROUP_SCORING_H_
#define GAVEL_JUDGE_PACKAGE_GROUP_SCORING_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/package/fields.h"
#include "judge/package/test_data.h"

namespace gavel::package {

class GroupScoringReader {
 public:
  GroupScoringReader(const TestDataContext& context,
                     std::vector<TestGroup>& groups,
                     std::vector<std::string>& static_arguments)
      : context_(context),
        groups_(groups),
        static_arguments_(static_arguments) {}

  // Sets how a group is scored that says nothing; `place` is its file, or else
  // its directory. Each group begins once, in the order of the list.
  void Begin(int group, const std::string& place);
  // Sets what its file says.
  void Read(int group, const Fields& fields);

  // Whether the static validator judges the group.
  bool HasStatic(int group) const;

  // Of drafts: sets what follows from the scores of tests, once all is read.
  void Derive(const std::vector<TestCase>& tests);

  // Finds what does not fit together, once all is read.
  void Check(const std::vector<TestCase>& tests) const;

 private:
  void ReadScore(int group, const Fields& fields);
  void DeriveScore(int group, int tests);
  void ReadStatic(GroupScoring& scoring, const Fields& fields);
  void TakeStaticArguments(const Fields& fields);
  void ReadRequirements(int group, const Fields& fields);
  std::optional<int> FindRequired(int group, const std::string& name) const;
  void CheckScore(int group) const;
  void Find(int group, absl::string_view what) const;

  const GroupScoring& At(int group) const;
  GroupScoring& At(int group);

  // What a group's file gives.
  struct Given {
    bool max_score = false;
    bool aggregation = false;
    // Of drafts.
    std::optional<double> test_score;
  };

  const TestDataContext& context_;
  std::vector<TestGroup>& groups_;
  std::vector<std::string>& static_arguments_;
  // The file with the first of them.
  std::optional<std::string> static_place_;
  std::map<int, std::string> places_;
  std::map<int, Given> given_;
};

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_GROUP_SCORING_H_
