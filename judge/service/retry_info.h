// The details of an error, as gRPC's libraries know them.
//
// Threads: pure, safe anywhere
// Source:  google.rpc.Status and google.rpc.RetryInfo
#ifndef GAVEL_JUDGE_SERVICE_RETRY_INFO_H_
#define GAVEL_JUDGE_SERVICE_RETRY_INFO_H_

#include <string>

#include "absl/time/time.h"

namespace gavel::judge {

// For the third argument of grpc::Status, which repeats the other two.
std::string RetryDetails(int code, const std::string& message,
                         absl::Duration delay);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_RETRY_INFO_H_
