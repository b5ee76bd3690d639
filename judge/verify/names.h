// What findings call the parts of a package, and how they quote programs.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_VERIFY_NAMES_H_
#define GAVEL_JUDGE_VERIFY_NAMES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "judge/package/package.h"

namespace gavel::verify {

// "data/secret/1.in" for the test "secret/1". Tests that are lines of one file,
// "secret/1:2", share its name.
std::string TestFile(absl::string_view test, absl::string_view extension);

// ": " and the first line of the text, shortened; nothing for no text.
std::string Because(absl::string_view text);

// The last line that says something: of a compile error what is wrong.
std::string LastLine(absl::string_view text);

// Whether a part of the package below the directory has no runtime.
bool LacksRuntime(const package::Package& package, absl::string_view directory);

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_NAMES_H_
