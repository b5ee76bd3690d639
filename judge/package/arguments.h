// The arguments of the default output validator, and the files that give them.
//
// Shape:   test_group.yaml of a group, <test>.yaml of a test case;
// testdata.yaml
//          in legacy packages
// Errors:  findings with file and line
// Threads: pure, safe anywhere
// Source:  problem package formats 2025-09 and legacy, "Test data
// configuration"
#ifndef GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_
#define GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_

#include <optional>
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

bool SameOptions(const CompareOptions& x, const CompareOptions& y);

// Each returns the arguments for the output validator if the file gives any.
std::optional<GivenArguments> ParseGroupFile(const std::string& text,
                                             const std::string& file,
                                             Findings& findings);
std::optional<GivenArguments> ParseTestFile(const std::string& text,
                                            const std::string& file,
                                            Findings& findings);
std::optional<GivenArguments> ParseLegacyGroupFile(const std::string& text,
                                                   const std::string& file,
                                                   Findings& findings);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_ARGUMENTS_H_
