#include "judge/verify/verify.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "judge/verify/cancelling_sandbox.h"
#include "judge/verify/examples.h"
#include "judge/verify/inputs.h"
#include "judge/verify/outputs.h"

namespace gavel::verify {
namespace {

// What follows from a part that cannot be run.
std::string Consequence(const package::WithoutRuntime& part, bool interactive) {
  struct Row {
    absl::string_view directory;
    absl::string_view consequence;
  };
  const Row rows[] = {
      {"input_", "inputs are not validated by it"},
      {"output_",
       interactive ? "examples are only compiled" : "outputs are not judged"},
      {"static_", "sources are not checked"},
      {"submissions/", "it is not judged"},
  };
  std::string text;
  for (const Row& row : rows) {
    if (absl::StartsWith(part.path, row.directory)) {
      text = absl::StrCat(row.consequence);
    }
  }
  if (!part.needed) return text;
  return absl::StrCat(text, text.empty() ? "" : ", and ",
                      "the package cannot be used before there is");
}

void AddLoaded(const package::Package& package, Report& report) {
  report.problem_id = package.problem.id;
  report.title = package.problem.title;
  for (const std::string& warning : package.warnings) {
    report.findings.push_back({Severity::kWarning, warning});
  }
  report.partial = !package.without_runtime.empty();
  for (const package::WithoutRuntime& part : package.without_runtime) {
    report.AddWarning(
        part.path,
        absl::StrCat("there is no runtime for ", part.language,
                     " yet: ", Consequence(part, package.problem.interactive)));
  }
  if (package.examples.empty()) {
    report.AddWarning("submissions",
                      "holds no example that can be run, so nothing shows "
                      "that the problem can be solved");
  }
}

}  // namespace

absl::StatusOr<Report> Verify(const package::Package& package,
                              sandbox::Sandbox& sandbox, const Clock& clock,
                              const VerifyOptions& options,
                              const Progress::Sink& progress) {
  Report report;
  AddLoaded(package, report);
  Progress steps(progress);
  CancellingSandbox cancelling(sandbox, options);
  const Context context = {package, cancelling, clock, options, steps};
  GAVEL_RETURN_IF_ERROR(CheckInputs(context, report));
  GAVEL_RETURN_IF_ERROR(CheckOutputs(context, report));
  GAVEL_RETURN_IF_ERROR(JudgeExamples(context, report));
  return report;
}

}  // namespace gavel::verify
