// How a wall of the sandbox that does not stand is made to stand on this
// machine.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_LOCAL_MEND_H_
#define GAVEL_JUDGE_LOCAL_MEND_H_

#include <string>

#include "judge/local/machine.h"
#include "sandbox/walls.h"

namespace gavel::judge {

std::string HowToMend(const sandbox::WallKind& wall, const Machine& machine);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_MEND_H_
