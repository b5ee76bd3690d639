#include "judge/verify/cancelling_sandbox.h"

#include <memory>
#include <utility>

#include "core/status_macros.h"

namespace gavel::verify {
namespace {

class CancellingProgram final : public sandbox::Program {
 public:
  CancellingProgram(std::unique_ptr<sandbox::Program> program,
                    const VerifyOptions& options)
      : program_(std::move(program)), options_(options) {}

  absl::StatusOr<Execution> Run(sandbox::RunInput input) override {
    GAVEL_RETURN_IF_ERROR(CheckWanted(options_));
    return program_->Run(std::move(input));
  }

  sandbox::Program& behind() { return *program_; }

 private:
  const std::unique_ptr<sandbox::Program> program_;
  const VerifyOptions& options_;
};

// All programs of a CancellingSandbox are such.
sandbox::Program& Behind(sandbox::Program& program) {
  return static_cast<CancellingProgram&>(program).behind();
}

}  // namespace

absl::StatusOr<sandbox::Loaded> CancellingSandbox::Load(
    const sandbox::Source& source, const Limits& limits) {
  GAVEL_RETURN_IF_ERROR(CheckWanted(options_));
  GAVEL_ASSIGN_OR_RETURN(sandbox::Loaded loaded, sandbox_.Load(source, limits));
  if (loaded.program != nullptr) {
    loaded.program = std::make_unique<CancellingProgram>(
        std::move(loaded.program), options_);
  }
  return loaded;
}

absl::StatusOr<sandbox::Interaction> CancellingSandbox::Interact(
    sandbox::Program& submission, sandbox::RunInput submission_input,
    sandbox::Program& interactor, sandbox::RunInput interactor_input) {
  GAVEL_RETURN_IF_ERROR(CheckWanted(options_));
  return sandbox_.Interact(Behind(submission), std::move(submission_input),
                           Behind(interactor), std::move(interactor_input));
}

}  // namespace gavel::verify
