// Why a verdict is what it is, as text: differences, provenance, replays.
//
// Shape:   everything that a program may have written goes through Escape
// Threads: pure, safe anywhere
#ifndef GAVEL_CLI_EXPLAIN_H_
#define GAVEL_CLI_EXPLAIN_H_

#include <string>

namespace gavel::v1 {
class Judgement;
class ReplaySubmissionResponse;
class TestRun;
}  // namespace gavel::v1

namespace gavel::cli {

// Lines to stand under a run: where its output differs first, and which run it
// is a copy of.
std::string ExplainRun(const v1::TestRun& run);

// With the seeds of runs and the hashes of their outputs; empty if nothing is
// known.
std::string FormatProvenance(const v1::Judgement& judgement);

// What differs, and in the last line whether the result is the same.
std::string FormatReplay(const v1::ReplaySubmissionResponse& replay);

// Whether verdicts, reasons and scores are the same.
bool IsSameResult(const v1::ReplaySubmissionResponse& replay);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_EXPLAIN_H_
