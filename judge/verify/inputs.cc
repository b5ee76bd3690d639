#include "judge/verify/inputs.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "judge/engine/contents.h"
#include "judge/engine/feedback.h"
#include "judge/engine/memory_file.h"
#include "judge/engine/validator.h"
#include "judge/verify/names.h"
#include "judge/verify/parallel.h"

namespace gavel::verify {
namespace {

using package::ValidationTest;

constexpr int kExitAccepted = 42;

struct Input {
  // "data/secret/1.in"
  std::string file;
  std::string path;
  package::InputArguments arguments;
  bool valid = true;
};

enum class Opinion { kUnasked, kAccepts, kRefuses, kFails };

// What a validator made of an input.
struct Remark {
  Opinion opinion = Opinion::kUnasked;
  // How it ended, and what it wrote to stderr.
  std::string why;
};

std::vector<Input> AllInputs(const package::Package& package) {
  std::vector<Input> inputs;
  // Tests that are lines of one file are one input.
  std::set<std::string> seen;
  for (size_t i = 0; i < package.problem.tests.size(); ++i) {
    const TestCase& test = package.problem.tests[i];
    const std::string file = TestFile(test.name, ".in");
    if (!seen.insert(file).second) continue;
    inputs.push_back({file, test.input_path, package.input_arguments[i], true});
  }
  for (const ValidationTest& test : package.validation_tests) {
    inputs.push_back({TestFile(test.test.name, ".in"), test.test.input_path,
                      test.input_arguments,
                      test.kind != ValidationTest::Kind::kInvalidInput});
  }
  return inputs;
}

Remark MakeRemark(const Execution& execution, const std::string& complaints) {
  if (execution.reason == Reason::kExitCode &&
      execution.exit_code == kExitAccepted) {
    return {Opinion::kAccepts, ""};
  }
  const bool ended_by_itself = execution.verdict == Verdict::kAccepted ||
                               execution.verdict == Verdict::kRunTimeError;
  if (!ended_by_itself) {
    return {Opinion::kFails, absl::StrCat(VerdictTitle(execution.verdict), " (",
                                          ReasonName(execution.reason), ")")};
  }
  std::string why = execution.reason == Reason::kException
                        ? execution.message
                        : absl::StrCat("exited with ", execution.exit_code);
  if (!complaints.empty()) absl::StrAppend(&why, "\n", complaints);
  return {Opinion::kRefuses, std::move(why)};
}

// One input validator, loaded once.
class InputValidator {
 public:
  InputValidator(const Context& context, const package::NamedProgram& program)
      : name_(program.name),
        validator_(context.sandbox, program.program,
                   context.package.problem.validation, "input validator") {}

  absl::StatusOr<Remark> Look(const Input& input) {
    GAVEL_ASSIGN_OR_RETURN(const std::optional<judge::Answer> fault,
                           validator_.Load());
    if (fault.has_value()) {
      return Remark{
          Opinion::kFails,
          absl::StrCat("does not compile: ", LastLine(fault->judge_message))};
    }
    GAVEL_ASSIGN_OR_RETURN(const judge::Content content,
                           judge::OpenContent(input.path, input.path));
    const judge::Question question = {input.arguments.For(name_), {}};
    judge::Validator::Traces traces;
    const auto make_input = [&]() -> absl::StatusOr<sandbox::RunInput> {
      GAVEL_ASSIGN_OR_RETURN(
          sandbox::RunInput run,
          validator_.MakeInput(question, judge::Feedback(), traces));
      GAVEL_ASSIGN_OR_RETURN(run.standard_input, judge::OpenAgain(content));
      GAVEL_ASSIGN_OR_RETURN(run.standard_output, judge::MakeMemoryFile());
      return run;
    };
    GAVEL_ASSIGN_OR_RETURN(const Execution execution,
                           validator_.runner().Run(make_input));
    GAVEL_ASSIGN_OR_RETURN(
        const std::string complaints,
        judge::ReadStart(traces.standard_error, Bytes(kMaxMessage)));
    return MakeRemark(execution, complaints);
  }

 private:
  const std::string name_;
  judge::Validator validator_;
};

// By validator, then by input.
using Remarks = std::vector<std::vector<Remark>>;

// Each validator looks at all inputs, several at a time, each with a share of
// them, or up to one that it fails on.
absl::StatusOr<Remarks> AskAll(const Context& context,
                               const std::vector<Input>& inputs) {
  const auto& validators = context.package.input_validators;
  Remarks remarks(validators.size(), std::vector<Remark>(inputs.size()));
  const size_t shares = std::min(static_cast<size_t>(context.options.slots),
                                 std::max<size_t>(inputs.size(), 1));
  context.progress.Begin("inputs", validators.size() * inputs.size());
  GAVEL_RETURN_IF_ERROR(ForEach(
      context.options.slots, validators.size() * shares,
      [&](size_t task) -> absl::Status {
        const size_t which = task / shares;
        InputValidator validator(context, validators[which]);
        for (size_t i = task % shares; i < inputs.size(); i += shares) {
          GAVEL_ASSIGN_OR_RETURN(remarks[which][i], validator.Look(inputs[i]));
          context.progress.Step();
          // It may take as long for each of the rest.
          if (remarks[which][i].opinion == Opinion::kFails) break;
        }
        return absl::OkStatus();
      }));
  return remarks;
}

void JudgeValid(const Context& context, const Input& input, size_t index,
                const Remarks& remarks, Report& report) {
  for (size_t which = 0; which < remarks.size(); ++which) {
    const Remark& remark = remarks[which][index];
    if (remark.opinion != Opinion::kRefuses) continue;
    report.AddError(
        input.file,
        absl::StrCat("input validator ",
                     context.package.input_validators[which].program.main.name,
                     " refuses it", Because(remark.why)));
  }
}

void JudgeInvalid(const Context& context, const Input& input, size_t index,
                  const Remarks& remarks, Report& report) {
  const bool accepted = std::all_of(
      remarks.begin(), remarks.end(),
      [&](const auto& of) { return of[index].opinion == Opinion::kAccepts; });
  // Another one may refuse it.
  if (!accepted || LacksRuntime(context.package, "input_")) return;
  report.AddError(input.file, "no input validator refuses it");
}

void AddFailures(const Context& context, const std::vector<Input>& inputs,
                 const Remarks& remarks, Report& report) {
  for (size_t which = 0; which < remarks.size(); ++which) {
    const std::string& name =
        context.package.input_validators[which].program.main.name;
    std::set<std::string> said;
    for (size_t i = 0; i < inputs.size(); ++i) {
      const Remark& remark = remarks[which][i];
      if (remark.opinion != Opinion::kFails) continue;
      // Once is enough for a validator that always fails.
      if (!said.insert(remark.why).second) continue;
      report.AddError(name,
                      absl::StrCat("on ", inputs[i].file, Because(remark.why)));
    }
  }
}

}  // namespace

absl::Status CheckInputs(const Context& context, Report& report) {
  const std::vector<Input> inputs = AllInputs(context.package);
  InputSummary& summary = report.inputs;
  summary.validators =
      static_cast<int>(context.package.input_validators.size());
  for (const Input& input : inputs) {
    ++(input.valid ? summary.valid : summary.invalid);
  }
  if (summary.validators == 0) return absl::OkStatus();
  GAVEL_ASSIGN_OR_RETURN(const Remarks remarks, AskAll(context, inputs));
  AddFailures(context, inputs, remarks, report);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].valid) {
      JudgeValid(context, inputs[i], i, remarks, report);
    } else {
      JudgeInvalid(context, inputs[i], i, remarks, report);
    }
  }
  return absl::OkStatus();
}

}  // namespace gavel::verify
