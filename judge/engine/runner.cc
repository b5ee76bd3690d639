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
  return LoadAndRun(make_input);
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

absl::StatusOr<Execution> Runner::LoadAndRun(const MakeInput& make_input) {
  GAVEL_ASSIGN_OR_RETURN(const Execution compilation, LoadOnce());
  if (compilation.verdict != Verdict::kAccepted) {
    return absl::InternalError(absl::StrCat(
        "loading ", what_, " again: it compiled before and now gives ",
        VerdictCode(compilation.verdict), " (", ReasonName(compilation.reason),
        ")"));
  }
  return RunOnce(make_input);
}

}  // namespace gavel::judge
