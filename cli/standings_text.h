// Standings as a table for terminals and pipes.
//
// Shape:   a line for the contest, one for the columns, one for each
// contestant.
//          Where the width does not suffice, cells lose their times first, then
//          names are cut; lines that are still too long stay so. A cell says
//            +2 0:45    solved with the second attempt, 45 minutes after start
//            +1! 0:03   and before everybody else
//            -3         three rejected attempts
//            40 1:20    40 points, got 80 minutes after start; "100!" is first
//            ?2         two wait for a verdict, or are hidden by the freeze
//            .          nothing
// Threads: pure, safe anywhere
#ifndef GAVEL_CLI_STANDINGS_TEXT_H_
#define GAVEL_CLI_STANDINGS_TEXT_H_

#include <cstddef>
#include <string>

#include "cli/format.h"

namespace gavel::v1 {
class ResolveStandingsResponse;
class ResolverStep;
class Standings;
class WatchStandingsResponse;
}  // namespace gavel::v1

namespace gavel::cli {

struct BoardOptions {
  Style style = {};
  // Columns of the terminal; 0 for any number.
  size_t width = 0;
  // User whose line is marked; empty for none.
  std::string marked = {};
  // At most so many lines of contestants, those around the marked one; 0 for
  // all.
  size_t most_rows = 0;
};

std::string DrawStandings(const v1::Standings& standings,
                          const BoardOptions& options);

// Makes of the standings before those after a change.
void ApplyChange(const v1::WatchStandingsResponse& change,
                 v1::Standings* standings);
// Reveals a cell, and ranks again. False for a step that does not fit.
bool ApplyStep(const v1::ResolverStep& step, v1::Standings* standings);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_STANDINGS_TEXT_H_
