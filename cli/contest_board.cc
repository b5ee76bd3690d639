// Standings: as they are, as they change, and as they are resolved.

#include <cstdio>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/contest_client.h"
#include "cli/contest_commands.h"
#include "cli/contest_text.h"
#include "cli/json.h"
#include "cli/standings_text.h"
#include "cli/terminal.h"

namespace gavel::cli {
namespace {

using Stub = ContestClient::Stub;

// Rows that do not fit on a terminal are of no use in a picture that is drawn
// again and again: the headings, a remark and the prompt need some, too.
constexpr size_t kOtherLines = 5;
constexpr char kClear[] = "\x1b[H\x1b[2J";

BoardOptions Options() {
  const TerminalSize size = StdoutSize();
  return {.style = StdoutStyle(), .width = size.columns};
}

BoardOptions PictureOptions(const std::string& marked) {
  BoardOptions options = Options();
  options.marked = marked;
  const size_t lines = StdoutSize().lines;
  options.most_rows = lines > kOtherLines ? lines - kOtherLines : 0;
  return options;
}

// On a terminal in place of the picture before, else after it.
void DrawPicture(const v1::Standings& standings, const BoardOptions& options,
                 const std::string& remark) {
  const bool terminal = StdoutIsTerminal();
  Print(absl::StrCat(terminal ? kClear : "", DrawStandings(standings, options),
                     remark, terminal ? "" : "\n"));
}

int WatchBoard(ContestClient& client, const std::string& contest_id,
               v1::Board board) {
  v1::WatchStandingsRequest request;
  request.set_contest_id(contest_id);
  request.set_board(board);
  v1::Standings standings;
  return client.Watch<v1::WatchStandingsRequest, v1::WatchStandingsResponse>(
      &Stub::WatchStandings, request,
      [&](const v1::WatchStandingsResponse& change) {
        ApplyChange(change, &standings);
        DrawPicture(standings, PictureOptions(""), "");
      });
}

// A time, or how long after the start: "1h30m".
int ParseMoment(ContestClient& client, const std::string& contest_id,
                const std::string& text,
                google::protobuf::Timestamp* timestamp) {
  const absl::StatusOr<absl::Duration> elapsed = ParseDuration(text);
  const bool signed_ = text[0] == '+' || text[0] == '-';
  if (signed_ || !elapsed.ok()) {
    const absl::StatusOr<absl::Time> time = ParseTime(text, absl::Now());
    if (!time.ok()) {
      return Fail(absl::StrCat("--at: ", time.status().message(),
                               ", or 1h30m after the start"));
    }
    *timestamp = ToTimestamp(*time);
    return kExitOk;
  }
  v1::GetContestRequest request;
  request.set_contest_id(contest_id);
  v1::GetContestResponse response;
  const int exit = client.Call(&Stub::GetContest, request, &response);
  *timestamp =
      ToTimestamp(FromTimestamp(response.contest().start_time()) + *elapsed);
  return exit;
}

// False at the end of the input.
bool WaitForEnter() {
  for (int c = std::getchar(); c != '\n'; c = std::getchar()) {
    if (c == EOF) return false;
  }
  return true;
}

std::string Remark(const v1::ResolverStep& step) {
  const int32_t rise = step.place_before() - step.place_after();
  return absl::StrCat(
      Escape(step.row().team_name()), ", problem ", Escape(step.problem()),
      rise > 0   ? absl::StrCat(": up ", rise, rise == 1 ? " place" : " places")
      : rise < 0 ? absl::StrCat(": down ", -rise)
                 : "",
      "\n");
}

int ShowSteps(const v1::ResolveStandingsResponse& resolution, bool all) {
  v1::Standings standings = resolution.frozen();
  DrawPicture(standings, PictureOptions(""), "");
  for (const v1::ResolverStep& step : resolution.steps()) {
    if (!all && !WaitForEnter()) return kExitOk;
    if (!ApplyStep(step, &standings)) {
      return Fail("the server's resolver steps do not fit together");
    }
    DrawPicture(standings, PictureOptions(step.user_id()), Remark(step));
  }
  if (!all && resolution.steps_size() > 0 && !WaitForEnter()) return kExitOk;
  DrawPicture(resolution.final(), Options(), "");
  return kExitOk;
}

}  // namespace

int StandingsCommand(const std::vector<std::string>& args) {
  std::string at;
  bool watch = false;
  bool judges = false;
  bool with_virtual = false;
  bool json = false;
  Flags flags(
      "gavel contest standings ID [flags]",
      "Shows the standings. +2 0:45 is solved with the second attempt after 45 "
      "minutes, ! before\neverybody else; -3 are three rejected attempts, ?2 "
      "two that wait or that the freeze hides.");
  ContestClient client(flags);
  flags
      .Text("at", "TIME", "as they were then: a time, or 1h30m after the start",
            &at)
      .Switch("watch", "draw them again whenever they change", &watch)
      .Switch("judges", "without the freeze; for judges", &judges)
      .Switch("virtual", "with those who take part after the end",
              &with_virtual)
      .Switch("json", "as JSON", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  const v1::Board board = judges ? v1::BOARD_JUDGES : v1::BOARD_PUBLIC;
  if (watch && !(at.empty() && !json && !with_virtual)) {
    return Fail("--watch goes with --judges only");
  }
  if (auto exit = client.Open()) return *exit;
  if (watch) return WatchBoard(client, arguments[0], board);
  v1::GetStandingsRequest request;
  request.set_contest_id(arguments[0]);
  request.set_board(board);
  request.set_with_virtual(with_virtual);
  if (!at.empty()) {
    const int exit =
        ParseMoment(client, arguments[0], at, request.mutable_time());
    if (exit != kExitOk) return exit;
  }
  v1::GetStandingsResponse response;
  const int exit = client.Call(&Stub::GetStandings, request, &response);
  if (exit != kExitOk) return exit;
  Print(json ? ToJson(response.standings())
             : DrawStandings(response.standings(), Options()));
  return kExitOk;
}

int ResolveCommand(const std::vector<std::string>& args) {
  bool all = false;
  bool json = false;
  Flags flags("gavel contest resolve ID [flags]",
              "Reveals what the freeze hid, from the last place up, a problem "
              "each time that you press\nEnter. For judges; `gavel contest "
              "thaw` then shows it to all.");
  ContestClient client(flags);
  flags.Switch("all", "all steps at once", &all)
      .Switch("json", "frozen standings, steps and final ones as JSON", &json);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (auto exit = client.Open()) return *exit;
  v1::ResolveStandingsRequest request;
  request.set_contest_id(arguments[0]);
  v1::ResolveStandingsResponse response;
  const int exit = client.Call(&Stub::ResolveStandings, request, &response);
  if (exit != kExitOk) return exit;
  if (!json) return ShowSteps(response, all);
  Print(ToJson(response));
  return kExitOk;
}

}  // namespace gavel::cli
