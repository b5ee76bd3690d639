#include "cli/contest_text.h"

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/timestamp.pb.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/format.h"
#include "gavel/v1/contest_service.pb.h"

namespace gavel::cli {
namespace {

absl::Duration FromDuration(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) +
         absl::Nanoseconds(duration.nanos());
}

absl::string_view StateName(v1::ContestState state) {
  switch (state) {
    case v1::CONTEST_STATE_UPCOMING:
      return "upcoming";
    case v1::CONTEST_STATE_RUNNING:
      return "running";
    case v1::CONTEST_STATE_FROZEN:
      return "frozen";
    case v1::CONTEST_STATE_OVER_FROZEN:
      return "over, frozen";
    case v1::CONTEST_STATE_OVER:
      return "over";
    default:
      return "?";
  }
}

std::string IoiText(const v1::ContestRules::Ioi& rules) {
  switch (rules.score()) {
    case v1::ContestRules::Ioi::SCORE_LAST:
      return "IOI, the last submission counts";
    case v1::ContestRules::Ioi::SCORE_SUM_OF_BEST_GROUPS:
      return "IOI, the best of each group counts";
    default:
      return "IOI, the best submission counts";
  }
}

std::string PenaltyText(bool set, const google::protobuf::Duration& penalty,
                        absl::string_view usual) {
  return absl::StrCat(set ? DurationText(penalty) : usual,
                      " a rejected attempt");
}

std::string DecayingText(const v1::ContestRules::Decaying& rules) {
  return absl::StrFormat(
      "decaying, a minute costs %g of the points, an attempt %g; %g stay",
      rules.has_loss_per_minute() ? rules.loss_per_minute() : 0.004,
      rules.has_attempt_points() ? rules.attempt_points() : 50,
      rules.has_least_fraction() ? rules.least_fraction() : 0.3);
}

std::string RulesText(const v1::ContestRules& rules) {
  switch (rules.kind_case()) {
    case v1::ContestRules::kIoi:
      return IoiText(rules.ioi());
    case v1::ContestRules::kAtcoder:
      return absl::StrCat("AtCoder, ",
                          PenaltyText(rules.atcoder().has_penalty(),
                                      rules.atcoder().penalty(), "5m"));
    case v1::ContestRules::kDecaying:
      return DecayingText(rules.decaying());
    default:
      return absl::StrCat("ICPC, ", PenaltyText(rules.icpc().has_penalty(),
                                                rules.icpc().penalty(), "20m"));
  }
}

// A line of a list of facts; nothing for an empty one.
std::string Fact(absl::string_view name, absl::string_view value) {
  if (value.empty()) return "";
  return absl::StrFormat("  %-14s %s\n", name, value);
}

std::string RegistrationText(const v1::Registration& registration) {
  std::string text = Escape(registration.team_name());
  if (registration.has_extra_time()) {
    absl::StrAppend(&text, ", with ", DurationText(registration.extra_time()),
                    " more");
  }
  if (registration.has_begin_time()) {
    absl::StrAppend(&text, ", begun ", TimeText(registration.begin_time()));
  }
  if (registration.is_virtual()) absl::StrAppend(&text, ", virtual");
  if (registration.out_of_competition()) {
    absl::StrAppend(&text, ", out of competition");
  }
  return text;
}

std::string ProblemsText(const v1::Contest& contest) {
  if (contest.problems().empty()) return "";
  std::vector<std::vector<std::string>> rows = {
      {"", "PROBLEM", "POINTS", "TITLE"}};
  for (const v1::ContestProblem& problem : contest.problems()) {
    rows.push_back({problem.label(), problem.problem_id(),
                    problem.has_points()
                        ? absl::StrFormat("%.10g", problem.points())
                        : "-",
                    problem.title()});
  }
  return absl::StrCat("\n", FormatTable(rows));
}

}  // namespace

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", FromTimestamp(time),
                          absl::LocalTimeZone());
}

std::string DurationText(const google::protobuf::Duration& duration) {
  return absl::FormatDuration(FromDuration(duration));
}

std::string ContestText(const v1::Contest& contest) {
  std::string text =
      absl::StrCat(Escape(contest.id()), ": ", Escape(contest.name()), "\n");
  const auto duration =
      FromTimestamp(contest.end_time()) - FromTimestamp(contest.start_time());
  absl::StrAppend(
      &text, Fact("state", StateName(contest.state())),
      Fact("start", TimeText(contest.start_time())),
      Fact("end", absl::StrCat(TimeText(contest.end_time()), ", after ",
                               absl::FormatDuration(duration))),
      Fact("freeze",
           contest.has_freeze()
               ? absl::StrCat(DurationText(contest.freeze()), " before the end")
               : ""),
      Fact("thawed",
           contest.has_thaw_time() ? TimeText(contest.thaw_time()) : ""),
      Fact("window", contest.has_window()
                         ? absl::StrCat(DurationText(contest.window()),
                                        " for each, from when they begin")
                         : ""),
      Fact("rules", RulesText(contest.rules())),
      Fact("registration", contest.registration() == v1::REGISTRATION_MODE_OPEN
                               ? "open"
                               : "by the judges"),
      Fact("virtual", contest.virtual_participation() ? "after the end" : ""),
      Fact("languages", Escape(absl::StrJoin(contest.languages(), ", "))),
      Fact("submissions",
           contest.submission_limit() > 0
               ? absl::StrCat("at most ", contest.submission_limit(),
                              " for a problem")
               : ""),
      Fact("judges", Escape(absl::StrJoin(contest.judges(), ", "))),
      Fact("you", contest.has_own_registration()
                      ? RegistrationText(contest.own_registration())
                      : ""),
      ProblemsText(contest));
  return text;
}

std::string ContestTable(const std::vector<v1::Contest>& contests) {
  std::vector<std::vector<std::string>> rows = {
      {"ID", "STATE", "START", "END", "NAME"}};
  for (const v1::Contest& contest : contests) {
    rows.push_back({contest.id(), std::string(StateName(contest.state())),
                    TimeText(contest.start_time()),
                    TimeText(contest.end_time()), contest.name()});
  }
  return FormatTable(rows);
}

std::string RegistrationTable(const std::vector<v1::Registration>& all) {
  std::vector<std::vector<std::string>> rows = {{"USER", "TEAM"}};
  for (const v1::Registration& registration : all) {
    rows.push_back({registration.user_id(), RegistrationText(registration)});
  }
  return FormatTable(rows);
}

std::string ClarificationText(const v1::Clarification& clarification) {
  const bool announcement = clarification.question().empty();
  std::string text = absl::StrCat(
      Escape(clarification.id()), "  ", TimeText(clarification.create_time()),
      clarification.problem().empty()
          ? ""
          : absl::StrCat("  problem ", Escape(clarification.problem())),
      announcement ? "  announcement" : "");
  if (!clarification.from_user_id().empty()) {
    absl::StrAppend(&text, "  from ", Escape(clarification.from_user_id()));
  }
  absl::StrAppend(&text, "\n");
  if (!announcement) {
    absl::StrAppend(&text, EscapeLines(clarification.question(), "  Q: "));
  }
  if (clarification.answer().empty()) {
    return absl::StrCat(text, "  not answered yet\n");
  }
  absl::StrAppend(&text, EscapeLines(clarification.answer(),
                                     announcement ? "  " : "  A: "));
  return text;
}

absl::StatusOr<absl::Time> ParseTime(absl::string_view text, absl::Time now) {
  if (text == "now") return now;
  absl::Duration from_now;
  if ((absl::StartsWith(text, "+") || absl::StartsWith(text, "-")) &&
      absl::ParseDuration(text, &from_now)) {
    return now + from_now;
  }
  absl::Time time;
  for (const char* format : {absl::RFC3339_full, "%Y-%m-%d%ET%H:%M:%E*S",
                             "%Y-%m-%d %H:%M:%E*S", "%Y-%m-%d %H:%M"}) {
    if (absl::ParseTime(format, text, absl::LocalTimeZone(), &time, nullptr)) {
      return time;
    }
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", text,
      "\" is no time such as 2026-11-28T10:00:00+01:00, \"2026-11-28 10:00\", "
      "now or +10m"));
}

absl::StatusOr<absl::Duration> ParseDuration(absl::string_view text) {
  absl::Duration duration;
  if (!absl::ParseDuration(text, &duration) ||
      duration < absl::ZeroDuration() || duration == absl::InfiniteDuration()) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", text, "\" is no duration such as 5h or 1h30m"));
  }
  return duration;
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const int64_t micros = absl::ToUnixMicros(time);
  const int64_t seconds = micros / 1'000'000 - (micros % 1'000'000 < 0 ? 1 : 0);
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>(micros - seconds * 1'000'000) *
                      1000);
  return timestamp;
}

google::protobuf::Duration ToDuration(absl::Duration duration) {
  google::protobuf::Duration message;
  const int64_t seconds =
      absl::IDivDuration(duration, absl::Seconds(1), &duration);
  message.set_seconds(seconds);
  message.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(duration)));
  return message;
}

absl::Time FromTimestamp(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

}  // namespace gavel::cli
