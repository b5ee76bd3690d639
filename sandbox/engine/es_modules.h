// ES modules: the submission's own, which imports built-in modules and files of
// its source, and import() from anywhere.
//
// Shape:   one main module per process, compiled and linked in the program with
//          all that it imports, evaluated in its runs. The prelude says what
//          there is to import
// Errors:  as V8: an empty result with an exception pending
// Threads: single-threaded
// Source:  ECMA-262, Source Text Module Records; what import.meta has and what
//          missing modules are told is Node's
#ifndef GAVEL_SANDBOX_ENGINE_ES_MODULES_H_
#define GAVEL_SANDBOX_ENGINE_ES_MODULES_H_

#include <string>

#include "v8.h"

namespace gavel::sandbox {

// Once per isolate: import() and import.meta.
void EnableEsModules(v8::Isolate* isolate);

// The submission's absolute path, which imports are relative to, and the URL
// that an ES module has in stacks.
void SetMainFile(const std::string& file_name, const std::string& url);

// Compiles the main module and links it. A module that does not exist is no
// error yet: whoever evaluates gets it thrown.
bool CompileMainModule(v8::Local<v8::Context> context,
                       v8::Local<v8::String> source);

// A function that evaluates the main module and returns its promise.
v8::MaybeLocal<v8::Function> MainModuleEntry(v8::Local<v8::Context> context);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_ES_MODULES_H_
