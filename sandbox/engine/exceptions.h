// Uncaught exceptions in the words and with the positions their author expects.
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
  // "TypeError: x is not a function" with its stack, internal frames left out.
  std::string text;
  // In the submission's file; zeros if no frame is there.
  Position position;
  // "main.js:3", the source line and a caret below it; may be empty.
  std::string excerpt;
  // Uncaught "Maximum call stack size exceeded".
  bool stack_overflow = false;
  // The engine refused memory outside the heap.
  bool out_of_memory = false;
};

// `caught` holds an exception that is not a termination.
ExceptionInfo DescribeException(v8::Local<v8::Context> context,
                                const v8::TryCatch& caught,
                                const std::string& file_name);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_EXCEPTIONS_H_
