// One program in the real sandbox, run with text in and text out.
//
// Errors:  the sandbox's; Internal for a program that does not compile
// Threads: stateless
#ifndef GAVEL_BENCH_ONE_RUN_H_
#define GAVEL_BENCH_ONE_RUN_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "core/execution.h"
#include "core/limits.h"
#include "core/owned_fd.h"
#include "sandbox/sandbox.h"

namespace gavel::bench {

struct OneRun {
  Execution execution;
  // What was printed to stdout; what went to stderr is dropped.
  std::string output;
};

// A stream: a file in memory that holds the text, at its beginning.
absl::StatusOr<OwnedFd> MemoryFile(const std::string& text);
// All of it, wherever it is read or written.
std::string Contents(const OwnedFd& file);

// For programs that are known to compile.
absl::StatusOr<std::unique_ptr<sandbox::Program>> LoadProgram(
    sandbox::Sandbox& sandbox, const std::string& source, const Limits& limits);

absl::StatusOr<OneRun> RunOnce(sandbox::Program& program,
                               const std::string& input);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_ONE_RUN_H_
