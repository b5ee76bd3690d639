#include "cli/standings_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "cli/contest_text.h"
#include "cli/text_width.h"
#include "gavel/v1/contest_service.pb.h"

namespace gavel::cli {
namespace {

constexpr int kGreen = 32;
constexpr int kRed = 31;
constexpr int kYellow = 33;
constexpr size_t kLeastName = 8;
constexpr size_t kGap = 2;

struct CellText {
  std::string text;
  // ANSI colour; 0 for none.
  int colour = 0;
  bool bold = false;
};

using Line = std::vector<CellText>;

bool HasPoints(const v1::Standings& standings) {
  const auto kind = standings.rules().kind_case();
  return kind != v1::ContestRules::kIcpc &&
         kind != v1::ContestRules::KIND_NOT_SET;
}

std::string PointsText(double points) {
  return absl::StrFormat("%.10g", points);
}

// "1:05": hours and minutes, cut.
std::string ClockText(const google::protobuf::Duration& time) {
  const int64_t minutes = std::max<int64_t>(time.seconds(), 0) / 60;
  return absl::StrFormat("%d:%02d", minutes / 60, minutes % 60);
}

// What became of a problem, without what waits.
std::string ResultText(const v1::StandingsCell& cell) {
  const char* first = cell.first() ? "!" : "";
  if (cell.has_points()) return absl::StrCat(PointsText(cell.points()), first);
  if (cell.solved()) return absl::StrCat("+", cell.attempts(), first);
  return cell.attempts() > 0 ? absl::StrCat("-", cell.attempts()) : "";
}

CellText TextOf(const v1::StandingsCell& cell, bool with_time) {
  CellText out;
  out.text = ResultText(cell);
  const bool gained = cell.solved() || cell.points() > 0;
  if (gained && with_time) {
    absl::StrAppend(&out.text, " ", ClockText(cell.time()));
  }
  if (cell.pending() > 0) {
    absl::StrAppend(&out.text, out.text.empty() ? "" : " ", "?",
                    cell.pending());
  }
  if (out.text.empty()) out.text.push_back('.');
  out.colour = cell.pending() > 0    ? kYellow
               : gained              ? kGreen
               : cell.attempts() > 0 ? kRed
                                     : 0;
  out.bold = cell.first();
  return out;
}

std::string RankText(const v1::StandingsRow& row) {
  if (row.rank() > 0) return absl::StrCat(row.rank());
  return row.is_virtual() ? "v" : "-";
}

// Whether the time of the row says something beside its points.
bool HasPenalty(const v1::Standings& standings) {
  return !HasPoints(standings) || standings.rules().has_atcoder();
}

Line Headings(const v1::Standings& standings) {
  Line line = {{"#"}, {"TEAM"}};
  line.push_back({HasPoints(standings) ? "POINTS" : "SOLVED"});
  if (HasPenalty(standings)) line.push_back({"TIME"});
  for (const v1::ContestProblem& problem : standings.problems()) {
    line.push_back({NameText(problem.label())});
  }
  return line;
}

Line LineOf(const v1::Standings& standings, const v1::StandingsRow& row,
            bool with_times) {
  Line line = {{RankText(row)}, {NameText(row.team_name())}};
  line.push_back({HasPoints(standings) ? PointsText(row.points())
                                       : absl::StrCat(row.solved())});
  if (HasPenalty(standings)) {
    line.push_back({HasPoints(standings)
                        ? ClockText(row.penalty())
                        : absl::StrCat(row.penalty().seconds() / 60)});
  }
  for (const v1::StandingsCell& cell : row.cells()) {
    line.push_back(TextOf(cell, with_times));
  }
  return line;
}

std::vector<size_t> WidthsOf(const std::vector<Line>& lines) {
  std::vector<size_t> widths;
  for (const Line& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], TextWidth(line[i].text));
    }
  }
  return widths;
}

size_t Total(const std::vector<size_t>& widths) {
  size_t total = widths.empty() ? 0 : (widths.size() - 1) * kGap;
  for (const size_t width : widths) total += width;
  return total;
}

// The name gives way, down to kLeastName.
void Narrow(size_t width, std::vector<size_t>& widths) {
  const size_t total = Total(widths);
  if (width == 0 || total <= width || widths[1] <= kLeastName) return;
  widths[1] -= std::min(total - width, widths[1] - kLeastName);
}

std::string Painted(const std::string& text, const CellText& cell,
                    Style style) {
  if (!style.colour || cell.colour == 0) return text;
  return absl::StrCat("\x1b[", cell.bold ? "1;" : "", cell.colour, "m", text,
                      "\x1b[0m");
}

// Numbers end under each other: the rank, and what is between name and cells.
std::string Draw(const Line& line, size_t first_cell,
                 const std::vector<size_t>& widths, Style style) {
  std::string text;
  for (size_t i = 0; i < line.size(); ++i) {
    const bool right = i == 0 || (i >= 2 && i < first_cell);
    std::string cell = right ? FitRight(line[i].text, widths[i])
                             : FitLeft(line[i].text, widths[i]);
    // Nothing follows that has to stand under each other.
    if (i + 1 == line.size()) cell.erase(cell.find_last_not_of(' ') + 1);
    absl::StrAppend(&text, i == 0 ? "" : std::string(kGap, ' '),
                    Painted(cell, line[i], style));
  }
  return absl::StrCat(text, "\n");
}

std::string Heading(const v1::Standings& standings) {
  return absl::StrCat(
      Escape(standings.contest_id()), ", ", TimeText(standings.time()),
      standings.frozen() ? ", frozen: what is submitted since waits as ?" : "",
      "\n");
}

// The rows to draw, so many of them that the marked one is among them.
std::pair<int, int> RowsToDraw(const v1::Standings& standings,
                               const BoardOptions& options) {
  const int size = standings.rows_size();
  const int most = static_cast<int>(options.most_rows);
  if (most == 0 || size <= most) return {0, size};
  int marked = 0;
  for (int i = 0; i < size; ++i) {
    if (standings.rows(i).user_id() == options.marked) marked = i;
  }
  const int first = std::clamp(marked - most / 2, 0, size - most);
  return {first, first + most};
}

}  // namespace

std::string DrawStandings(const v1::Standings& standings,
                          const BoardOptions& options) {
  const auto [first, last] = RowsToDraw(standings, options);
  const size_t first_cell = HasPenalty(standings) ? 4 : 3;
  const size_t gutter = options.marked.empty() ? 0 : 2;
  std::vector<Line> lines;
  std::vector<size_t> widths;
  for (const bool with_times : {true, false}) {
    lines = {Headings(standings)};
    for (int i = first; i < last; ++i) {
      lines.push_back(LineOf(standings, standings.rows(i), with_times));
    }
    widths = WidthsOf(lines);
    const size_t names = widths[1] - std::min(widths[1], kLeastName);
    if (options.width == 0 || Total(widths) - names + gutter <= options.width) {
      break;
    }
  }
  Narrow(options.width - std::min(gutter, options.width), widths);
  std::string text = Heading(standings);
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool marked =
        i > 0 && standings.rows(first + static_cast<int>(i) - 1).user_id() ==
                     options.marked;
    if (gutter > 0) absl::StrAppend(&text, marked ? "> " : "  ");
    absl::StrAppend(&text, Draw(lines[i], first_cell, widths, options.style));
  }
  return text;
}

}  // namespace gavel::cli
