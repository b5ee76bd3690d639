// A compiler of ours in a program process: evaluated and warmed up once, called
// in each run. sandbox/typescript says what its script has to offer.
//
// Errors:  a compiler that does not load ends the process with a report
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_COMPILER_H_
#define GAVEL_SANDBOX_ENGINE_COMPILER_H_

#include <string>

#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {

class Compiler {
 public:
  // In the program, once. Borrows the source, which is ASCII, for the life of
  // the process.
  void Load(v8::Local<v8::Context> context, const std::string& source);
  bool loaded() const { return !run_.IsEmpty(); }
  // In a run: reads stdin, writes what it makes of it and ends the process.
  [[noreturn]] void Run(v8::Local<v8::Context> context);

 private:
  v8::Global<v8::Function> run_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_COMPILER_H_
