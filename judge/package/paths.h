// Parts of paths inside a package.
//
// Threads: pure, safe anywhere
// Owner:   results borrow the path
#ifndef GAVEL_JUDGE_PACKAGE_PATHS_H_
#define GAVEL_JUDGE_PACKAGE_PATHS_H_

#include "absl/strings/string_view.h"

namespace gavel::package {

// "data/secret" of "data/secret/1.ans"; "" at the root.
absl::string_view ParentOf(absl::string_view path);

// "1.ans" of "data/secret/1.ans".
absl::string_view NameOf(absl::string_view path);

// ".ans" of "data/secret/1.ans"; empty if there is none.
absl::string_view ExtensionOf(absl::string_view path);

absl::string_view WithoutExtension(absl::string_view path);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_PATHS_H_
