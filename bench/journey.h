// One submission from submit to verdict, as a client sees it.
//
// Errors:  the status of the call that failed
// Threads: returns at once; `done` is called once, on a thread of gRPC
#ifndef GAVEL_BENCH_JOURNEY_H_
#define GAVEL_BENCH_JOURNEY_H_

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "gavel/v1/submission_service.grpc.pb.h"

namespace gavel::bench {

struct Outcome {
  // OK when there is a verdict.
  grpc::Status status;
  // Of Submit; not set if that failed.
  std::string submission_id;
  // From Submit to its answer, and to what it then hears in this order.
  absl::Duration accepted = absl::ZeroDuration();
  absl::Duration begun = absl::ZeroDuration();
  absl::Duration compiled = absl::ZeroDuration();
  absl::Duration last_run = absl::ZeroDuration();
  absl::Duration judged = absl::ZeroDuration();
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  int runs = 0;
  // What the sandbox says of all runs together.
  absl::Duration running = absl::ZeroDuration();
};

// The stub must live until `done` is called.
void SubmitAndWatch(v1::SubmissionService::Stub& stub,
                    const v1::SubmitRequest& request,
                    std::function<void(const Outcome& outcome)> done);

// The same, and waits.
Outcome SubmitAndAwait(v1::SubmissionService::Stub& stub,
                       const v1::SubmitRequest& request);

// A connection of its own, as separate people would have.
std::unique_ptr<v1::SubmissionService::Stub> Connect(
    const std::string& address);

// With the token in $GAVEL_TOKEN, if there is one.
void Authorize(grpc::ClientContext* context);

// Exits with a message if the file cannot be read.
v1::SubmitRequest RequestFor(const std::string& problem,
                             const std::string& program);

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_JOURNEY_H_
