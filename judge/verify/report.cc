#include "judge/verify/report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace gavel::verify {

void Report::AddError(absl::string_view where, absl::string_view what) {
  findings.push_back({Severity::kError, absl::StrCat(where, ": ", what)});
}

void Report::AddWarning(absl::string_view where, absl::string_view what) {
  findings.push_back({Severity::kWarning, absl::StrCat(where, ": ", what)});
}

int Report::Count(Severity severity) const {
  return static_cast<int>(std::count_if(
      findings.begin(), findings.end(),
      [&](const Finding& finding) { return finding.severity == severity; }));
}

Report RefusedReport(const std::string& problem_id, absl::string_view errors) {
  Report report;
  report.problem_id = problem_id;
  for (const absl::string_view line : absl::StrSplit(errors, '\n')) {
    report.findings.push_back({Severity::kError, absl::StrCat(line)});
  }
  return report;
}

}  // namespace gavel::verify
