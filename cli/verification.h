// Has a server verify one of its problems, for whoever knows no gRPC.
//
// Errors:  the server's, and Unavailable when it cannot be reached
// Threads: VerifyOnServer blocks until the server is done; the rest is pure
#ifndef GAVEL_CLI_VERIFICATION_H_
#define GAVEL_CLI_VERIFICATION_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "cli/endpoint.h"
#include "judge/verify/report.h"

namespace gavel::v1 {
class VerificationReport;
}  // namespace gavel::v1

namespace gavel::cli {

// Version 0 is the newest. Of how far it is, `progress` is told stage, done and
// total, as the server says them.
absl::StatusOr<verify::Report> VerifyOnServer(
    const Endpoint& endpoint, const std::string& id, int32_t version,
    const std::function<void(const std::string& stage, int done, int of)>&
        progress);

// What a server sends of a report; of judgements that is a part. Numbers that
// are not known are taken for the worst.
verify::Report FromProto(const v1::VerificationReport& message);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_VERIFICATION_H_
