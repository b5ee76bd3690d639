// Verifies a problem package with the judge itself.
//
// Shape:   input validators on every input; output validators on answers and on
//          the outputs that the package has for them; every example submission
//          against what it promises; the time limit by the rules of the format;
//          accepted examples once more with other random numbers. What has no
//          runtime is named and left out, and the rest is done
// Errors:  the sandbox's and the system's, and Cancelled as soon as what runs
//          then has ended; what is wrong with the package is in the report
// Threads: blocks; runs `slots` programs at once
// Source:  problem package formats 2025-09 and legacy
#ifndef GAVEL_JUDGE_VERIFY_VERIFY_H_
#define GAVEL_JUDGE_VERIFY_VERIFY_H_

#include "absl/status/statusor.h"
#include "core/clock.h"
#include "judge/package/package.h"
#include "judge/verify/context.h"
#include "judge/verify/report.h"
#include "sandbox/sandbox.h"

namespace gavel::verify {

absl::StatusOr<Report> Verify(const package::Package& package,
                              sandbox::Sandbox& sandbox, const Clock& clock,
                              const VerifyOptions& options,
                              const Progress::Sink& progress);

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_VERIFY_H_
