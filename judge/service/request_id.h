// The names of calls, which tie a client's log to the server's.
//
// Threads: pure, safe anywhere, save for the generator
#ifndef GAVEL_JUDGE_SERVICE_REQUEST_ID_H_
#define GAVEL_JUDGE_SERVICE_REQUEST_ID_H_

#include <string>

#include "absl/random/bit_gen_ref.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace gavel::judge {

// The metadata in which clients give one, and get it back.
inline constexpr char kRequestIdKey[] = "x-request-id";

// 1 to 64 characters of A-Za-z0-9 and -_.:
bool IsRequestId(absl::string_view text);

// A UUID of version 7: later ones sort behind earlier ones.
std::string MakeRequestId(absl::Time now, absl::BitGenRef random);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_REQUEST_ID_H_
