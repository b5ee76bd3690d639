#include "judge/verify/outputs.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "judge/function/problem.h"
#include "judge/verify/names.h"
#include "judge/verify/output_checker.h"
#include "judge/verify/parallel.h"

namespace gavel::verify {
namespace {

using package::ValidationTest;

// nullopt where no validator was asked.
using Answers = std::vector<std::optional<judge::Answer>>;

enum class Wanted { kAccepted, kRejected, kRatherAccepted };

struct Output {
  // "data/valid_output/1.out"
  std::string file;
  std::string path;
  const TestCase* test = nullptr;
  Wanted wanted = Wanted::kAccepted;
};

std::string WhyLeftOut(const package::Package& package, bool function) {
  const Problem& problem = package.problem;
  if (problem.interactive) return "the problem is interactive";
  if (problem.multi_pass) return "the problem is multi-pass";
  if (function) return "the problem asks for a function";
  if (package.custom_output && problem.output_validators.empty()) {
    return "the output validator has no runtime";
  }
  return "";
}

// Paths by the names of a package's files.
std::map<std::string, std::string> PathsOf(const Problem& problem) {
  std::map<std::string, std::string> paths;
  for (const PackageFile& file : problem.contents) {
    paths[file.name] = file.path;
  }
  return paths;
}

// What is shown of a sample has to be right, its .out before its answer; what
// only looks like an output need not be.
std::optional<Output> OutputOf(
    const TestCase& test, const std::map<std::string, std::string>& paths) {
  const std::string answer = TestFile(test.name, ".ans");
  if (!test.sample) {
    return Output{answer, test.answer_path, &test, Wanted::kRatherAccepted};
  }
  const auto shown = paths.find(TestFile(test.name, ".out"));
  if (shown != paths.end()) {
    return Output{shown->first, shown->second, &test, Wanted::kAccepted};
  }
  if (paths.count(TestFile(test.name, ".ans.statement")) > 0) {
    return std::nullopt;
  }
  return Output{answer, test.answer_path, &test, Wanted::kAccepted};
}

std::vector<Output> AllOutputs(const package::Package& package,
                               OutputSummary& summary) {
  std::vector<Output> outputs;
  const auto paths = PathsOf(package.problem);
  for (const TestCase& test : package.problem.tests) {
    if (auto output = OutputOf(test, paths)) {
      outputs.push_back(*std::move(output));
      ++summary.answers;
    }
  }
  for (const ValidationTest& test : package.validation_tests) {
    if (test.kind == ValidationTest::Kind::kInvalidInput) continue;
    const bool valid = test.kind == ValidationTest::Kind::kValidOutput;
    outputs.push_back({TestFile(test.test.name, ".out"), test.output_path,
                       &test.test,
                       valid ? Wanted::kAccepted : Wanted::kRejected});
    ++(valid ? summary.valid : summary.invalid);
  }
  return outputs;
}

// Up to one in each share that a validator fails on: it may take as long for
// each of the rest.
absl::StatusOr<Answers> AskAll(const Context& context,
                               const std::vector<Output>& outputs) {
  Answers answers(outputs.size());
  const size_t shares =
      std::min(static_cast<size_t>(context.options.slots), outputs.size());
  const auto ask_share = [&](size_t share) -> absl::Status {
    OutputChecker checker(context.package.problem, context.sandbox);
    for (size_t i = share; i < outputs.size(); i += shares) {
      GAVEL_RETURN_IF_ERROR(CheckWanted(context.options));
      GAVEL_ASSIGN_OR_RETURN(answers[i],
                             checker.Check(*outputs[i].test, outputs[i].path));
      context.progress.Step();
      if (answers[i]->verdict == Verdict::kJudgeError) break;
    }
    return absl::OkStatus();
  };
  context.progress.Begin("outputs", outputs.size());
  GAVEL_RETURN_IF_ERROR(ForEach(context.options.slots, shares, ask_share));
  return answers;
}

// The same said of several outputs, as one finding.
class Repeated {
 public:
  void Add(const std::string& what, const Output& output,
           const judge::Answer& answer) {
    Said& said = said_[what];
    if (said.count++ > 0) return;
    said.first = output.file;
    said.because = Because(answer.judge_message);
  }
  void AddErrors(Report& report) const {
    for (const auto& [what, said] : said_) {
      report.AddError(said.first, absl::StrCat(what, said.because));
    }
  }
  void AddWarnings(Report& report) const {
    for (const auto& [what, said] : said_) {
      const std::string more =
          said.count == 1 ? ""
                          : absl::StrCat(", like ", said.count - 1, " more");
      report.AddWarning(said.first, absl::StrCat(what, more, said.because));
    }
  }

 private:
  struct Said {
    int count = 0;
    std::string first;
    std::string because;
  };
  std::map<std::string, Said> said_;
};

void JudgeOutput(const Output& output, const judge::Answer& answer,
                 bool partial, Repeated& faults, Repeated& refused,
                 Report& report) {
  if (answer.verdict == Verdict::kJudgeError) {
    return faults.Add(answer.message, output, answer);
  }
  const bool accepted = answer.verdict == Verdict::kAccepted;
  if (output.wanted == Wanted::kRejected) {
    // Another validator may reject it.
    if (accepted && !partial) {
      report.AddError(output.file, "is accepted, but is an invalid output");
    }
  } else if (!accepted && output.wanted == Wanted::kRatherAccepted) {
    refused.Add("would be refused as an output", output, answer);
  } else if (!accepted) {
    report.AddError(output.file, absl::StrCat("is refused as an output",
                                              Because(answer.judge_message)));
  }
}

}  // namespace

absl::Status CheckOutputs(const Context& context, Report& report) {
  const package::Package& package = context.package;
  GAVEL_ASSIGN_OR_RETURN(const auto signature,
                         function::SignatureOf(package.problem));
  report.outputs.left_out = WhyLeftOut(package, signature.has_value());
  if (!report.outputs.left_out.empty()) return absl::OkStatus();
  const std::vector<Output> outputs = AllOutputs(package, report.outputs);
  GAVEL_ASSIGN_OR_RETURN(const Answers answers, AskAll(context, outputs));
  Repeated faults;
  Repeated refused;
  const bool partial = LacksRuntime(package, "output_validator");
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (!answers[i].has_value()) continue;
    JudgeOutput(outputs[i], *answers[i], partial, faults, refused, report);
  }
  faults.AddErrors(report);
  refused.AddWarnings(report);
  return absl::OkStatus();
}

}  // namespace gavel::verify
