// A validator of a problem package: a program that judges and says why.
//
// Sees:    in the directory it runs in: its own files; the files that it is
//          given, "input.in" and "answer.ans" of an output validator; the
//          submission's file and those included with it, unless the validator
//          has a file of that name; and "feedback/", where alone it may write
//          and where it finds what it wrote on earlier passes of the same test.
//          Standard output is dropped, standard error kept for judges if it
//          breaks the rules
// Limits:  Problem::validation, for everything that it writes as well
// Shape:   loaded when it is first needed, and then once
// Answer:  exit code 42 accepts, 43 rejects; whatever else happens to it is a
//          fault of the package
// Errors:  those of the sandbox, after one retry on Unavailable. What the
//          validator does wrong is an answer
// Threads: thread-compatible; blocks like the sandbox
// Owner:   borrows the sandbox and the package's program
// Source:  problem package format 2025-09, "Output validator"
#ifndef GAVEL_JUDGE_ENGINE_VALIDATOR_H_
#define GAVEL_JUDGE_ENGINE_VALIDATOR_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/execution.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "core/verdict.h"
#include "judge/engine/contents.h"
#include "judge/engine/feedback.h"
#include "judge/engine/runner.h"
#include "judge/engine/score_files.h"
#include "sandbox/sandbox.h"

namespace gavel::judge {

// What a validator says of a submission on a test.
struct Answer {
  // kAccepted, kWrongAnswer or kJudgeError.
  Verdict verdict = Verdict::kAccepted;
  // Why it is not accepted, for everybody: nothing of it is secret.
  std::string message;
  std::string judge_message;
  std::string team_message;
  ScoreFiles scores;
  std::optional<std::string> next_pass;
  // Of the default output validator.
  std::optional<Difference> difference;
};

// The answer for a validator that broke the rules. `detail` is for judges.
Answer PackageFault(std::string what, const std::string& detail);

// What a validator is given.
struct Question {
  std::vector<std::string> arguments;
  std::vector<sandbox::File> files;
};

class Validator {
 public:
  // `kind` names it: "output validator". It may take that much more wall time,
  // when it waits for another program.
  Validator(sandbox::Sandbox& sandbox, const PackageProgram& program,
            const ValidationLimits& limits, const std::string& kind,
            absl::Duration waiting = absl::ZeroDuration());

  // Runs it with `standard_input`; the feedback directory is its own.
  absl::StatusOr<Answer> Ask(const Question& question,
                             const Content& standard_input, Feedback& feedback);

  // Whether a file of that name would be one of its own.
  bool Owns(absl::string_view name) const;

  // As Ask, in steps, for whoever runs it together with another program.

  // An answer if it cannot be loaded.
  absl::StatusOr<std::optional<Answer>> Load();
  Runner& runner() { return *runner_; }
  // Descriptors of a run that are read after it.
  struct Traces {
    OwnedFd written;
    OwnedFd standard_error;
  };
  absl::StatusOr<sandbox::RunInput> MakeInput(const Question& question,
                                              const Feedback& feedback,
                                              Traces& traces) const;
  absl::StatusOr<Answer> Conclude(const Execution& execution,
                                  const Traces& traces,
                                  Feedback& feedback) const;

 private:
  Answer Fault(const std::string& what, const std::string& detail) const;
  std::vector<sandbox::File> Readable(const Question& question) const;

  sandbox::Sandbox& sandbox_;
  const PackageProgram& program_;
  const ValidationLimits limits_;
  const absl::Duration waiting_;
  // "output validator output_validator/check.js".
  const std::string name_;
  std::optional<Runner> runner_;
  // Of the first Load.
  std::optional<Answer> load_fault_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_VALIDATOR_H_
