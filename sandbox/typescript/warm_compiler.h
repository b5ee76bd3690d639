// A compiler of ours that is kept warm: it reads hostile input, so it is a
// program of the sandbox, and each compilation is a run of it.
//
// Shape:   loaded when it is first needed, and again when it is lost; a run has
//          the limits for compiling of its own submission
// Errors:  Unavailable: the zygote died, or the compiler was lost twice;
//          Internal: the compiler does not load. What is wrong with a source
//          is never an error
// Threads: thread-safe; blocks until the sandbox reports
#ifndef GAVEL_SANDBOX_TYPESCRIPT_WARM_COMPILER_H_
#define GAVEL_SANDBOX_TYPESCRIPT_WARM_COMPILER_H_

#include <memory>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "core/bytes.h"
#include "core/execution.h"
#include "core/limits.h"
#include "core/owned_fd.h"
#include "sandbox/sandbox.h"
#include "sandbox/zygote_client.h"

namespace gavel::sandbox {

struct WarmCompilerOptions {
  // A bundle of bundle.h.
  absl::string_view script;
  // What it holds itself, beside the memory that a submission's limits allow.
  Bytes own_memory;
  // How often it has compiled its samples before it is ready. Each makes it
  // start later and compile faster, up to some.
  int rehearsals = 1;
};

struct Compiled {
  // kAccepted or kCompileError.
  Execution compilation;
  // What the compiler wrote: data of a hostile process. Sealed.
  OwnedFd output;
};

class WarmCompiler {
 public:
  WarmCompiler(std::shared_ptr<ZygoteClient> zygote,
               const WarmCompilerOptions& options)
      : zygote_(std::move(zygote)), options_(options) {}

  absl::StatusOr<Compiled> Compile(const Source& source, const Limits& limits);
  // Loads it, unless it is.
  absl::Status Prepare();

 private:
  class Process;

  // The one that is loaded, or a new one in the place of `lost`.
  absl::StatusOr<std::shared_ptr<Process>> Ready(const Process* lost);

  const std::shared_ptr<ZygoteClient> zygote_;
  const WarmCompilerOptions options_;
  absl::Mutex mu_;
  std::shared_ptr<Process> process_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_TYPESCRIPT_WARM_COMPILER_H_
