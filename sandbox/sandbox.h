// Runs untrusted programs under strict limits and reports facts.
//
// Shape:   Load compiles a source once; each Run executes it in a process of
//          its own that has seen nothing but that source and its own input
// Errors:  Unavailable: the sandbox process died and is being replaced, try
//          again; InvalidArgument: limits that cannot be honoured; Internal: a
//          run could not be set up. What the program does is never an error
// Threads: thread-safe; Load and Run block until the sandbox reports, which it
//          does within the limits
#ifndef GAVEL_SANDBOX_SANDBOX_H_
#define GAVEL_SANDBOX_SANDBOX_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/execution.h"
#include "core/limits.h"
#include "core/owned_fd.h"
#include "core/submission.h"
#include "core/type_warning.h"

namespace gavel::sandbox {

struct Source {
  Language language = Language::kJavaScript;
  // Shown in errors and stack traces: "main.js".
  std::string file_name = "main.js";
  std::string text;
  // TypeScript only: look for errors in types, which are warnings.
  bool type_check = false;
};

// What one run is given. The sandbox owns the descriptors and closes its copies
// when the run has ended.
struct RunInput {
  // Read from its current offset to the end: a file, memfd, pipe or socket.
  // Give every run an open file description of its own: whoever shares one
  // also shares its offset.
  OwnedFd standard_input;
  // Written at most Limits::output bytes, together with standard_error.
  OwnedFd standard_output;
  // May be empty: then what is written there is counted and dropped.
  OwnedFd standard_error;
  // Seeds Math.random; the same seed gives the same numbers.
  uint32_t seed = 1;
};

class Program {
 public:
  // Ends the program process; runs in flight end with Unavailable.
  virtual ~Program() = default;
  virtual absl::StatusOr<Execution> Run(RunInput input) = 0;
};

struct Loaded {
  // kAccepted or kCompileError (or what else ended the compiling process).
  Execution compilation;
  // Null unless the compilation was accepted.
  std::unique_ptr<Program> program;
  // If they were asked for.
  std::vector<TypeWarning> warnings;
};

class Sandbox {
 public:
  virtual ~Sandbox() = default;
  virtual absl::StatusOr<Loaded> Load(const Source& source,
                                      const Limits& limits) = 0;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_SANDBOX_H_
