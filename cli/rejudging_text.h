// Rejudgings as text for terminals and pipes.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_CLI_REJUDGING_TEXT_H_
#define GAVEL_CLI_REJUDGING_TEXT_H_

#include <string>
#include <vector>

#include "cli/format.h"

namespace gavel::v1 {
class GetRejudgingResponse;
class Rejudging;
class RejudgingChange;
}  // namespace gavel::v1

namespace gavel::cli {

// "rejudging 3: open, 40 of 100 judged, by eve: tests were wrong".
std::string FormatRejudging(const v1::Rejudging& rejudging);
// With who gains and who loses.
std::string FormatEffects(const v1::GetRejudgingResponse& response);
std::string FormatRejudgings(const std::vector<v1::Rejudging>& rejudgings);
// A line for each submission: old and new verdict, and a sign.
std::string FormatChanges(const std::vector<v1::RejudgingChange>& changes);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_REJUDGING_TEXT_H_
