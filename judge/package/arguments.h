// The arguments of the default output validator.
//
// Errors:  findings with file and line
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Default output validator
//          specification"
#ifndef GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_
#define GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_

#include <string>
#include <vector>

#include "core/problem.h"
#include "judge/package/findings.h"

namespace gavel::package {

// Arguments and where they are given.
struct GivenArguments {
  std::string file;
  int line = 0;
  std::vector<std::string> arguments;
};

CompareOptions ParseArguments(const GivenArguments& given, Findings& findings);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_
