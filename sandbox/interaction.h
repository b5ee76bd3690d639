// Two runs that talk to each other, watched by the server: Sandbox::Interact.
//
// Shape:   the two pipes go from process to process; the server copies nothing,
//          holds each run's ends of them until it knows who ended first, and
//          looks every few milliseconds whether both wait for each other
// Errors:  as Sandbox::Interact
// Threads: blocks until both runs have ended; any number at a time
#ifndef GAVEL_SANDBOX_INTERACTION_H_
#define GAVEL_SANDBOX_INTERACTION_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "core/limits.h"
#include "sandbox/sandbox.h"
#include "sandbox/zygote_client.h"

namespace gavel::sandbox {

// A program that the zygote of that generation has loaded.
struct Player {
  uint64_t program = 0;
  uint64_t generation = 0;
  Limits limits;
  RunInput input;
};

absl::StatusOr<Interaction> RunInteraction(ZygoteClient& zygote,
                                           Player submission,
                                           Player interactor);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_INTERACTION_H_
