// When a run is measured again, and which of its measurements counts.
//
// Policy:  CPU time is measured with noise that only ever adds: caches and
//          cores shared with others, interrupts, a clock that slows down. A
//          program that is stopped at its limit shows no more than that it got
//          so far, so every run that ended with TLE might be noise, and is
//          measured again
//            - if it reached its CPU limit, or
//            - if it met the wall limit after at least half of its CPU limit:
//              it computed, and was not given the CPU. One that used less was
//              waiting, which another measurement would not change, and
//              holding a slot for a whole wall limit is the most that a
//              program can cost
//          up to `measure_again` times, and at most kMostMeasuredAgain times in
//          one judging. The first measurement that is not TLE counts, whatever
//          it is. If all are TLE, one that reached the CPU limit counts before
//          one that met the wall limit, and then the least CPU time
// Shape:   a run that ended in any other way is never measured again, an
//          accepted one least of all; neither is compiling, nor a one-off
//          program, nor a run of an interactive problem. Of a multi-pass
//          problem all passes of a test are one run. Every measurement starts
//          in a process of its own with the same input and seed, and
//          TestRun::measurements keeps all of them
// Cost:    what is not accepted ends a judging, so a program that loops costs
//          `measure_again` limits more, one near the limit on every test at
//          most kMostMeasuredAgain
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_ENGINE_MEASURING_H_
#define GAVEL_JUDGE_ENGINE_MEASURING_H_

#include "core/execution.h"
#include "core/judgement.h"
#include "core/limits.h"

namespace gavel::judge {

inline constexpr int kDefaultMeasureAgain = 1;
inline constexpr int kMostMeasuredAgain = 5;

// Whether the machine may be what made it exceed a time limit.
bool MayBeNoise(const Execution& execution, const Limits& limits);

// Adds what another measurement gave. True if it counts more than what was
// there: then it is run.execution now.
bool AddMeasurement(Execution execution, TestRun& run);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_MEASURING_H_
