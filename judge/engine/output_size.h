// The size of an output, by a count that no sandboxed process can forge.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_ENGINE_OUTPUT_SIZE_H_
#define GAVEL_JUDGE_ENGINE_OUTPUT_SIZE_H_

#include "core/bytes.h"
#include "core/execution.h"

namespace gavel::judge {

// Makes an accepted execution that wrote more than the limit one that exceeded
// it: the process counts its own output, and a subverted one would lie.
void CheckOutputSize(Bytes written, Bytes limit, Execution& execution);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_OUTPUT_SIZE_H_
