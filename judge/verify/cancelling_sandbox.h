// A sandbox that begins nothing once a verification is cancelled.
//
// Shape:   what runs then is not ended: it has its limits
// Errors:  Cancelled; else those of the sandbox behind it
// Threads: thread-safe
// Owner:   borrows the sandbox and the options
#ifndef GAVEL_JUDGE_VERIFY_CANCELLING_SANDBOX_H_
#define GAVEL_JUDGE_VERIFY_CANCELLING_SANDBOX_H_

#include "absl/status/statusor.h"
#include "judge/verify/context.h"
#include "sandbox/sandbox.h"

namespace gavel::verify {

class CancellingSandbox final : public sandbox::Sandbox {
 public:
  CancellingSandbox(sandbox::Sandbox& sandbox, const VerifyOptions& options)
      : sandbox_(sandbox), options_(options) {}

  absl::StatusOr<sandbox::Loaded> Load(const sandbox::Source& source,
                                       const Limits& limits) override;
  absl::StatusOr<sandbox::Interaction> Interact(
      sandbox::Program& submission, sandbox::RunInput submission_input,
      sandbox::Program& interactor,
      sandbox::RunInput interactor_input) override;

 private:
  sandbox::Sandbox& sandbox_;
  const VerifyOptions& options_;
};

}  // namespace gavel::verify

#endif  // GAVEL_JUDGE_VERIFY_CANCELLING_SANDBOX_H_
