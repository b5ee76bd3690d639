// The arguments of the default output validator.
//
// Errors:  findings with file and line
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Default output validator
//          specification"
#ifndef GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_
#define GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/problem.h"
#include "judge/package/findings.h"

namespace gavel::package {

// Arguments and where they are given.
struct GivenArguments {
  std::string file;
  int line = 0;
  std::vector<std::string> arguments;
};

// What a string has between its spaces, where quotes hold a part together;
// nullopt if one of them does not end.
std::optional<std::vector<std::string>> SplitArguments(absl::string_view text);

CompareOptions ParseArguments(const GivenArguments& given, Findings& findings);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_
