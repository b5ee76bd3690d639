#include "judge/engine/judging.h"

#include <fcntl.h>

#include <cerrno>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/bytes.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "judge/engine/compare.h"
#include "judge/engine/memory_file.h"
#include "judge/engine/runner.h"

namespace gavel::judge {
namespace {

// FNV-1a: the same on every machine and in every build, because a verdict may
// depend on it. Never 0, which engines take for "no seed".
uint32_t Seed(SubmissionId id, absl::string_view test) {
  uint32_t hash = 2166136261;
  const auto add = [&hash](char byte) {
    hash = (hash ^ static_cast<uint8_t>(byte)) * 16777619;
  };
  for (int shift = 0; shift < 64; shift += 8) {
    add(static_cast<char>(static_cast<uint64_t>(id) >> shift));
  }
  for (const char byte : test) add(byte);
  return hash == 0 ? 1 : hash;
}

absl::StatusOr<OwnedFd> OpenToRead(const std::string& path) {
  OwnedFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok()) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
  }
  return fd;
}

Execution Fault(const absl::Status& status) {
  Execution fault;
  fault.verdict = Verdict::kJudgeError;
  fault.reason = Reason::kInternal;
  fault.message = status.ToString();
  return fault;
}

// The sandboxed process counts its own output; this is the count it cannot
// forge.
void CheckOutputSize(Bytes written, Bytes limit, Execution& execution) {
  if (execution.verdict != Verdict::kAccepted || written <= limit) return;
  execution.verdict = Verdict::kOutputLimitExceeded;
  execution.reason = Reason::kOutput;
  execution.message = absl::StrCat("wrote ", FormatBytes(written),
                                   ", the limit is ", FormatBytes(limit));
}

class Judging {
 public:
  Judging(const Submission& submission, const Problem& problem,
          sandbox::Sandbox& sandbox, const JudgingOptions& options,
          const JudgingProgress& progress)
      : submission_(submission),
        problem_(problem),
        options_(options),
        progress_(progress),
        runner_(sandbox,
                {submission.language, submission.file_name, submission.source},
                problem.limits, absl::StrCat("submission ", submission.id)) {}

  void Judge(Judgement& judgement) {
    judgement.compilation = Compile();
    if (progress_.on_compiled) progress_.on_compiled(judgement.compilation);
    Decide(judgement.compilation, judgement);
    for (const TestCase& test : problem_.tests) {
      if (judgement.verdict != Verdict::kAccepted) return;
      JudgeTest(test, judgement);
    }
  }

 private:
  static void Decide(const Execution& by, Judgement& judgement) {
    judgement.verdict = by.verdict;
    judgement.reason = by.reason;
    judgement.message = by.message;
  }

  Execution Compile() {
    if (problem_.tests.empty()) {
      return Fault(absl::FailedPreconditionError(
          absl::StrCat("judging on ", problem_.id, ": it has no test cases")));
    }
    absl::StatusOr<Execution> compilation = runner_.Load();
    return compilation.ok() ? *std::move(compilation)
                            : Fault(compilation.status());
  }

  void JudgeTest(const TestCase& test, Judgement& judgement) {
    absl::StatusOr<TestRun> run = Measure(test);
    if (!run.ok()) {
      Execution fault = Fault(run.status());
      fault.message = absl::StrCat(test.name, ": ", fault.message);
      Decide(fault, judgement);
      return;
    }
    AddRun(*std::move(run), judgement);
    if (progress_.on_run) progress_.on_run(judgement.runs.back());
    Decide(judgement.runs.back().execution, judgement);
  }

  absl::StatusOr<TestRun> Measure(const TestCase& test) {
    TestRun run;
    run.test = test.name;
    GAVEL_ASSIGN_OR_RETURN(run.execution, RunTest(test));
    for (int again = 0; again < options_.measure_again &&
                        measured_again_ < kMostMeasuredAgain &&
                        MayBeNoise(run.execution, problem_.limits);
         ++again) {
      ++measured_again_;
      GAVEL_ASSIGN_OR_RETURN(Execution execution, RunTest(test));
      AddMeasurement(std::move(execution), run);
    }
    return run;
  }

  absl::StatusOr<Execution> RunTest(const TestCase& test) {
    OwnedFd output;
    const auto make_input = [&]() -> absl::StatusOr<sandbox::RunInput> {
      sandbox::RunInput input;
      GAVEL_ASSIGN_OR_RETURN(input.standard_input, OpenToRead(test.input_path));
      GAVEL_ASSIGN_OR_RETURN(input.standard_output, MakeMemoryFile());
      GAVEL_ASSIGN_OR_RETURN(output, Duplicate(input.standard_output));
      input.seed = Seed(submission_.id, test.name);
      return input;
    };
    GAVEL_ASSIGN_OR_RETURN(Execution execution, runner_.Run(make_input));
    GAVEL_ASSIGN_OR_RETURN(const Bytes written, FileSize(output));
    CheckOutputSize(written, problem_.limits.output, execution);
    if (execution.verdict == Verdict::kAccepted) {
      GAVEL_RETURN_IF_ERROR(Validate(test, output, execution));
    }
    return execution;
  }

  absl::Status Validate(const TestCase& test, const OwnedFd& output,
                        Execution& execution) {
    GAVEL_ASSIGN_OR_RETURN(const OwnedFd answer, OpenToRead(test.answer_path));
    GAVEL_ASSIGN_OR_RETURN(
        const Comparison comparison,
        CompareOutput(output.get(), answer.get(), test.compare));
    if (comparison.accepted) return absl::OkStatus();
    execution.verdict = Verdict::kWrongAnswer;
    execution.reason = Reason::kWrongOutput;
    // A secret test's answer must not reach its contestants in pieces.
    execution.message =
        test.sample ? comparison.difference
                    : absl::StrCat("output differs at ", comparison.position);
    return absl::OkStatus();
  }

  const Submission& submission_;
  const Problem& problem_;
  const JudgingOptions& options_;
  const JudgingProgress& progress_;
  Runner runner_;
  // In all runs together.
  int measured_again_ = 0;
};

}  // namespace

Judgement JudgeSubmission(const Submission& submission, const Problem& problem,
                          sandbox::Sandbox& sandbox, const Clock& clock,
                          const JudgingOptions& options,
                          const JudgingProgress& progress) {
  Judgement judgement;
  judgement.started = clock.Now();
  judgement.test_count = static_cast<int32_t>(problem.tests.size());
  Judging(submission, problem, sandbox, options, progress).Judge(judgement);
  judgement.finished = clock.Now();
  return judgement;
}

absl::StatusOr<OneOffResult> RunOneOff(const OneOff& one_off,
                                       sandbox::Sandbox& sandbox) {
  Runner runner(
      sandbox,
      {one_off.language, one_off.file_name, one_off.source, one_off.type_check},
      one_off.limits, "one-off program");
  OneOffResult result;
  GAVEL_ASSIGN_OR_RETURN(result.compilation, runner.Load());
  result.warnings = runner.warnings();
  if (result.compilation.verdict != Verdict::kAccepted) return result;

  OwnedFd output;
  OwnedFd error;
  const auto make_input = [&]() -> absl::StatusOr<sandbox::RunInput> {
    sandbox::RunInput input;
    GAVEL_ASSIGN_OR_RETURN(input.standard_input,
                           MakeMemoryFile(one_off.standard_input));
    GAVEL_ASSIGN_OR_RETURN(input.standard_output, MakeMemoryFile());
    GAVEL_ASSIGN_OR_RETURN(input.standard_error, MakeMemoryFile());
    GAVEL_ASSIGN_OR_RETURN(output, Duplicate(input.standard_output));
    GAVEL_ASSIGN_OR_RETURN(error, Duplicate(input.standard_error));
    return input;
  };
  GAVEL_ASSIGN_OR_RETURN(result.execution, runner.Run(make_input));
  GAVEL_ASSIGN_OR_RETURN(const Bytes output_size, FileSize(output));
  GAVEL_ASSIGN_OR_RETURN(const Bytes error_size, FileSize(error));
  CheckOutputSize(output_size + error_size, one_off.limits.output,
                  result.execution);

  GAVEL_ASSIGN_OR_RETURN(result.standard_output,
                         ReadStart(output, one_off.limits.output));
  const Bytes left(one_off.limits.output.count() -
                   static_cast<int64_t>(result.standard_output.size()));
  GAVEL_ASSIGN_OR_RETURN(result.standard_error, ReadStart(error, left));
  return result;
}

}  // namespace gavel::judge
