// The JavaScript that gives submissions their surroundings: console, process,
// require, timers and the rest of what Node programs use to read and write.
//
// Shape:   one script in ASCII, which leaves a function of the global object in
//          the variable `prelude`. That returns install(host), which returns
//          the hooks {run, turn, exit, uncaught, rejection, import,
//          importMeta}; index.js, loop.js and process.js say what each does,
//          the table in README.md what `host` must have
// Threads: pure
// Owner:   static storage
#ifndef GAVEL_SANDBOX_PRELUDE_PRELUDE_H_
#define GAVEL_SANDBOX_PRELUDE_PRELUDE_H_

#include "absl/strings/string_view.h"

namespace gavel::sandbox {

absl::string_view PreludeSource();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_PRELUDE_PRELUDE_H_
