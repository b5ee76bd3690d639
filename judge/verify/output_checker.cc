#include "judge/verify/output_checker.h"

#include "core/status_macros.h"
#include "judge/engine/compare.h"
#include "judge/engine/feedback.h"

namespace gavel::verify {
namespace {

absl::StatusOr<judge::Answer> Compare(const TestCase& test,
                                      const judge::Content& output) {
  GAVEL_ASSIGN_OR_RETURN(
      const judge::Content answer,
      judge::OpenContent(test.answer_path, test.answer_path));
  GAVEL_ASSIGN_OR_RETURN(
      const judge::Comparison comparison,
      judge::CompareOutput(output->get(), answer->get(), test.compare));
  judge::Answer result;
  if (comparison.accepted) return result;
  result.verdict = Verdict::kWrongAnswer;
  result.judge_message = comparison.difference;
  return result;
}

}  // namespace

OutputChecker::OutputChecker(const Problem& problem, sandbox::Sandbox& sandbox)
    : problem_(problem) {
  for (const PackageProgram& program : problem.output_validators) {
    validators_.emplace_back(sandbox, program, problem.validation,
                             "output validator");
  }
}

absl::StatusOr<judge::Answer> OutputChecker::Check(
    const TestCase& test, const std::string& output_path) {
  GAVEL_ASSIGN_OR_RETURN(const judge::Content output,
                         judge::OpenContent(output_path, output_path));
  if (validators_.empty()) return Compare(test, output);
  return Ask(test, output);
}

absl::StatusOr<judge::Answer> OutputChecker::Ask(const TestCase& test,
                                                 const judge::Content& output) {
  judge::Question question;
  question.arguments = {"input.in", "answer.ans", "feedback/"};
  question.arguments.insert(question.arguments.end(),
                            test.validator_arguments.begin(),
                            test.validator_arguments.end());
  GAVEL_ASSIGN_OR_RETURN(judge::Content input,
                         judge::OpenContent(test.input_path, test.input_path));
  GAVEL_ASSIGN_OR_RETURN(
      judge::Content answer,
      judge::OpenContent(test.answer_path, test.answer_path));
  question.files = {{"input.in", std::move(input)},
                    {"answer.ans", std::move(answer)}};
  judge::Answer result;
  for (judge::Validator& validator : validators_) {
    judge::Feedback feedback;
    GAVEL_ASSIGN_OR_RETURN(result, validator.Ask(question, output, feedback));
    if (result.verdict != Verdict::kAccepted) return result;
    if (!problem_.scoring && !result.scores.empty()) {
      return judge::PackageFault(
          "an output validator gives a score, but this is no scoring problem",
          "");
    }
    if (result.next_pass.has_value()) {
      return judge::PackageFault(
          "an output validator wrote nextpass.in, but this is no multi-pass "
          "problem",
          "");
    }
  }
  return result;
}

}  // namespace gavel::verify
