// The native half of files: the volume that a process has, and its arguments.
//
// Shape:   functions of the object that the prelude gets; sandbox/prelude says
//          what each does
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_FILE_FUNCTIONS_H_
#define GAVEL_SANDBOX_ENGINE_FILE_FUNCTIONS_H_

#include "v8.h"

namespace gavel::sandbox {

// Adds `volume` and `arguments` to the host object.
void AddFileFunctions(v8::Local<v8::Context> context,
                      v8::Local<v8::Object> host);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_FILE_FUNCTIONS_H_
