// Addresses to listen on: HOST:PORT, [HOST]:PORT.
//
// Errors:  InvalidArgument for one that cannot be read or resolved
// Threads: pure but for looking up names, which may block
#ifndef GAVEL_JUDGE_SERVICE_LISTEN_ADDRESS_H_
#define GAVEL_JUDGE_SERVICE_LISTEN_ADDRESS_H_

#include <string>

#include "absl/status/status.h"

namespace gavel::judge {

absl::Status CheckAddress(const std::string& address);

// FailedPrecondition unless only this machine can reach it.
absl::Status CheckLoopback(const std::string& address);

// gRPC only says that it could not listen. Asking the system again tells why:
// AlreadyExists for a port that is taken, else what the system says.
absl::Status WhyNotListening(const std::string& address);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_LISTEN_ADDRESS_H_
