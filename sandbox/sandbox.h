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

// A file that a program sees, by its name relative to the directory it runs in.
struct File {
  // Components of [a-zA-Z0-9_.-], none of them "." or "..", separated by '/'.
  std::string name;
  // Read from its first byte, wherever its offset is, so that many runs may
  // share it.
  std::shared_ptr<const OwnedFd> content;
};

struct Source {
  Language language = Language::kJavaScript;
  // Shown in errors and stack traces: "main.js".
  std::string file_name = "main.js";
  std::string text;
  // TypeScript only: look for errors in types, which are warnings.
  bool type_check = false;
  // What it may require, import and read beside itself, in every run.
  std::vector<File> files = {};
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
  // process.argv from its third on.
  std::vector<std::string> arguments = {};
  // What it may read, besides those of its source.
  std::vector<File> files = {};
  // Where it may write files, which are kept in memory and count as output:
  // names of directories as in File, or "." for everywhere. They exist.
  std::vector<std::string> writable = {};
  // Receives what has been written below `writable`, for ReadWrittenFiles; may
  // be empty: then it is dropped.
  OwnedFd written = {};
  // Another run of the program is likely to follow, and is forked ahead.
  bool another_follows = false;
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

// Two runs that talked to each other.
struct Interaction {
  Execution submission;
  Execution interactor;
  // Whether the interactor had ended while the submission went on.
  bool interactor_ended_first = false;
  // Each was waiting for the other, so both were ended.
  bool deadlock = false;
  // As TestRun::transcript.
  std::string transcript;
};

class Sandbox {
 public:
  virtual ~Sandbox() = default;
  virtual absl::StatusOr<Loaded> Load(const Source& source,
                                      const Limits& limits) = 0;
  // Runs both at once, the standard output of each connected to the standard
  // input of the other; the inputs' own are not used. When one has ended the
  // other reads the end of its input, what it writes is dropped, and it may go
  // on; but a submission is ended, without being blamed, when the interactor
  // was first and did not accept. Time that one waits for the other is not
  // charged to it. Both programs come from this sandbox.
  virtual absl::StatusOr<Interaction> Interact(Program& submission,
                                               RunInput submission_input,
                                               Program& interactor,
                                               RunInput interactor_input) = 0;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_SANDBOX_H_
