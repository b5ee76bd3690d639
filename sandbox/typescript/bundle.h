// The TypeScript compiler with our drivers, as scripts for programs of kind
// kCompiler. Its README says what a driver is.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_SANDBOX_TYPESCRIPT_BUNDLE_H_
#define GAVEL_SANDBOX_TYPESCRIPT_BUNDLE_H_

#include "absl/strings/string_view.h"

namespace gavel::sandbox {

// One source to JavaScript with a source map, without a look at its types.
absl::string_view TranspilerSource();

// What is wrong with the types of one source, against the language's and Node's
// declarations.
absl::string_view CheckerSource();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_TYPESCRIPT_BUNDLE_H_
