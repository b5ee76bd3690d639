// HOST:PORT, as it is written on command lines.
//
// Errors:  InvalidArgument that names the address
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_ADDRESS_H_
#define GAVEL_JUDGE_SERVICE_ADDRESS_H_

#include <string>

#include "absl/status/statusor.h"

namespace gavel::judge {

struct HostAndPort {
  // Without the brackets of IPv6.
  std::string host;
  std::string port;
};

absl::StatusOr<HostAndPort> SplitAddress(const std::string& address);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_ADDRESS_H_
