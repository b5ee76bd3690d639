// How long calls may take and how much of a server its clients may hold, beside
// the limits of single services. docs/operations.md has the table of all.
//
// Threads: plain values
#ifndef GAVEL_JUDGE_SERVICE_CALL_LIMITS_H_
#define GAVEL_JUDGE_SERVICE_CALL_LIMITS_H_

#include "absl/time/time.h"
#include "core/bytes.h"

namespace gavel::judge {

struct CallLimits {
  // From its arrival to its answer, whatever deadline the client gave.
  absl::Duration unary = absl::Minutes(2);
  // In which a client that uploads has to send the next message, and one that
  // is sent a stream has to take it.
  absl::Duration stall = absl::Minutes(1);
  // In which something has to come or go on a stream of both directions, as
  // long as its client may still send.
  absl::Duration quiet = absl::Minutes(15);
};

struct ConnectionLimits {
  int streams = 1000;
  // Of the headers of one call.
  Bytes metadata = KiB(16);
  // For TLS, and for the first bytes of HTTP/2.
  absl::Duration handshake = absl::Seconds(10);
  // Without calls.
  absl::Duration idle = absl::Minutes(10);
  // Then clients are told to connect again, and calls have the grace to end.
  absl::Duration age = absl::Hours(12);
  absl::Duration age_grace = absl::Hours(1);
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CALL_LIMITS_H_
