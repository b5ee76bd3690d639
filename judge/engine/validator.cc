#include "judge/engine/validator.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/bytes.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "judge/engine/memory_file.h"

namespace gavel::judge {
namespace {

constexpr int kExitAccepted = 42;
constexpr int kExitRejected = 43;
constexpr char kFeedback[] = "feedback";

// For names of files that were written, beside what is in them.
constexpr Bytes kRecords = MiB(1);

std::string BaseName(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

Limits LimitsOf(const ValidationLimits& validation, absl::Duration waiting) {
  Limits limits;
  limits.cpu_time = validation.time;
  limits.wall_time = DefaultWallTime(validation.time) + waiting;
  limits.memory = validation.memory;
  limits.output = validation.output;
  limits.source = MiB(8);
  limits.compile_time = absl::Seconds(60);
  limits.compile_memory = MiB(2048);
  return limits;
}

// nullopt unless it exited as validators do.
std::optional<Verdict> VerdictOf(const Execution& execution) {
  if (execution.reason != Reason::kExitCode) return std::nullopt;
  if (execution.exit_code == kExitAccepted) return Verdict::kAccepted;
  if (execution.exit_code == kExitRejected) return Verdict::kWrongAnswer;
  return std::nullopt;
}

// "exited with 1", "time limit exceeded (cpu_time)". Nothing of its messages,
// which may show an answer.
std::string HowItEnded(const Execution& execution) {
  const bool exited = execution.verdict == Verdict::kAccepted ||
                      execution.reason == Reason::kExitCode;
  if (exited) {
    return absl::StrCat("exited with ", execution.exit_code, ", not ",
                        kExitAccepted, " or ", kExitRejected);
  }
  return absl::StrCat(VerdictTitle(execution.verdict), " (",
                      ReasonName(execution.reason), ")");
}

absl::StatusOr<std::string> Complaints(const Execution& execution,
                                       const OwnedFd& standard_error) {
  GAVEL_ASSIGN_OR_RETURN(const std::string text,
                         ReadStart(standard_error, Bytes(kMaxMessage)));
  return absl::StrCat(execution.message,
                      execution.message.empty() || text.empty() ? "" : "\n",
                      text);
}

}  // namespace

Answer PackageFault(std::string what, const std::string& detail) {
  Answer answer;
  answer.verdict = Verdict::kJudgeError;
  answer.message = std::move(what);
  answer.judge_message = ToValidUtf8(detail, kMaxMessage);
  return answer;
}

Validator::Validator(sandbox::Sandbox& sandbox, const PackageProgram& program,
                     const ValidationLimits& limits, const std::string& kind,
                     absl::Duration waiting)
    : sandbox_(sandbox),
      program_(program),
      limits_(limits),
      waiting_(waiting),
      name_(absl::StrCat(kind, " ", program.main.name)) {}

absl::StatusOr<Answer> Validator::Ask(const Question& question,
                                      const Content& standard_input,
                                      Feedback& feedback) {
  GAVEL_ASSIGN_OR_RETURN(std::optional<Answer> fault, Load());
  if (fault.has_value()) return *std::move(fault);
  Traces traces;
  const auto make_input = [&]() -> absl::StatusOr<sandbox::RunInput> {
    GAVEL_ASSIGN_OR_RETURN(sandbox::RunInput input,
                           MakeInput(question, feedback, traces));
    GAVEL_ASSIGN_OR_RETURN(input.standard_input, OpenAgain(standard_input));
    GAVEL_ASSIGN_OR_RETURN(input.standard_output, MakeMemoryFile());
    return input;
  };
  GAVEL_ASSIGN_OR_RETURN(const Execution execution, runner_->Run(make_input));
  return Conclude(execution, traces, feedback);
}

absl::StatusOr<std::optional<Answer>> Validator::Load() {
  if (runner_.has_value()) return load_fault_;
  sandbox::Source source;
  source.language = program_.language;
  source.file_name = BaseName(program_.main.name);
  GAVEL_ASSIGN_OR_RETURN(source.text, ReadText(program_.main));
  GAVEL_ASSIGN_OR_RETURN(source.files, OpenFiles(program_.files));
  Runner runner(sandbox_, std::move(source), LimitsOf(limits_, waiting_),
                name_);
  GAVEL_ASSIGN_OR_RETURN(const Execution compilation, runner.Load());
  if (compilation.verdict != Verdict::kAccepted) {
    load_fault_ = Fault("does not compile", compilation.message);
  }
  runner_.emplace(std::move(runner));
  return load_fault_;
}

absl::StatusOr<sandbox::RunInput> Validator::MakeInput(const Question& question,
                                                       const Feedback& feedback,
                                                       Traces& traces) const {
  sandbox::RunInput input;
  input.arguments = question.arguments;
  input.files = Readable(question);
  GAVEL_ASSIGN_OR_RETURN(std::vector<sandbox::File> kept, feedback.Files());
  std::move(kept.begin(), kept.end(), std::back_inserter(input.files));
  input.writable = {kFeedback};
  GAVEL_ASSIGN_OR_RETURN(input.written, MakeMemoryFile());
  GAVEL_ASSIGN_OR_RETURN(traces.written, Duplicate(input.written));
  GAVEL_ASSIGN_OR_RETURN(input.standard_error, MakeMemoryFile());
  GAVEL_ASSIGN_OR_RETURN(traces.standard_error,
                         Duplicate(input.standard_error));
  return input;
}

bool Validator::Owns(absl::string_view name) const {
  return name == kFeedback || name == BaseName(program_.main.name) ||
         std::any_of(
             program_.files.begin(), program_.files.end(),
             [&](const PackageFile& file) { return file.name == name; });
}

// No file of a submission ever takes the place of one of the validator's.
std::vector<sandbox::File> Validator::Readable(const Question& question) const {
  std::set<std::string> taken;
  std::vector<sandbox::File> files;
  for (const sandbox::File& file : question.files) {
    if (!Owns(file.name) && taken.insert(file.name).second) {
      files.push_back(file);
    }
  }
  return files;
}

absl::StatusOr<Answer> Validator::Conclude(const Execution& execution,
                                           const Traces& traces,
                                           Feedback& feedback) const {
  const absl::Status updated =
      feedback.Update(traces.written, limits_.output + kRecords);
  if (absl::IsInvalidArgument(updated) || absl::IsResourceExhausted(updated)) {
    return Fault("left a feedback directory that cannot be read",
                 updated.ToString());
  }
  GAVEL_RETURN_IF_ERROR(updated);
  const std::optional<Verdict> verdict = VerdictOf(execution);
  if (!verdict.has_value()) {
    GAVEL_ASSIGN_OR_RETURN(const std::string complaints,
                           Complaints(execution, traces.standard_error));
    return Fault(HowItEnded(execution), complaints);
  }
  Answer answer;
  answer.verdict = *verdict;
  if (*verdict != Verdict::kAccepted)
    answer.message = "the validator rejects it";
  answer.judge_message = feedback.judge_message();
  answer.team_message = feedback.team_message();
  answer.scores = feedback.scores();
  answer.next_pass = feedback.TakeNextPass();
  if (answer.next_pass.has_value() && *verdict != Verdict::kAccepted) {
    return Fault("wrote nextpass.in for what it rejects", "");
  }
  return answer;
}

Answer Validator::Fault(const std::string& what,
                        const std::string& detail) const {
  return PackageFault(absl::StrCat(name_, ": ", what), detail);
}

}  // namespace gavel::judge
