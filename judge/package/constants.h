// Constants of problem.yaml, and the files in which they are replaced.
//
// Shape:   {{name}} and {{name.variant}}; what names no constant stays as it is
// Errors:  findings with file and line
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Constants"
#ifndef GAVEL_JUDGE_PACKAGE_CONSTANTS_H_
#define GAVEL_JUDGE_PACKAGE_CONSTANTS_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "judge/package/fields.h"

namespace gavel::package {

// Values by name: "n", "n.latex".
using Constants = std::map<std::string, std::string, std::less<>>;

Constants ParseConstants(const Fields& root);

std::string ReplaceConstants(const Constants& constants,
                             absl::string_view text);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_CONSTANTS_H_
