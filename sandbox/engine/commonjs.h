// CommonJS modules: the submission, and the files of its source that it may
// require.
//
// Shape:   the files are compiled once, in the program, and its runs share what
//          came of it
// Errors:  as V8: an empty result with an exception pending
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_COMMONJS_H_
#define GAVEL_SANDBOX_ENGINE_COMMONJS_H_

#include <string>

#include "v8.h"

namespace gavel::sandbox {

// A function of (exports, require, module, __filename, __dirname), with all
// that is in it compiled. `file_name` is what stacks show.
v8::MaybeLocal<v8::Function> CompileCommonJsModule(
    v8::Local<v8::Context> context, v8::Local<v8::String> source,
    const std::string& file_name);

// True if it compiles as an ES module; nothing is thrown.
bool FitsEsModule(v8::Isolate* isolate, v8::Local<v8::String> source);

// What the file of the source says. `path` begins at the root: "/util.js".
v8::MaybeLocal<v8::String> SourceText(v8::Isolate* isolate,
                                      const std::string& path);

// In a program: compiles those of its files that look like modules. One that
// does not compile throws when it is asked for.
void CompileSourceFiles(v8::Local<v8::Context> context);

// The file as CompileCommonJsModule makes it.
v8::MaybeLocal<v8::Function> SourceModule(v8::Local<v8::Context> context,
                                          const std::string& path);

// True if `import` has to take the file for an ES module: by its name, or
// because it is one and no CommonJS module.
bool IsEsModuleFile(v8::Local<v8::Context> context, const std::string& path);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_COMMONJS_H_
