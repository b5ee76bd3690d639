#include "judge/verify/example_judge.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "judge/engine/contents.h"
#include "judge/engine/judging.h"
#include "judge/engine/reuse.h"
#include "judge/engine/test_judge.h"

namespace gavel::verify {
namespace {

using package::ExampleSubmission;
using package::Expectation;

Extent ExtentOf(const package::Package& package) {
  const Problem& problem = package.problem;
  if (!package.custom_output || !problem.output_validators.empty()) {
    return Extent::kAll;
  }
  return problem.interactive ? Extent::kCompilationOnly
                             : Extent::kOutputsUnjudged;
}

// Takes every output for right, and gives no scores.
Problem WithoutOutputs(Problem problem) {
  PackageProgram accepts;
  accepts.main = {"accepts.js", "", "process.exit(42)"};
  problem.output_validators = {std::move(accepts)};
  problem.scoring = false;
  problem.multi_pass = false;
  problem.groups = {{.name = "", .parent = -1, .grading = GroupScoring()}};
  for (TestCase& test : problem.tests) test.group = 0;
  return problem;
}

bool MayBeWrong(const std::vector<Verdict>& verdicts) {
  return std::find(verdicts.begin(), verdicts.end(), Verdict::kWrongAnswer) !=
         verdicts.end();
}

// What a promise says of anything but outputs.
Expectation Relaxed(Expectation expectation, Extent extent) {
  if (extent == Extent::kCompilationOnly ||
      (expectation.required.has_value() && MayBeWrong(*expectation.required))) {
    expectation.required.reset();
  }
  if (expectation.permitted.has_value() && MayBeWrong(*expectation.permitted)) {
    expectation.permitted->push_back(Verdict::kAccepted);
  }
  expectation.final_verdict.reset();
  expectation.score.reset();
  expectation.partial_score = false;
  expectation.message.clear();
  return expectation;
}

// The other files of an example are beside it as included files are, which take
// the place of those that have their names.
void AddFiles(const PackageProgram& program, Problem& problem) {
  std::vector<PackageFile>& included = problem.include[program.language];
  for (const PackageFile& file : program.files) {
    const bool taken = std::any_of(
        included.begin(), included.end(),
        [&](const PackageFile& other) { return other.name == file.name; });
    if (!taken) included.push_back(file);
  }
}

}  // namespace

ExampleJudge::ExampleJudge(const Context& context)
    : context_(context),
      extent_(ExtentOf(context.package)),
      problem_(extent_ == Extent::kOutputsUnjudged
                   ? WithoutOutputs(context.package.problem)
                   : context.package.problem) {}

absl::StatusOr<Judgement> ExampleJudge::Judge(const ExampleSubmission& example,
                                              const Attempt& attempt) const {
  Problem problem = problem_;
  problem.limits.cpu_time = attempt.time_limit;
  AddFiles(example.program, problem);
  Submission submission;
  submission.id = attempt.round;
  submission.problem_id = problem.id;
  submission.language = example.program.language;
  const std::string& name = example.program.main.name;
  submission.file_name = name.substr(name.rfind('/') + 1);
  GAVEL_ASSIGN_OR_RETURN(submission.source,
                         judge::ReadText(example.program.main));
  if (extent_ == Extent::kCompilationOnly) {
    Judgement judgement;
    GAVEL_ASSIGN_OR_RETURN(
        judgement.compilation,
        judge::TestJudge(submission, problem, context_.sandbox).Load());
    judgement.verdict = judgement.compilation.verdict;
    judgement.reason = judgement.compilation.reason;
    judgement.message = judgement.compilation.message;
    return judgement;
  }
  judge::JudgingOptions options = {.measure_again = attempt.measure_again,
                                   .all_tests = true};
  if (attempt.round > 1) {
    // Other random numbers than those of its own text.
    const Sha256 text =
        judge::HashText(absl::StrCat(submission.source, "\n", attempt.round));
    for (const TestCase& test : problem.tests) {
      options.seeds[test.name] = judge::MakeSeed(text, test.name);
    }
  }
  Judgement judgement = judge::JudgeSubmission(
      submission, problem, context_.sandbox, context_.clock, options, {});
  // Else that would be a judge error of the example.
  GAVEL_RETURN_IF_ERROR(CheckWanted(context_.options));
  return judgement;
}

std::vector<Expectation> ExampleJudge::Promises(
    const ExampleSubmission& example) const {
  std::vector<Expectation> promises = example.expectations;
  if (extent_ == Extent::kAll) return promises;
  for (Expectation& promise : promises) {
    promise = Relaxed(std::move(promise), extent_);
  }
  return promises;
}

}  // namespace gavel::verify
