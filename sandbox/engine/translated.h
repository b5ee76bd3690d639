// Programs that a compiler has written: JavaScript, of which nobody shall see
// that it was not what was submitted.
//
// Shape:   what a compiler writes: one line `KIND JAVASCRIPT MAP`, KIND being
//          `commonjs`, `module` or, for Node to tell, `script`, the others
//          sizes in bytes; then the JavaScript, the mappings of its source map
//          and, to the end, the source. All of it is data of a hostile process
// Errors:  as V8: an exception pending; what is damaged ends the process
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_TRANSLATED_H_
#define GAVEL_SANDBOX_ENGINE_TRANSLATED_H_

#include <string>

#include "absl/strings/string_view.h"
#include "sandbox/engine/source_map.h"
#include "sandbox/engine/submission.h"
#include "v8.h"

namespace gavel::sandbox {

// In a program, once: compiles the JavaScript and sees to it that stack traces
// show the source's positions.
bool CompileTranslated(v8::Local<v8::Context> context,
                       absl::string_view translated,
                       const std::string& file_name, Submission& submission);

// The map of the program that was compiled; null if it is what was submitted.
const SourceMap* ProgramMap();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_TRANSLATED_H_
