// A loaded program that survives the death of the sandbox process.
//
// Shape:   Load, then Run as often as wanted; either is tried once more, and
//          says so in the log, when the sandbox reports Unavailable
// Errors:  the sandbox's, after that retry
// Threads: thread-compatible; Load and Run block like the sandbox
// Owner:   borrows the sandbox
#ifndef GAVEL_JUDGE_ENGINE_RUNNER_H_
#define GAVEL_JUDGE_ENGINE_RUNNER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "core/execution.h"
#include "core/limits.h"
#include "core/type_warning.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

class Runner {
 public:
  // Makes the input of one attempt: a run that is tried again needs descriptors
  // that nobody has read from or written to.
  using MakeInput = std::function<absl::StatusOr<sandbox::RunInput>()>;

  // `what` names the program in the log: "submission 7".
  Runner(sandbox::Sandbox& sandbox, sandbox::Source source,
         const Limits& limits, std::string what);

  // The compilation; kAccepted, kCompileError or kJudgeError. A source over the
  // limit never reaches the sandbox.
  absl::StatusOr<Execution> Load();

  // Of the last Load, if its source asked for them.
  const std::vector<TypeWarning>& warnings() const { return warnings_; }

  // Only after a compilation that was accepted.
  absl::StatusOr<Execution> Run(const MakeInput& make_input);

  // Runs both at once, connected to each other; likewise only after both have
  // been loaded.
  absl::StatusOr<sandbox::Interaction> Interact(const MakeInput& make_input,
                                                Runner& interactor,
                                                const MakeInput& make_other);

 private:
  absl::StatusOr<Execution> LoadOnce();
  absl::StatusOr<Execution> RunOnce(const MakeInput& make_input);
  absl::StatusOr<sandbox::Interaction> InteractOnce(
      const MakeInput& make_input, Runner& interactor,
      const MakeInput& make_other);
  // Loads what has been loaded before.
  absl::Status LoadAgain();

  sandbox::Sandbox& sandbox_;
  const sandbox::Source source_;
  const Limits limits_;
  const std::string what_;
  std::unique_ptr<sandbox::Program> program_;
  std::vector<TypeWarning> warnings_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_RUNNER_H_
