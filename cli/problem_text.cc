#include "cli/problem_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "cli/format.h"
#include "gavel/v1/problem_service.pb.h"

namespace gavel::cli {
namespace {

std::string Kind(const v1::Problem& problem) {
  std::string kind = problem.scoring() ? "scoring" : "pass-fail";
  if (problem.minimize()) absl::StrAppend(&kind, ", least is best");
  if (problem.interactive()) absl::StrAppend(&kind, ", interactive");
  if (problem.multi_pass()) absl::StrAppend(&kind, ", multi-pass");
  if (problem.function()) absl::StrAppend(&kind, ", function");
  return kind;
}

template <typename List>
std::string Joined(const List& list, absl::string_view of_none) {
  return list.empty() ? std::string(of_none) : absl::StrJoin(list, ", ");
}

std::string GroupsText(const v1::Problem& problem) {
  std::vector<std::vector<std::string>> rows;
  for (const v1::TestGroup& group : problem.groups()) {
    std::string more;
    if (group.has_max_score()) {
      absl::StrAppend(&more, "at most ", group.max_score(), " points");
    }
    if (group.require_pass_size() > 0) {
      absl::StrAppend(&more, more.empty() ? "" : ", ", "after ",
                      absl::StrJoin(group.require_pass(), ", "));
    }
    rows.push_back({absl::StrCat("  group ", group.name()),
                    absl::StrCat(group.test_count(), " tests"), more});
  }
  return FormatTable(rows);
}

std::string SamplesText(const v1::Problem& problem) {
  std::string text;
  for (const v1::Sample& sample : problem.samples()) {
    absl::StrAppend(&text, "\n", Escape(sample.name()), "\n  input\n",
                    EscapeLines(sample.input(), "    "), "  answer\n",
                    EscapeLines(sample.answer(), "    "));
  }
  return text;
}

}  // namespace

std::string ProblemText(const v1::Problem& problem) {
  const v1::Limits& limits = problem.limits();
  std::string text =
      absl::StrCat(Escape(problem.id()), " version ", problem.version(), ": ",
                   Escape(problem.title()), "\n");
  std::vector<std::vector<std::string>> rows = {
      {"  kind", Kind(problem)},
      {"  languages", Joined(problem.languages(), "all")},
      {"  CPU time", FormatMicros(limits.cpu_time_ms() * 1000)},
      {"  memory", FormatSize(limits.memory_bytes())},
      {"  output", FormatSize(limits.output_bytes())},
      {"  source", FormatSize(limits.source_bytes())},
      {"  tests", absl::StrCat(problem.test_count())},
      {"  statements", Joined(problem.statement_languages(), "none")}};
  for (const v1::LocalizedName& name : problem.names()) {
    rows.push_back({absl::StrCat("  name in ", name.language()), name.name()});
  }
  for (const v1::Template& template_file : problem.templates()) {
    rows.push_back({"  template", absl::StrCat(template_file.file_name(), ", ",
                                               template_file.language())});
  }
  for (const v1::Attachment& attachment : problem.attachments()) {
    rows.push_back(
        {"  attachment", absl::StrCat(attachment.name(), ", ",
                                      FormatSize(attachment.size_bytes()))});
  }
  absl::StrAppend(&text, FormatTable(rows));
  if (limits.deny_eval()) absl::StrAppend(&text, "  eval is denied\n");
  if (limits.deny_web_assembly()) {
    absl::StrAppend(&text, "  WebAssembly is denied\n");
  }
  return absl::StrCat(text, GroupsText(problem), SamplesText(problem));
}

std::string ProblemTable(const std::vector<v1::Problem>& problems) {
  std::vector<std::vector<std::string>> rows = {
      {"ID", "VERSION", "TESTS", "TIME", "MEMORY", "TITLE"}};
  for (const v1::Problem& problem : problems) {
    rows.push_back({problem.id(), absl::StrCat(problem.version()),
                    absl::StrCat(problem.test_count()),
                    FormatMicros(problem.limits().cpu_time_ms() * 1000),
                    FormatSize(problem.limits().memory_bytes()),
                    absl::StrCat(problem.title(),
                                 problem.archived() ? " (archived)" : "")});
  }
  return FormatTable(rows);
}

std::string VersionTable(const std::vector<v1::Problem>& versions) {
  std::vector<std::vector<std::string>> rows = {
      {"VERSION", "STORED", "TESTS", "TITLE"}};
  for (const v1::Problem& version : versions) {
    const absl::Time created =
        absl::FromUnixSeconds(version.create_time().seconds());
    rows.push_back(
        {absl::StrCat(version.version()),
         absl::FormatTime("%Y-%m-%d %H:%M:%S", created, absl::LocalTimeZone()),
         absl::StrCat(version.test_count()), version.title()});
  }
  return FormatTable(rows);
}

std::string UploadText(const UploadProgress& progress) {
  std::string text = absl::StrCat("sent ", FormatSize(progress.sent_bytes),
                                  " of ", FormatSize(progress.total_bytes));
  if (progress.known_bytes > 0) {
    absl::StrAppend(&text, ", ", FormatSize(progress.known_bytes),
                    " need not be sent");
  }
  return text;
}

std::string UploadedText(const v1::UploadProblemResponse& response) {
  const v1::Problem& problem = response.problem();
  std::string text =
      absl::StrCat(Escape(problem.id()), " version ", problem.version(), ": ",
                   Escape(problem.title()), ", ", problem.test_count(),
                   problem.test_count() == 1 ? " test\n" : " tests\n");
  for (const std::string& warning : response.warnings()) {
    absl::StrAppend(&text, EscapeLines(warning, "warning: "));
  }
  return text;
}

}  // namespace gavel::cli
