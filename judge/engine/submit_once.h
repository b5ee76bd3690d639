// Submits what its sender may have to send twice.
//
// Errors:  AlreadyExists for a key that its sender gave to something else; else
//          as `submit`
// Threads: safe from any thread; blocks on the disk
#ifndef GAVEL_JUDGE_ENGINE_SUBMIT_ONCE_H_
#define GAVEL_JUDGE_ENGINE_SUBMIT_ONCE_H_

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "core/submission.h"
#include "storage/store.h"

namespace gavel::judge {

// The stored submission: a new one, made by `submit`, or the one that its
// sender submitted before under the same idempotency key, with its judgement if
// it has one. Without a key it is always new.
absl::StatusOr<storage::SubmissionRecord> SubmitOnce(
    const Submission& submission, storage::Store& store,
    absl::FunctionRef<absl::StatusOr<Submission>(const Submission&)> submit);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_SUBMIT_ONCE_H_
