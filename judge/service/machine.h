// What this server is made of, for Provenance.
//
// Errors:  HashFiles: the system's. What the machine does not say is left empty
// Threads: blocks on the disk
#ifndef GAVEL_JUDGE_SERVICE_MACHINE_H_
#define GAVEL_JUDGE_SERVICE_MACHINE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "core/provenance.h"
#include "core/sha256.h"

namespace gavel::judge {

Machine DescribeMachine();

// Over all of them, in that order.
absl::StatusOr<Sha256> HashFiles(const std::vector<std::string>& paths);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_MACHINE_H_
