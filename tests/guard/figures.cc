#include "tests/guard/figures.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "core/status_macros.h"

namespace gavel::guard {
namespace {

constexpr double kUsualTolerance = 2;
constexpr absl::string_view kWith = "with ";

std::vector<std::string> Words(absl::string_view line) {
  return absl::StrSplit(line, ' ', absl::SkipEmpty());
}

bool IsComment(absl::string_view line) {
  return line.empty() || line.front() == '#';
}

absl::StatusOr<Figure> ParseFigure(absl::string_view line) {
  const std::vector<std::string> words = Words(line);
  Figure figure;
  if (words.size() != 3) {
    return absl::InvalidArgumentError("want a path, a count and a tolerance");
  }
  figure.path = words[0];
  if (!absl::SimpleAtoi(words[1], &figure.count) || figure.count < 0) {
    return absl::InvalidArgumentError(absl::StrCat("no count: ", words[1]));
  }
  absl::string_view tolerance = words[2];
  if (!absl::ConsumeSuffix(&tolerance, "%") ||
      !absl::SimpleAtod(tolerance, &figure.tolerance_percent) ||
      !std::isfinite(figure.tolerance_percent) ||
      figure.tolerance_percent < 0) {
    return absl::InvalidArgumentError(absl::StrCat("no tolerance: ", words[2]));
  }
  return figure;
}

absl::Status AddLine(absl::string_view line, Figures& figures) {
  if (IsComment(line)) return absl::OkStatus();
  if (absl::ConsumePrefix(&line, kWith)) {
    const std::pair<std::string, std::string> version =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    if (version.second.empty()) {
      return absl::InvalidArgumentError("want a name and a version");
    }
    figures.with.insert(version);
    return absl::OkStatus();
  }
  GAVEL_ASSIGN_OR_RETURN(Figure figure, ParseFigure(line));
  for (const Figure& other : figures.figures) {
    if (other.path == figure.path) {
      return absl::InvalidArgumentError(
          absl::StrCat(figure.path, " has two figures"));
    }
  }
  figures.figures.push_back(std::move(figure));
  return absl::OkStatus();
}

std::string Line(const Figure& figure) {
  return absl::StrFormat("%-38s %12d %5g%%\n", figure.path, figure.count,
                         figure.tolerance_percent);
}

std::string WithLines(const Versions& with) {
  return absl::StrJoin(with, "", [](std::string* out, const auto& version) {
    absl::StrAppend(out, kWith, version.first, " ", version.second, "\n");
  });
}

Finding CompareOne(const Figure& figure, int64_t count) {
  const auto committed = static_cast<double>(figure.count);
  const double more = static_cast<double>(count) - committed;
  const double allowed = committed * figure.tolerance_percent / 100;
  Finding finding;
  if (more > allowed) finding.kind = Finding::Kind::kMore;
  if (more < -allowed) finding.kind = Finding::Kind::kLess;
  finding.text = absl::StrFormat(
      "%s: %d, figure %d, %+.2f %% (at most %g %% more)", figure.path, count,
      figure.count, more == 0 ? 0 : 100 * more / std::max(committed, 1.0),
      figure.tolerance_percent);
  return finding;
}

}  // namespace

absl::StatusOr<Figures> ParseFigures(absl::string_view text) {
  Figures figures;
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    if (const absl::Status status = AddLine(line, figures); !status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, ": ", status.message()));
    }
  }
  return figures;
}

absl::StatusOr<std::string> RewriteFigures(absl::string_view text,
                                           const Counts& counts,
                                           const Versions& with) {
  GAVEL_RETURN_IF_ERROR(ParseFigures(text).status());
  Counts left = counts;
  std::string out;
  bool versions_written = false;
  for (const absl::string_view line :
       absl::StrSplit(absl::StripSuffix(text, "\n"), '\n')) {
    if (IsComment(line)) {
      absl::StrAppend(&out, line, "\n");
    } else if (absl::StartsWith(line, kWith)) {
      if (!std::exchange(versions_written, true)) out += WithLines(with);
    } else {
      GAVEL_ASSIGN_OR_RETURN(Figure figure, ParseFigure(line));
      const auto count = left.extract(figure.path);
      if (!count.empty()) figure.count = count.mapped();
      out += Line(figure);
    }
  }
  if (!versions_written) out = WithLines(with) + out;
  for (const auto& [path, count] : left) {
    out += Line({path, count, kUsualTolerance});
  }
  return out;
}

absl::string_view ToString(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::kSame:
      return "same";
    case Finding::Kind::kLess:
      return "less";
    case Finding::Kind::kMore:
      return "more";
    case Finding::Kind::kUnknown:
      return "new";
    case Finding::Kind::kMissing:
      return "missing";
  }
  return "";
}

std::vector<Finding> Compare(const std::vector<Figure>& figures,
                             const Counts& counts, absl::string_view prefix) {
  std::vector<Finding> findings;
  Counts left = counts;
  for (const Figure& figure : figures) {
    if (!absl::StartsWith(figure.path, prefix)) continue;
    const auto count = left.extract(figure.path);
    findings.push_back(count.empty()
                           ? Finding{Finding::Kind::kMissing,
                                     absl::StrCat(figure.path, ": not counted")}
                           : CompareOne(figure, count.mapped()));
  }
  for (const auto& [path, count] : left) {
    findings.push_back({Finding::Kind::kUnknown,
                        absl::StrCat(path, ": ", count, ", has no figure")});
  }
  return findings;
}

bool Passes(const std::vector<Finding>& findings) {
  return std::all_of(findings.begin(), findings.end(), [](const Finding& one) {
    return one.kind == Finding::Kind::kSame || one.kind == Finding::Kind::kLess;
  });
}

std::string DifferentVersions(const Versions& figures, const Versions& now) {
  std::vector<std::string> differences;
  for (const auto& [name, version] : now) {
    const auto found = figures.find(name);
    const std::string theirs = found == figures.end() ? "none" : found->second;
    if (theirs == version) continue;
    differences.push_back(
        absl::StrCat(name, " ", version, ", figures are of ", theirs));
  }
  return absl::StrJoin(differences, "; ");
}

}  // namespace gavel::guard
