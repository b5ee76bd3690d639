#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "cli/format.h"
#include "judge/local/verify_report.h"

namespace gavel::judge {
namespace {

using verify::Bound;
using verify::Extent;
using verify::Finding;
using verify::InputSummary;
using verify::JudgedExample;
using verify::OutputSummary;
using verify::Report;
using verify::Severity;
using verify::TimeLimit;

using Row = std::vector<std::string>;

// Of each severity. A script gets all of them.
constexpr int kMostFindings = 50;

std::string Count(int count, absl::string_view one) {
  return absl::StrCat(count, " ", one, count == 1 ? "" : "s");
}

std::string Time(absl::Duration duration) {
  return cli::FormatMicros(absl::ToInt64Microseconds(duration));
}

std::string Inputs(const InputSummary& inputs) {
  if (inputs.validators == 0) return "not checked: no validator can be run";
  std::string text = Count(inputs.valid, "input");
  if (inputs.invalid > 0)
    absl::StrAppend(&text, ", ", inputs.invalid, " invalid");
  return absl::StrCat(text, "; ", Count(inputs.validators, "validator"));
}

std::string Outputs(const OutputSummary& outputs) {
  if (!outputs.left_out.empty()) {
    return absl::StrCat("not checked: ", outputs.left_out);
  }
  std::string text = Count(outputs.answers, "answer");
  if (outputs.valid > 0) {
    absl::StrAppend(&text, ", ", outputs.valid, " valid");
  }
  if (outputs.invalid > 0) {
    absl::StrAppend(&text, ", ", outputs.invalid, " invalid");
  }
  return text;
}

std::string Limit(const TimeLimit& limit) {
  std::string time = absl::FormatDuration(limit.limit);
  switch (limit.origin) {
    case TimeLimit::Origin::kGiven:
      return absl::StrCat(time, ", given");
    case TimeLimit::Origin::kDerived:
      return absl::StrCat(time, ", derived from the examples");
    case TimeLimit::Origin::kDefault:
      return absl::StrCat(time, ", the default");
  }
  return time;
}

std::string Took(const Bound& bound) {
  return absl::StrCat(Time(bound.slowest), bound.stopped ? " or more" : "",
                      " by ", bound.example);
}

std::string Summary(const Report& report) {
  std::vector<Row> rows = {{"inputs", Inputs(report.inputs)},
                           {"outputs", Outputs(report.outputs)}};
  std::string examples =
      Count(static_cast<int>(report.examples.size()), "example");
  if (report.repeated > 0) {
    absl::StrAppend(&examples, "; ", report.repeated, " accepted, run twice");
  }
  if (report.examples.empty()) {
    examples = "none that can be run";
  } else if (report.extent == Extent::kOutputsUnjudged) {
    absl::StrAppend(&examples, "; their outputs were not judged");
  } else if (report.extent == Extent::kCompilationOnly) {
    absl::StrAppend(&examples, ", only compiled");
  }
  rows.push_back({"examples", examples});
  const TimeLimit& limit = report.time_limit;
  rows.push_back({"time limit", Limit(limit)});
  if (limit.lower.has_value()) {
    rows.push_back({"  not too slow", Took(*limit.lower)});
  }
  if (limit.upper.has_value()) {
    rows.push_back({"  too slow", Took(*limit.upper)});
  }
  return cli::FormatTable(rows);
}

// "40/100", "40" without a bound, "" without a score.
std::string Score(const std::optional<double>& score,
                  const std::optional<double>& most) {
  if (!score.has_value()) return "";
  return absl::StrCat(*score, most.has_value() ? absl::StrCat("/", *most) : "");
}

// Less than a verdict, where not everything was judged.
std::string VerdictOf(const Judgement& judgement, Extent extent) {
  if (judgement.verdict != Verdict::kAccepted || extent == Extent::kAll) {
    return absl::StrCat(VerdictCode(judgement.verdict));
  }
  return extent == Extent::kCompilationOnly ? "compiles" : "runs";
}

std::string Examples(const Report& report) {
  if (report.examples.empty()) return "";
  std::vector<Row> rows = {
      {"EXAMPLE", "PROMISED", "VERDICT", "SCORE", "SLOWEST", "TESTS"}};
  for (const JudgedExample& example : report.examples) {
    const Judgement& judgement = example.judgement;
    Row& row = rows.emplace_back(
        Row{example.name,
            example.promised.has_value()
                ? absl::StrCat(VerdictCode(*example.promised))
                : "",
            VerdictOf(judgement, report.extent),
            Score(judgement.score, judgement.max_score),
            judgement.runs.empty() ? "" : Time(judgement.max_cpu_time),
            absl::StrCat(judgement.runs.size())});
    if (!example.unexpected.empty()) row.push_back("not as promised");
  }
  return absl::StrCat("\n", cli::FormatTable(rows));
}

// Empty if no example has groups.
std::string Groups(const Report& report) {
  std::vector<Row> rows = {{"GROUPS"}};
  for (const JudgedExample& example : report.examples) {
    const std::vector<GroupResult>& groups = example.judgement.groups;
    if (groups.empty()) continue;
    if (rows.front().size() == 1) {
      for (const GroupResult& group : groups) {
        const absl::string_view name = absl::StripPrefix(group.name, "secret/");
        rows.front().push_back(name.empty() ? "all" : absl::StrCat(name));
      }
    }
    Row& row = rows.emplace_back(Row{example.name});
    for (const GroupResult& group : groups) {
      row.push_back(absl::StrCat(VerdictCode(group.verdict),
                                 group.score.has_value() ? " " : "",
                                 Score(group.score, group.max_score)));
    }
  }
  return rows.size() == 1 ? "" : absl::StrCat("\n", cli::FormatTable(rows));
}

std::string Findings(const Report& report, Severity severity,
                     cli::Style style) {
  const bool error = severity == Severity::kError;
  const char* const colour = error ? "\x1b[31m" : "\x1b[33m";
  const std::string label =
      absl::StrCat(style.colour ? colour : "", error ? "error" : "warning",
                   style.colour ? "\x1b[0m" : "", ": ");
  std::string text;
  int count = 0;
  for (const Finding& finding : report.findings) {
    if (finding.severity != severity || ++count > kMostFindings) continue;
    absl::StrAppend(&text, label, cli::Escape(finding.text), "\n");
  }
  if (count > kMostFindings) {
    absl::StrAppend(&text, label, "and ", count - kMostFindings, " more\n");
  }
  return text;
}

std::string LastLine(const Report& report) {
  const int errors = report.Count(Severity::kError);
  const int warnings = report.Count(Severity::kWarning);
  std::vector<std::string> counts;
  if (errors > 0) counts.push_back(Count(errors, "error"));
  if (warnings > 0) counts.push_back(Count(warnings, "warning"));
  const absl::string_view order = errors > 0 ? "not in order"
                                  : report.partial
                                      ? "in order, as far as it can be run"
                                      : "in order";
  return absl::StrCat(cli::Escape(report.problem_id), ": ", order,
                      counts.empty() ? "" : ": ", absl::StrJoin(counts, ", "),
                      "\n");
}

}  // namespace

std::string ReportToText(const Report& report, cli::Style style) {
  std::string text;
  if (report.inputs.valid > 0) {
    absl::StrAppend(&text, cli::Escape(report.problem_id), ": ",
                    cli::Escape(report.title), "\n", Summary(report),
                    Examples(report), Groups(report), "\n");
  }
  absl::StrAppend(&text, Findings(report, Severity::kWarning, style),
                  Findings(report, Severity::kError, style), LastLine(report));
  return text;
}

}  // namespace gavel::judge
