#include "cli/format.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/code_point.h"
#include "cli/explain.h"
#include "gavel/v1/judgement.pb.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

struct VerdictNames {
  absl::string_view code;
  absl::string_view title;
  // ANSI colour.
  int colour;
};

constexpr int kGreen = 32;
constexpr int kRed = 31;
constexpr int kYellow = 33;
constexpr int kMagenta = 35;

// Indexed by the number in the API.
constexpr std::array<VerdictNames, 9> kVerdicts = {{
    {"-", "not judged yet", 0},
    {"AC", "accepted", kGreen},
    {"WA", "wrong answer", kRed},
    {"TLE", "time limit exceeded", kYellow},
    {"MLE", "memory limit exceeded", kYellow},
    {"OLE", "output limit exceeded", kYellow},
    {"RTE", "run-time error", kRed},
    {"CE", "compile error", kMagenta},
    {"JE", "judge error", kMagenta},
}};

VerdictNames NamesOf(int verdict) {
  if (verdict < 0 || verdict >= static_cast<int>(kVerdicts.size())) {
    return {"?", "unknown verdict", 0};
  }
  return kVerdicts[static_cast<size_t>(verdict)];
}

// What would move the cursor, change the order of the text or not be seen.
bool IsHarmless(uint32_t c) {
  static constexpr CodePointRange kHarmful[] = {
      {0x00, 0x1f},     {0x7f, 0x9f},     {0xad, 0xad},      {0x61c, 0x61c},
      {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e},  {0x2060, 0x206f},
      {0xfeff, 0xfeff}, {0xfff0, 0xfffb}, {0xe0000, 0xe0fff}};
  return !IsIn(c, kHarmful);
}

void AppendEscaped(uint32_t c, std::string* out) {
  switch (c) {
    case '\n':
      out->append("\\n");
      break;
    case '\t':
      out->append("\\t");
      break;
    case '\r':
      out->append("\\r");
      break;
    default:
      if (c < 0x100) {
        absl::StrAppendFormat(out, "\\x%02x", c);
      } else {
        absl::StrAppendFormat(out, "\\u{%x}", c);
      }
  }
}

// How many columns it takes, near enough for the tables here.
size_t Width(absl::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<uint8_t>(c) & 0xc0U) != 0x80; }));
}

std::string Padded(absl::string_view text, size_t width) {
  const size_t own = Width(text);
  return absl::StrCat(text, std::string(width > own ? width - own : 0, ' '));
}

// " on secret/02 (test 3 of 10)" for the first run with the verdict of the
// whole. Scoring problems go on after it: there it is one of many.
std::string Where(const v1::Judgement& judgement) {
  if (judgement.has_score()) return "";
  for (int i = 0; i < judgement.runs_size(); ++i) {
    const v1::TestRun& run = judgement.runs(i);
    if (run.execution().verdict() != judgement.verdict()) continue;
    return absl::StrCat(" on ", Escape(run.test()), " (test ", i + 1, " of ",
                        judgement.test_count(), ")");
  }
  return "";
}

// "    validator: close\n", each line of the text behind the label.
std::string Labelled(absl::string_view label, absl::string_view text) {
  if (text.empty()) return "";
  return EscapeLines(text, absl::StrCat("      ", label));
}

// "      measured 2 times: 1.002 s, 0.981 s", with a line feed, of the CPU
// times of all measurements; "" for none.
std::string FormatMeasured(const std::vector<int64_t>& cpu_times_us) {
  if (cpu_times_us.empty()) return "";
  // Finer than FormatMicros: it is about hundredths of the limit.
  const auto append_seconds = [](std::string* out, int64_t micros) {
    absl::StrAppendFormat(out, "%.3f s", static_cast<double>(micros) / 1e6);
  };
  return absl::StrFormat("      measured %d times: %s\n", cpu_times_us.size(),
                         absl::StrJoin(cpu_times_us, ", ", append_seconds));
}

std::string FormatGroups(const v1::Judgement& judgement, Style style) {
  size_t width = 0;
  for (const v1::GroupResult& group : judgement.groups()) {
    width = std::max(width, Width(Escape(group.name())));
  }
  std::string text;
  for (const v1::GroupResult& group : judgement.groups()) {
    absl::StrAppend(&text, "  group ", Padded(Escape(group.name()), width),
                    "  ", PaintVerdict(group.verdict(), 3, style));
    if (group.has_score()) {
      const auto most = group.has_max_score()
                            ? std::optional<double>(group.max_score())
                            : std::nullopt;
      absl::StrAppend(&text, "  ", FormatScore(group.score(), most));
    }
    absl::StrAppend(&text, "\n");
  }
  return text;
}

// Tests that follow each other and have the same reason are one line.
std::string FormatSkipped(const v1::Judgement& judgement) {
  std::string text;
  for (int i = 0; i < judgement.skipped_size();) {
    const std::string& why = judgement.skipped(i).why();
    const int first = i;
    while (i < judgement.skipped_size() && judgement.skipped(i).why() == why) {
      ++i;
    }
    absl::StrAppend(&text, "  skipped ", i - first,
                    i - first == 1 ? " test: " : " tests: ", Escape(why), "\n");
  }
  return text;
}

}  // namespace

std::string Escape(absl::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const CodePoint c = Decode(text);
    if (c.length == 0) {
      absl::StrAppendFormat(&escaped, "\\x%02x",
                            static_cast<uint8_t>(text.front()));
    } else if (IsHarmless(c.value)) {
      absl::StrAppend(&escaped, text.substr(0, c.length));
    } else {
      AppendEscaped(c.value, &escaped);
    }
    text.remove_prefix(std::max<size_t>(c.length, 1));
  }
  return escaped;
}

std::string EscapeLines(absl::string_view text, absl::string_view indent) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  std::string lines;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    absl::StrAppend(&lines, indent, Escape(line), "\n");
  }
  return lines;
}

std::string FormatMicros(int64_t micros) {
  const double milliseconds = static_cast<double>(micros) / 1000;
  return milliseconds < 999.95 ? absl::StrFormat("%.1f ms", milliseconds)
                               : absl::StrFormat("%.2f s", milliseconds / 1000);
}

std::string FormatSize(int64_t bytes) {
  static constexpr std::array<const char*, 4> kUnits = {"B", "KiB", "MiB",
                                                        "GiB"};
  double value = static_cast<double>(bytes);
  size_t unit = 0;
  while (value >= 1024 && unit + 1 < kUnits.size()) {
    value /= 1024;
    ++unit;
  }
  const bool whole = value == static_cast<double>(static_cast<int64_t>(value));
  return whole ? absl::StrFormat("%.0f %s", value, kUnits[unit])
               : absl::StrFormat("%.1f %s", value, kUnits[unit]);
}

std::string VerdictCode(int verdict) {
  return absl::StrCat(NamesOf(verdict).code);
}

int VerdictByCode(absl::string_view code) {
  for (int verdict = v1::Verdict_MIN + 1; verdict <= v1::Verdict_MAX;
       ++verdict) {
    if (absl::EqualsIgnoreCase(VerdictCode(verdict), code)) return verdict;
  }
  return 0;
}

std::string VerdictTitle(int verdict) {
  return absl::StrCat(NamesOf(verdict).title);
}

std::string PaintVerdict(int verdict, size_t width, Style style) {
  const VerdictNames names = NamesOf(verdict);
  std::string padded = Padded(names.code, width);
  if (!style.colour || names.colour == 0) return padded;
  return absl::StrFormat("\x1b[1;%dm%s\x1b[0m", names.colour, padded);
}

std::string FormatTable(const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], Width(Escape(row[i])));
    }
  }
  std::string table;
  for (const std::vector<std::string>& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      const bool last = i + 1 == row.size();
      absl::StrAppend(&table, Padded(Escape(row[i]), last ? 0 : widths[i]),
                      last ? "\n" : "  ");
    }
  }
  return table;
}

std::string FormatHeading(const v1::Submission& submission) {
  return absl::StrCat("submission ", Escape(submission.id()), ": ",
                      Escape(submission.problem_id()), " version ",
                      submission.has_judgement()
                          ? submission.judgement().problem_version()
                          : submission.problem_version(),
                      ", ", Escape(submission.language()));
}

std::string FormatRun(const v1::TestRun& run, Style style) {
  const v1::Execution& execution = run.execution();
  std::vector<int64_t> cpu_times_us;
  for (const v1::Measurement& measurement : run.measurements()) {
    cpu_times_us.push_back(measurement.cpu_time_us());
  }
  const std::string score =
      run.has_score()
          ? absl::StrCat("  ", FormatScore(run.score(), std::nullopt))
          : "";
  const std::string passes = absl::StrCat(
      run.passes() > 1 ? absl::StrFormat("  %d passes", run.passes()) : "",
      run.reused() ? "  reused" : "");
  return absl::StrCat(
      absl::StrFormat("  %s  %s  %9s  %10s%s%s\n",
                      Padded(Escape(run.test()), 20),
                      PaintVerdict(execution.verdict(), 3, style),
                      FormatMicros(execution.cpu_time_us()),
                      FormatSize(execution.memory_bytes()), score, passes),
      FormatMeasured(cpu_times_us), Labelled("validator: ", run.team_message()),
      Labelled("for judges: ", run.judge_message()),
      Labelled("", run.transcript()), ExplainRun(run));
}

std::string FormatScore(double score, std::optional<double> most) {
  return most.has_value() ? absl::StrCat(score, " of ", *most, " points")
                          : absl::StrCat(score, " points");
}

std::string FormatVerdict(const v1::Judgement& judgement, Style style) {
  const bool accepted = judgement.verdict() == v1::VERDICT_ACCEPTED;
  std::string text =
      absl::StrCat(FormatGroups(judgement, style), FormatSkipped(judgement),
                   PaintVerdict(judgement.verdict(), 0, style));
  if (!accepted) {
    absl::StrAppend(&text, "  ", VerdictTitle(judgement.verdict()),
                    Where(judgement));
  }
  if (judgement.has_score()) {
    const auto most = judgement.has_max_score()
                          ? std::optional<double>(judgement.max_score())
                          : std::nullopt;
    absl::StrAppend(&text, "  ", FormatScore(judgement.score(), most));
  }
  if (judgement.runs_size() > 0) {
    absl::StrAppend(&text, "  max ", FormatMicros(judgement.max_cpu_time_us()),
                    "  ", FormatSize(judgement.max_memory_bytes()));
  }
  absl::StrAppend(&text, "\n");
  if (!judgement.message().empty()) {
    absl::StrAppend(&text, EscapeLines(judgement.message(), "    "));
  }
  return text;
}

}  // namespace gavel::cli
