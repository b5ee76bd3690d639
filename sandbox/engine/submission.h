// The code of one submission, compiled as Node would: a CommonJS module or an
// ES module.
//
// Shape:   by the file's name (.cjs, .mjs), else by the syntax: what only an ES
//          module may contain makes it one
// Errors:  as V8: an exception pending
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_SUBMISSION_H_
#define GAVEL_SANDBOX_ENGINE_SUBMISSION_H_

#include <string>

#include "v8.h"

namespace gavel::sandbox {

class Submission {
 public:
  enum class Format { kAsNodeTells, kCommonJs, kEsModule };

  // At most once per process. `source` is in UTF-8.
  bool Compile(v8::Local<v8::Context> context, const std::string& source,
               const std::string& file_name,
               Format format = Format::kAsNodeTells);

  // The absolute path, such as "/main.js".
  const std::string& file_name() const { return file_name_; }
  // What errors and stacks show: the path, of an ES module a URL with it.
  std::string script_name() const;
  bool is_es_module() const { return is_es_module_; }
  // A function of (exports, require, module, __filename, __dirname); of an ES
  // module, one of nothing that returns the promise of its evaluation.
  v8::Local<v8::Function> Entry(v8::Isolate* isolate) const {
    return entry_.Get(isolate);
  }

 private:
  bool CompileAsNodeTells(v8::Local<v8::Context> context,
                          v8::Local<v8::String> source);
  bool CompileCommonJs(v8::Local<v8::Context> context,
                       v8::Local<v8::String> source);
  bool CompileEsModule(v8::Local<v8::Context> context,
                       v8::Local<v8::String> source);

  std::string file_name_;
  bool is_es_module_ = false;
  v8::Global<v8::Function> entry_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_SUBMISSION_H_
