#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "judge/contest/export.h"
#include "judge/contest/standings.h"

namespace gavel::contest {
namespace {

// Text of people in a spreadsheet. What it would take for a formula gets an
// apostrophe before it, which spreadsheets take for "this is text".
std::string Text(absl::string_view text) {
  std::string cell(text);
  if (!text.empty() &&
      absl::string_view("=+-@\t\r").find(text.front()) != text.npos) {
    cell.insert(cell.begin(), '\'');
  }
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

std::string Clock(absl::Duration time) {
  const int64_t seconds = absl::ToInt64Seconds(time);
  return absl::StrFormat("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                         seconds % 60);
}

std::string Heading(const Contest& contest) {
  std::string line = "rank,user,team,solved,points,penalty";
  for (const ContestProblem& problem : contest.problems) {
    absl::StrAppend(&line, ",", Text(problem.label));
    for (const char* what : {" points", " attempts", " pending", " time"}) {
      absl::StrAppend(&line, ",", Text(absl::StrCat(problem.label, what)));
    }
  }
  return absl::StrCat(line, "\r\n");
}

std::string Line(const Row& row) {
  std::string line = absl::StrCat(
      row.rank == 0 ? "" : absl::StrCat(row.rank), ",", Text(row.user_id), ",",
      Text(row.team_name), ",", row.solved, ",",
      absl::StrFormat("%.10g", row.points), ",", Clock(row.penalty));
  for (const Cell& cell : row.cells) {
    const bool has_time = cell.solved || cell.points.value_or(0) > 0;
    absl::StrAppend(&line, ",", cell.solved ? "solved" : "", ",",
                    cell.points ? absl::StrFormat("%.10g", *cell.points) : "",
                    ",", cell.attempts, ",", cell.pending, ",",
                    has_time ? Clock(cell.time) : "");
  }
  return absl::StrCat(line, "\r\n");
}

}  // namespace

std::vector<ExportedFile> ExportCsv(const ExportInput& input) {
  const Standings standings =
      ComputeStandings(input.contest, input.registrations, input.log,
                       {.at = input.at, .for_judges = !input.public_only});
  std::string text = Heading(input.contest);
  for (const Row& row : standings.rows) absl::StrAppend(&text, Line(row));
  return {{"standings.csv", std::move(text)}};
}

}  // namespace gavel::contest
