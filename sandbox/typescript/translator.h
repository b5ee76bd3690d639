// TypeScript to JavaScript, in a process of the sandbox: the compiler reads
// hostile input, and so is a program like any other once it has.
//
// Shape:   the compiler is a program that the zygote keeps, loaded when it is
//          first needed and again when it is lost; each translation is a run of
//          it, with the limits for compiling of its own submission
// Errors:  Unavailable: the zygote died, or the compiler was lost twice;
//          Internal: the compiler does not load. What is wrong with a source
//          is never an error
// Threads: thread-safe; blocks until the sandbox reports
#ifndef GAVEL_SANDBOX_TYPESCRIPT_TRANSLATOR_H_
#define GAVEL_SANDBOX_TYPESCRIPT_TRANSLATOR_H_

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "core/execution.h"
#include "core/limits.h"
#include "core/owned_fd.h"
#include "sandbox/sandbox.h"
#include "sandbox/zygote_client.h"

namespace gavel::sandbox {

struct Translation {
  // kAccepted or kCompileError.
  Execution compilation;
  // What the compiler wrote, if it accepted the source: data of a hostile
  // process, for a program of kind kTranslated and for nobody else.
  OwnedFd file;
};

class Translator {
 public:
  // `rehearsals`: how often the compiler has compiled its samples before it is
  // ready. Each makes it start later and compile faster, up to some.
  Translator(std::shared_ptr<ZygoteClient> zygote, int rehearsals);

  absl::StatusOr<Translation> Translate(const Source& source,
                                        const Limits& limits);
  // Loads the compiler, unless it is.
  absl::Status Prepare();

 private:
  class Compiler;

  // The one that is loaded, or a new one in the place of `lost`.
  absl::StatusOr<std::shared_ptr<Compiler>> Ready(const Compiler* lost);

  const std::shared_ptr<ZygoteClient> zygote_;
  const int rehearsals_;
  absl::Mutex mu_;
  std::shared_ptr<Compiler> compiler_ ABSL_GUARDED_BY(mu_);
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_TYPESCRIPT_TRANSLATOR_H_
