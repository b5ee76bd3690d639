// Runs the output validators of a package on outputs whose verdict is known.
//
// Shape:   outputs of data/valid_output have to be accepted, those of
//          data/invalid_output refused; the answers of samples, or their .out
//          files in place of them, accepted. The answers of secret tests need
//          not be outputs: if they are refused that is a warning. A validator
//          that breaks the rules is an error wherever it does. Nothing of that
//          is done for interactive, multi-pass and function problems
// Errors:  the sandbox's and the system's
// Threads: blocks; runs several validators at once
// Source:  problem package format 2025-09, "Invalid test cases", "Valid output"
//          and "Samples"
#ifndef GAVEL_JUDGE_VERIFY_OUTPUTS_H_
#define GAVEL_JUDGE_VERIFY_OUTPUTS_H_

#include "absl/status/status.h"
#include "judge/verify/context.h"
#include "judge/verify/report.h"

namespace gavel::verify {

absl::Status CheckOutputs(const Context& context, Report& report);

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_OUTPUTS_H_
