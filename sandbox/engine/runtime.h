// V8 in the three lives of a sandbox process: the zygote's template, a program
// that compiles one submission, a run that executes it.
//
// Shape:   Create once in the zygote; then in a forked child LimitProgram and
//          Compile; then in a fork of that Run. Nothing is ever torn down
// Errors:  Create says what failed; everything after the first fork ends the
//          process with a report instead of returning
// Threads: single-threaded, and so is V8: no thread may exist at a fork
#ifndef GAVEL_SANDBOX_ENGINE_RUNTIME_H_
#define GAVEL_SANDBOX_ENGINE_RUNTIME_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {

class Runtime {
 public:
  // Starts V8, builds the isolate and the context with everything submissions
  // see, and warms them up. At most one per process. `jitless`: no machine code
  // is ever made.
  static absl::StatusOr<std::unique_ptr<Runtime>> Create(bool jitless);
  ~Runtime();

  // Which engine, and the flags that it was started with: "V8 10.2.154.26
  // --single-threaded". One line.
  static std::string Describe(bool jitless);

  // In a program: what it and its runs may use.
  void LimitProgram(const wire::ProgramLimits& limits);
  // In a program: returns if it compiles. Otherwise ends the process. Borrows
  // the source for the life of the process.
  void Compile(wire::SourceKind kind, const std::string& source,
               const std::string& file_name);
  // In a run, before Run: at most what the program may use.
  void LimitRun(int64_t memory_bytes);
  // In a run: executes what was compiled, to the end of the process.
  [[noreturn]] void Run(uint32_t seed);

 private:
  class Impl;
  explicit Runtime(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_RUNTIME_H_
