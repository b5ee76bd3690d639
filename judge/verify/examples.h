// Judges the example submissions of a package, and finds its time limit.
//
// Shape:   with a time limit in the package, all examples are judged under it.
//          Without, those that it is made of are judged first, under a generous
//          one, and the others under what comes of that. Examples that have to
//          be too slow are run a second time, for as long as the format wants
//          them to take at least; accepted ones too, with other random numbers,
//          and have to get the same again. Tests that cannot change the outcome
//          are run all the same, until one exceeds its time limit
// Unjudged: where the output validator has no runtime, all outputs are taken
//          for right, and what examples promise of them is left out. Without
//          its interactor an example is only compiled
// Errors:  the system's; what becomes of an example is in its judgement
// Threads: blocks; judges several examples at once
// Source:  problem package format 2025-09, "Problem timing"
#ifndef GAVEL_JUDGE_VERIFY_EXAMPLES_H_
#define GAVEL_JUDGE_VERIFY_EXAMPLES_H_

#include "absl/status/status.h"
#include "judge/verify/context.h"
#include "judge/verify/report.h"

namespace gavel::verify {

absl::Status JudgeExamples(const Context& context, Report& report);

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_EXAMPLES_H_
