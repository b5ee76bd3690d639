// gavel.yaml: what Gavel lets a package say beyond the format.
//
// Shape:   optional, at the root of the package:
//              features:
//                eval: false          # no code from strings
//                web_assembly: false
// Errors:  findings with file and line
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_PACKAGE_EXTENSION_H_
#define GAVEL_JUDGE_PACKAGE_EXTENSION_H_

#include <string>

#include "core/limits.h"
#include "judge/package/findings.h"

namespace gavel::package {

// Changes what is said and leaves the rest.
void ParseExtension(const std::string& text, const std::string& file,
                    Limits& limits, Findings& findings);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_EXTENSION_H_
