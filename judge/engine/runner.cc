#include "judge/engine/runner.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/bytes.h"
#include "core/check.h"
#include "core/log.h"
#include "core/status_macros.h"

namespace gavel::judge {
namespace {

Execution SourceTooLarge(Bytes size, Bytes limit) {
  Execution compilation;
  compilation.verdict = Verdict::kCompileError;
  compilation.reason = Reason::kSourceSize;
  compilation.message = absl::StrCat("source is ", FormatBytes(size),
                                     ", the limit is ", FormatBytes(limit));
  return compilation;
}

// A compiling process can end in more ways than a judgement tells apart; the
// reason keeps them.
Execution AsCompilation(Execution execution) {
  if (execution.verdict != Verdict::kAccepted &&
      execution.verdict != Verdict::kJudgeError) {
    execution.verdict = Verdict::kCompileError;
  }
  return execution;
}

}  // namespace

Runner::Runner(sandbox::Sandbox& sandbox, sandbox::Source source,
               const Limits& limits, std::string what)
    : sandbox_(sandbox),
      source_(std::move(source)),
      limits_(limits),
      what_(std::move(what)) {}

absl::StatusOr<Execution> Runner::Load() {
  const Bytes size(static_cast<int64_t>(source_.text.size()));
  if (size > limits_.source) return SourceTooLarge(size, limits_.source);
  absl::StatusOr<Execution> compilation = LoadOnce();
  if (!absl::IsUnavailable(compilation.status())) return compilation;
  Log(Severity::kWarning, "judging",
      absl::StrCat(what_, ": loading it once more after ",
                   compilation.status().ToString()));
  return LoadOnce();
}

absl::StatusOr<Execution> Runner::Run(const MakeInput& make_input) {
  absl::StatusOr<Execution> execution = RunOnce(make_input);
  if (!absl::IsUnavailable(execution.status())) return execution;
  Log(Severity::kWarning, "judging",
      absl::StrCat(what_, ": running it once more after ",
                   execution.status().ToString()));
  GAVEL_RETURN_IF_ERROR(LoadAgain());
  return RunOnce(make_input);
}

absl::StatusOr<sandbox::Interaction> Runner::Interact(
    const MakeInput& make_input, Runner& interactor,
    const MakeInput& make_other) {
  absl::StatusOr<sandbox::Interaction> interaction =
      InteractOnce(make_input, interactor, make_other);
  if (!absl::IsUnavailable(interaction.status())) return interaction;
  Log(Severity::kWarning, "judging",
      absl::StrCat(what_, " and ", interactor.what_,
                   ": running them once more after ",
                   interaction.status().ToString()));
  GAVEL_RETURN_IF_ERROR(LoadAgain());
  GAVEL_RETURN_IF_ERROR(interactor.LoadAgain());
  return InteractOnce(make_input, interactor, make_other);
}

absl::StatusOr<Execution> Runner::LoadOnce() {
  program_.reset();
  GAVEL_ASSIGN_OR_RETURN(sandbox::Loaded loaded,
                         sandbox_.Load(source_, limits_));
  program_ = std::move(loaded.program);
  warnings_ = std::move(loaded.warnings);
  if (loaded.compilation.verdict == Verdict::kAccepted && !program_) {
    return absl::InternalError(
        absl::StrCat("loading ", what_, ": compiled, but no program came"));
  }
  return AsCompilation(std::move(loaded.compilation));
}

absl::StatusOr<Execution> Runner::RunOnce(const MakeInput& make_input) {
  GAVEL_CHECK(program_ != nullptr);
  GAVEL_ASSIGN_OR_RETURN(sandbox::RunInput input, make_input());
  return program_->Run(std::move(input));
}

absl::StatusOr<sandbox::Interaction> Runner::InteractOnce(
    const MakeInput& make_input, Runner& interactor,
    const MakeInput& make_other) {
  GAVEL_CHECK(program_ != nullptr && interactor.program_ != nullptr);
  GAVEL_ASSIGN_OR_RETURN(sandbox::RunInput input, make_input());
  GAVEL_ASSIGN_OR_RETURN(sandbox::RunInput other, make_other());
  return sandbox_.Interact(*program_, std::move(input), *interactor.program_,
                           std::move(other));
}

absl::Status Runner::LoadAgain() {
  GAVEL_ASSIGN_OR_RETURN(const Execution compilation, LoadOnce());
  if (compilation.verdict == Verdict::kAccepted) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(
      "loading ", what_, " again: it compiled before and now gives ",
      VerdictCode(compilation.verdict), " (", ReasonName(compilation.reason),
      ")"));
}

}  // namespace gavel::judge
