// Modules that are imported and are no ES modules: those of the prelude, the
// submission's CommonJS module and files of its source, CommonJS and JSON.
//
// Shape:   a synthetic module for each, made when it is imported first; a file
//          runs when that is evaluated
// Errors:  as V8: an empty result with an exception pending
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_FOREIGN_MODULES_H_
#define GAVEL_SANDBOX_ENGINE_FOREIGN_MODULES_H_

#include "v8.h"

namespace gavel::sandbox {

// `found` is what the prelude's hook gave: the exports, then the names of those
// that are named.
v8::MaybeLocal<v8::Module> ModuleOfExports(v8::Local<v8::Context> context,
                                           v8::Local<v8::String> specifier,
                                           v8::Local<v8::Array> found);

// `found` is what the hook gave for a file: {path, names}.
v8::MaybeLocal<v8::Module> ModuleOfFile(v8::Local<v8::Context> context,
                                        v8::Local<v8::String> specifier,
                                        v8::Local<v8::Object> found);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_FOREIGN_MODULES_H_
