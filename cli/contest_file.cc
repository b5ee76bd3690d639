#include "cli/contest_file.h"

#include <google/protobuf/util/json_util.h>

#include <cerrno>
#include <cstdio>
#include <map>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cli/contest_text.h"
#include "gavel/v1/contest_service.pb.h"

namespace gavel::cli {
namespace {

constexpr size_t kMostFile = size_t{1} << 20;

absl::StatusOr<std::string> ReadText(const std::string& path) {
  const bool standard = path == "-";
  std::unique_ptr<FILE, int (*)(FILE*)> opened(
      standard ? nullptr : std::fopen(path.c_str(), "rbe"),
      [](FILE* file) { return std::fclose(file); });
  FILE* file = standard ? stdin : opened.get();
  if (file == nullptr) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
  }
  std::string text(kMostFile + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file));
  if (std::ferror(file) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("reading ", path));
  }
  if (text.size() > kMostFile) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is larger than any contest may be"));
  }
  return text;
}

absl::Status WrongFlag(absl::string_view flag, const absl::Status& why) {
  return absl::InvalidArgumentError(
      absl::StrCat("--", flag, ": ", why.message()));
}

absl::Status SetDuration(absl::string_view flag, const std::string& text,
                         google::protobuf::Duration* duration) {
  const absl::StatusOr<absl::Duration> parsed = ParseDuration(text);
  if (!parsed.ok()) return WrongFlag(flag, parsed.status());
  *duration = ToDuration(*parsed);
  return absl::OkStatus();
}

// Keeps the duration where only the start is given, and the start where only
// the duration is.
absl::Status SetTimes(const ContestFlags& flags, absl::Time now,
                      v1::Contest* contest) {
  absl::Duration duration = absl::Hours(5);
  if (contest->has_end_time()) {
    duration = FromTimestamp(contest->end_time()) -
               FromTimestamp(contest->start_time());
  }
  if (!flags.start.empty()) {
    const absl::StatusOr<absl::Time> start = ParseTime(flags.start, now);
    if (!start.ok()) return WrongFlag("start", start.status());
    *contest->mutable_start_time() = ToTimestamp(*start);
  }
  if (!flags.duration.empty()) {
    const absl::StatusOr<absl::Duration> parsed = ParseDuration(flags.duration);
    if (!parsed.ok()) return WrongFlag("duration", parsed.status());
    duration = *parsed;
  }
  if (!contest->has_start_time()) {
    return absl::InvalidArgumentError("--start is missing");
  }
  *contest->mutable_end_time() =
      ToTimestamp(FromTimestamp(contest->start_time()) + duration);
  return absl::OkStatus();
}

absl::Status SetRules(const std::string& name, v1::ContestRules* rules) {
  using Ioi = v1::ContestRules::Ioi;
  static const auto* const scores = new std::map<std::string, Ioi::Score>{
      {"ioi", Ioi::SCORE_BEST},
      {"ioi-last", Ioi::SCORE_LAST},
      {"ioi-groups", Ioi::SCORE_SUM_OF_BEST_GROUPS}};
  const auto score = scores->find(name);
  if (score != scores->end()) {
    rules->mutable_ioi()->set_score(score->second);
  } else if (name == "icpc") {
    rules->mutable_icpc();
  } else if (name == "atcoder") {
    rules->mutable_atcoder();
  } else if (name == "decaying") {
    rules->mutable_decaying();
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("--rules: \"", name,
                     "\" is none of icpc, ioi, ioi-last, ioi-groups, atcoder, "
                     "decaying"));
  }
  return absl::OkStatus();
}

absl::Status AddProblem(absl::string_view text, v1::Contest* contest) {
  v1::ContestProblem* problem = contest->add_problems();
  absl::string_view rest = text;
  const size_t equals = rest.find('=');
  if (equals != rest.npos) {
    problem->set_label(std::string(rest.substr(0, equals)));
    rest.remove_prefix(equals + 1);
  }
  const size_t colon = rest.find(':');
  problem->set_problem_id(std::string(rest.substr(0, colon)));
  if (colon == rest.npos) return absl::OkStatus();
  double points = 0;
  if (!absl::SimpleAtod(rest.substr(colon + 1), &points)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--problem: \"", text,
                     "\" is not LABEL=PROBLEM or LABEL=PROBLEM:POINTS"));
  }
  problem->set_points(points);
  return absl::OkStatus();
}

absl::Status SetProblems(const ContestFlags& flags, v1::Contest* contest) {
  if (flags.problems.empty()) return absl::OkStatus();
  contest->clear_problems();
  for (const std::string& problem : flags.problems) {
    if (absl::Status status = AddProblem(problem, contest); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace

bool IsContestFile(const std::string& argument) {
  return argument == "-" || absl::StrContains(argument, '/') ||
         absl::StrContains(argument, '.');
}

absl::StatusOr<v1::Contest> ReadContest(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadText(path);
  if (!text.ok()) return text.status();
  return ParseContest(*text, path);
}

absl::StatusOr<v1::Contest> ParseContest(const std::string& json,
                                         const std::string& path) {
  v1::Contest contest;
  const auto status =
      google::protobuf::util::JsonStringToMessage(json, &contest);
  if (!status.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", std::string(status.message())));
  }
  return contest;
}

void AddContestFlags(ContestFlags* values, Flags* flags) {
  flags->Text("name", "TEXT", "what people call it", &values->name)
      .Text("start", "TIME", "2026-11-28T10:00:00+01:00, now, +10m",
            &values->start)
      .Text("duration", "D", "5h unless said", &values->duration)
      .Text("freeze", "D", "so long before the end; 0 for never",
            &values->freeze)
      .Text("window", "D", "each has so long, from when they begin",
            &values->window)
      .List("problem", "P", "A=aplusb or A=aplusb:500; in order, repeated",
            &values->problems)
      .Text("rules", "R", "icpc, ioi, ioi-last, ioi-groups, atcoder, decaying",
            &values->rules)
      .List("judge", "USER", "sees everything of it; repeated", &values->judges)
      .List("language", "L", "that is allowed, instead of all; repeated",
            &values->languages)
      .Number("submissions", "N", "at most so many for a problem", 1, INT32_MAX,
              &values->submission_limit)
      .Switch("open", "whoever wants may register", &values->open)
      .Switch("virtual", "may be taken part in after its end",
              &values->virtual_participation);
}

absl::Status ApplyContestFlags(const ContestFlags& flags, absl::Time now,
                               v1::Contest* contest) {
  if (!flags.name.empty()) contest->set_name(flags.name);
  if (absl::Status status = SetTimes(flags, now, contest); !status.ok()) {
    return status;
  }
  if (!flags.freeze.empty()) {
    absl::Status status =
        SetDuration("freeze", flags.freeze, contest->mutable_freeze());
    if (!status.ok()) return status;
    if (contest->freeze().seconds() == 0) contest->clear_freeze();
  }
  if (!flags.window.empty()) {
    absl::Status status =
        SetDuration("window", flags.window, contest->mutable_window());
    if (!status.ok()) return status;
  }
  if (!flags.rules.empty()) {
    absl::Status status = SetRules(flags.rules, contest->mutable_rules());
    if (!status.ok()) return status;
  }
  for (const std::string& judge : flags.judges) contest->add_judges(judge);
  for (const std::string& language : flags.languages) {
    contest->add_languages(language);
  }
  if (flags.submission_limit > 0) {
    contest->set_submission_limit(static_cast<int32_t>(flags.submission_limit));
  }
  if (flags.open) contest->set_registration(v1::REGISTRATION_MODE_OPEN);
  if (flags.virtual_participation) contest->set_virtual_participation(true);
  return SetProblems(flags, contest);
}

}  // namespace gavel::cli
