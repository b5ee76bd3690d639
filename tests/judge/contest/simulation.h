// A contest that might have been: who took part, and everything they submitted,
// from a seed.
//
// Shape:   teams of differing skill try problems of differing difficulty until
//          they solve them or give up. Some do the same in the same minute, so
//          that there are ties; some have extra time or are out of competition.
//          There are compile errors, judge errors, verdicts that come late or
//          never, and submissions that do not count: too early, too late, by
//          strangers, for other problems. Every judgement has a verdict and
//          scores of four groups, so that all rules can read it
// Threads: pure
#ifndef GAVEL_TESTS_JUDGE_CONTEST_SIMULATION_H_
#define GAVEL_TESTS_JUDGE_CONTEST_SIMULATION_H_

#include <cstdint>
#include <vector>

#include "core/contest.h"

namespace gavel::contest {

struct Simulation {
  // Five hours with ICPC rules, frozen for the last one.
  Contest contest;
  std::vector<Registration> registrations;
  std::vector<LogEntry> log;
};

Simulation Simulate(uint64_t seed, int teams = 50, int problems = 8);

// The same seed gives the same numbers on every machine.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}

  // From 0 to below 1.
  double Roll();
  // From 0 to below `sides`.
  int64_t Roll(int64_t sides);
  bool Chance(double probability) { return Roll() < probability; }

 private:
  uint64_t state_;
};

}  // namespace gavel::contest

#endif  // GAVEL_TESTS_JUDGE_CONTEST_SIMULATION_H_
