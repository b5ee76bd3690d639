// Patterns of submissions.yaml.
//
// Shape:   '*' is anything but '/', {a,b} is a choice, all else is itself
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Glob patterns"
#ifndef GAVEL_JUDGE_PACKAGE_GLOB_H_
#define GAVEL_JUDGE_PACKAGE_GLOB_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace gavel::package {

// InvalidArgument for what the format excludes: "**", "[x]", braces that do not
// close, and more than 64 choices.
absl::Status CheckGlob(absl::string_view glob);

// Of a glob that CheckGlob accepts: whether it matches the whole path.
bool GlobMatches(absl::string_view glob, absl::string_view path);

// Or one of the directories that the path is in.
bool GlobMatchesPath(absl::string_view glob, absl::string_view path);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_GLOB_H_
