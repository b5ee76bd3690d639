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
  // From Submit to its answer, and to hearing the verdict.
  absl::Duration accepted = absl::ZeroDuration();
  absl::Duration judged = absl::ZeroDuration();
  // What the judgement says of itself: when judging began and ended, counted
  // from Submit, which is right where client and server have one clock.
  absl::Duration begun = absl::ZeroDuration();
  absl::Duration finished = absl::ZeroDuration();
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
  int runs = 0;
  // What the sandbox says of compiling and of all runs together.
  absl::Duration compiling = absl::ZeroDuration();
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

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_JOURNEY_H_
