// Programming languages as the format names them.
//
// Threads: pure, safe anywhere
// Source:  problem package format, appendix "Languages"
#ifndef GAVEL_JUDGE_PACKAGE_SOURCE_LANGUAGE_H_
#define GAVEL_JUDGE_PACKAGE_SOURCE_LANGUAGE_H_

#include "absl/strings/string_view.h"

namespace gavel::package {

// Whether the format has a language of this code: "cpp", "python3".
bool IsLanguageCode(absl::string_view code);

// The code for a file name's extension, with its dot; empty for anything that
// is no source: ".h", ".md". Validators may also be "viva" and "checktestdata".
absl::string_view LanguageCodeFromExtension(absl::string_view extension);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_SOURCE_LANGUAGE_H_
