// Reads a problem's public test cases for an answer to a client.
//
// Shape:   64 KiB of each file, and 2 MiB of all together: then they are cut
// Errors:  DataLoss when a file cannot be read
// Threads: blocks on the disk; safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_SAMPLES_H_
#define GAVEL_JUDGE_SERVICE_SAMPLES_H_

#include "absl/status/status.h"
#include "core/problem.h"

namespace gavel::v1 {
class Problem;
}  // namespace gavel::v1

namespace gavel::judge {

absl::Status AddSamples(const Problem& problem, v1::Problem* out);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_SAMPLES_H_
