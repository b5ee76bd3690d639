// Runs the input validators of a package on all of its inputs.
//
// Shape:   every validator has to accept every input of the tests and of the
//          tests of output validators; at least one has to refuse each of
//          data/invalid_input. Exit code 42 accepts, all other ends refuse,
//          save those over a limit of validators, which are errors
// Errors:  the sandbox's and the system's
// Threads: blocks; runs several validators at once
// Source:  problem package format 2025-09, "Input validators"
#ifndef GAVEL_JUDGE_VERIFY_INPUTS_H_
#define GAVEL_JUDGE_VERIFY_INPUTS_H_

#include "absl/status/status.h"
#include "judge/verify/context.h"
#include "judge/verify/report.h"

namespace gavel::verify {

absl::Status CheckInputs(const Context& context, Report& report);

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_INPUTS_H_
