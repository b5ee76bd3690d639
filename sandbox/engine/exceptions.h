// Uncaught exceptions in Node's words and with the positions their author
// expects.
//
// Threads: single-threaded. Reading an exception runs user code: call it with
//          every limit still armed
#ifndef GAVEL_SANDBOX_ENGINE_EXCEPTIONS_H_
#define GAVEL_SANDBOX_ENGINE_EXCEPTIONS_H_

#include <string>

#include "sandbox/engine/report.h"
#include "v8.h"

namespace gavel::sandbox {

struct ExceptionInfo {
  // "TypeError: x is not a function" with its stack and its own properties, for
  // the verdict: at most wire::kTextSize bytes, the stack's first frames among
  // them however long the message is.
  std::string text;
  // In the submission's file; zeros if no frame is there.
  Position position;
  // "/main.js:3", the source line, as much of it as is of use, and carets below
  // it, each line with its end; may be empty.
  std::string excerpt;
  // All that Node prints, without the line of its version.
  std::string shown;
  // Uncaught "Maximum call stack size exceeded".
  bool stack_overflow = false;
  // The engine refused memory outside the heap.
  bool out_of_memory = false;
};

// `caught` holds an exception that is not a termination. `describe` is the
// prelude's hook, or empty.
ExceptionInfo DescribeException(v8::Local<v8::Context> context,
                                const v8::TryCatch& caught,
                                v8::Local<v8::Function> describe,
                                const std::string& file_name);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_EXCEPTIONS_H_
