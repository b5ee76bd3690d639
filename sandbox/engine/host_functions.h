// The native half of what submissions see: streams, encodings, clock, exit.
//
// Shape:   one plain object of functions, handed to the prelude and to nobody
//          else; sandbox/prelude says what each does
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_HOST_FUNCTIONS_H_
#define GAVEL_SANDBOX_ENGINE_HOST_FUNCTIONS_H_

#include "v8.h"

namespace gavel::sandbox {

v8::Local<v8::Object> MakeHostObject(v8::Local<v8::Context> context);

// host.now() counts from here.
void StartClock();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_HOST_FUNCTIONS_H_
