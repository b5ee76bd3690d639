// The prelude in a context, and the functions it gives back.
//
// Shape:   NewContextWithPrelude and InstallPrelude once per process, in the
//          template; then Prelude() is what sandbox/prelude says of each hook
// Errors:  Internal with what JavaScript says
// Threads: single-threaded
// Owner:   handles for the life of the process
#ifndef GAVEL_SANDBOX_ENGINE_HOOKS_H_
#define GAVEL_SANDBOX_ENGINE_HOOKS_H_

#include "absl/status/status.h"
#include "v8.h"

namespace gavel::sandbox {

struct Hooks {
  v8::Global<v8::Function> run;
  v8::Global<v8::Function> turn;
  v8::Global<v8::Function> exit;
  v8::Global<v8::Function> uncaught;
  v8::Global<v8::Function> rejection;
  v8::Global<v8::Function> import;
  v8::Global<v8::Function> load;
  v8::Global<v8::Function> import_meta;
  v8::Global<v8::Function> describe;
};

// A context in which InstallPrelude finds the prelude. At most once per
// process; empty if that cannot be compiled.
v8::Local<v8::Context> NewContextWithPrelude(v8::Isolate* isolate);

// Evaluates the prelude and warms it up.
absl::Status InstallPrelude(v8::Local<v8::Context> context);

const Hooks& Prelude();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_HOOKS_H_
