// Forking ahead: while a program waits, a run of it that has been forked
// already, its spare, takes the next order itself. The two share the control
// socket, so only one of them may listen; the baton is the right to do so.
//
// Shape:   a socket between a program and its spare. The program waits for the
//          baton, the spare gives it back with the order that it took
// Errors:  false with errno set, as everything between fork and user code
// Threads: single-threaded, async-signal-safe
#ifndef GAVEL_SANDBOX_ZYGOTE_SPARE_H_
#define GAVEL_SANDBOX_ZYGOTE_SPARE_H_

#include "sandbox/engine/report.h"

namespace gavel::sandbox {

// A program's own, while it has a spare; runs have neither.
inline constexpr int kBatonFd = kControlFd + 1;
inline constexpr int kGivenBatonFd = kBatonFd + 1;

// In a program that has no descriptors above kControlFd but those of the baton
// before: a baton for the next spare.
bool MakeBaton();

// In the spare. `another_follows` is what its order says.
bool GiveBaton(bool another_follows);

// In a program, when it has a spare: until that has an order. Returns what the
// order says; false without one if the spare is lost, which may happen when
// memory runs out.
bool AwaitBaton();

// In a run, and in a program that waits for orders itself.
void DropBaton();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ZYGOTE_SPARE_H_
