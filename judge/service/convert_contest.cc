#include "judge/service/convert_contest.h"

#include <cstdint>
#include <optional>

#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "gavel/v1/contest_service.pb.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

using convert::SetTime;

// As precise as it is stored. What is too long stays too long.
absl::Duration ToDuration(const google::protobuf::Duration& duration) {
  const absl::Duration exact =
      absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
  return exact == absl::InfiniteDuration()
             ? exact
             : absl::Trunc(exact, absl::Microseconds(1));
}

void SetDuration(absl::Duration duration, google::protobuf::Duration* out) {
  const int64_t seconds =
      absl::IDivDuration(duration, absl::Seconds(1), &duration);
  out->set_seconds(seconds);
  out->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(duration)));
}

// A, B, ..., Z, AA, AB, ...
std::string LabelOf(size_t index) {
  std::string label(1, static_cast<char>('A' + index % 26));
  return index < 26 ? label : LabelOf(index / 26 - 1) + label;
}

ContestRules::Score ToScore(v1::ContestRules::Ioi::Score score) {
  switch (score) {
    case v1::ContestRules::Ioi::SCORE_LAST:
      return ContestRules::Score::kLast;
    case v1::ContestRules::Ioi::SCORE_SUM_OF_BEST_GROUPS:
      return ContestRules::Score::kSumOfBestGroups;
    default:
      return ContestRules::Score::kBest;
  }
}

absl::StatusOr<ContestRules> ToRules(const v1::ContestRules& request) {
  ContestRules rules;
  switch (request.kind_case()) {
    case v1::ContestRules::kIoi:
      rules.kind = ContestRules::Kind::kIoi;
      rules.score = ToScore(request.ioi().score());
      break;
    case v1::ContestRules::kAtcoder:
      rules.kind = ContestRules::Kind::kAtCoder;
      rules.penalty = request.atcoder().has_penalty()
                          ? ToDuration(request.atcoder().penalty())
                          : absl::Minutes(5);
      break;
    case v1::ContestRules::kDecaying: {
      const v1::ContestRules::Decaying& decaying = request.decaying();
      rules.kind = ContestRules::Kind::kDecaying;
      if (decaying.has_loss_per_minute()) {
        rules.loss_per_minute = decaying.loss_per_minute();
      }
      if (decaying.has_least_fraction()) {
        rules.least_fraction = decaying.least_fraction();
      }
      if (decaying.has_attempt_points()) {
        rules.attempt_points = decaying.attempt_points();
      }
      break;
    }
    default:
      if (request.icpc().has_penalty()) {
        rules.penalty = ToDuration(request.icpc().penalty());
      }
      rules.whole_minutes = !request.icpc().exact_seconds();
  }
  if (request.free_verdicts_size() == 0) return rules;
  rules.free_verdicts.clear();
  for (const int number : request.free_verdicts()) {
    const std::optional<Verdict> verdict = VerdictFromNumber(number);
    if (!verdict.has_value() || *verdict == Verdict::kAccepted) {
      return absl::InvalidArgumentError(
          absl::StrCat("rules.free_verdicts: ", number,
                       " is no verdict of what is rejected"));
    }
    rules.free_verdicts.push_back(*verdict);
  }
  return rules;
}

absl::Status AddProblems(const v1::Contest& request, Contest& contest) {
  for (const v1::ContestProblem& problem : request.problems()) {
    ContestProblem& added = contest.problems.emplace_back();
    added.problem_id = problem.problem_id();
    added.label = problem.label().empty() ? LabelOf(contest.problems.size() - 1)
                                          : problem.label();
    added.color = problem.color();
    if (problem.has_points()) added.points = problem.points();
  }
  for (const std::string& name : request.languages()) {
    const std::optional<Language> language = ParseLanguage(name);
    if (!language.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("languages: ", convert::Quoted(name), " is unknown"));
    }
    contest.languages.push_back(*language);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<absl::Time> ToTime(const google::protobuf::Timestamp& time) {
  // Year 1 to 9999, as the message says.
  if (time.seconds() < -62135596800 || time.seconds() > 253402300799 ||
      time.nanos() < 0 || time.nanos() > 999'999'999) {
    return absl::InvalidArgumentError("a time is not between year 1 and 9999");
  }
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Microseconds(time.nanos() / 1000);
}

absl::StatusOr<Contest> ToContest(const v1::Contest& request) {
  Contest contest;
  contest.id = request.id();
  contest.name = request.name();
  contest.revision = request.revision();
  GAVEL_ASSIGN_OR_RETURN(contest.start, ToTime(request.start_time()));
  GAVEL_ASSIGN_OR_RETURN(const absl::Time end, ToTime(request.end_time()));
  contest.duration = end - contest.start;
  contest.freeze = ToDuration(request.freeze());
  if (request.has_window()) contest.window = ToDuration(request.window());
  contest.virtual_participation = request.virtual_participation();
  if (request.registration() == v1::REGISTRATION_MODE_OPEN) {
    contest.registration = RegistrationMode::kOpen;
  }
  contest.submission_limit = request.submission_limit();
  contest.reuse_results = request.reuse_results();
  GAVEL_ASSIGN_OR_RETURN(contest.rules, ToRules(request.rules()));
  GAVEL_RETURN_IF_ERROR(AddProblems(request, contest));
  contest.judges.assign(request.judges().begin(), request.judges().end());
  GAVEL_RETURN_IF_ERROR(CheckContest(contest));
  return contest;
}

v1::ContestState StateOf(const Contest& contest, absl::Time now) {
  if (now < contest.start) return v1::CONTEST_STATE_UPCOMING;
  const bool over = now >= EndOf(contest);
  const bool frozen = contest.freeze > absl::ZeroDuration() &&
                      now >= EndOf(contest) - contest.freeze &&
                      now < contest.thawed;
  if (frozen) {
    return over ? v1::CONTEST_STATE_OVER_FROZEN : v1::CONTEST_STATE_FROZEN;
  }
  return over ? v1::CONTEST_STATE_OVER : v1::CONTEST_STATE_RUNNING;
}

void ToProto(const ContestRules& rules, v1::ContestRules* out) {
  switch (rules.kind) {
    case ContestRules::Kind::kIcpc:
      SetDuration(rules.penalty, out->mutable_icpc()->mutable_penalty());
      out->mutable_icpc()->set_exact_seconds(!rules.whole_minutes);
      break;
    case ContestRules::Kind::kIoi:
      // Equal numbers on both sides.
      out->mutable_ioi()->set_score(
          static_cast<v1::ContestRules::Ioi::Score>(rules.score));
      break;
    case ContestRules::Kind::kAtCoder:
      SetDuration(rules.penalty, out->mutable_atcoder()->mutable_penalty());
      break;
    case ContestRules::Kind::kDecaying:
      out->mutable_decaying()->set_loss_per_minute(rules.loss_per_minute);
      out->mutable_decaying()->set_least_fraction(rules.least_fraction);
      out->mutable_decaying()->set_attempt_points(rules.attempt_points);
      break;
  }
  for (const Verdict verdict : rules.free_verdicts) {
    out->add_free_verdicts(static_cast<v1::Verdict>(verdict));
  }
}

void ToProto(const ContestProblem& problem, const Titles& titles,
             v1::ContestProblem* out) {
  out->set_problem_id(problem.problem_id);
  out->set_label(problem.label);
  out->set_color(problem.color);
  if (problem.points.has_value()) out->set_points(*problem.points);
  const auto title = titles.find(problem.problem_id);
  if (title != titles.end()) out->set_title(ToValidUtf8(title->second));
}

void ToProto(const Contest& contest, absl::Time now, v1::Contest* out) {
  out->set_id(contest.id);
  out->set_name(contest.name);
  out->set_revision(contest.revision);
  SetTime(contest.start, out->mutable_start_time());
  SetTime(EndOf(contest), out->mutable_end_time());
  if (contest.freeze > absl::ZeroDuration()) {
    SetDuration(contest.freeze, out->mutable_freeze());
  }
  if (contest.window.has_value()) {
    SetDuration(*contest.window, out->mutable_window());
  }
  out->set_virtual_participation(contest.virtual_participation);
  // Equal numbers on both sides.
  out->set_registration(
      static_cast<v1::RegistrationMode>(contest.registration));
  for (const Language language : contest.languages) {
    out->add_languages(std::string(LanguageName(language)));
  }
  out->set_submission_limit(contest.submission_limit);
  out->set_reuse_results(contest.reuse_results);
  ToProto(contest.rules, out->mutable_rules());
  out->set_state(StateOf(contest, now));
  if (contest.thawed != absl::InfiniteFuture()) {
    SetTime(contest.thawed, out->mutable_thaw_time());
  }
}

void ToProto(const Registration& registration, v1::Registration* out) {
  out->set_user_id(registration.user_id);
  out->set_team_name(ToValidUtf8(registration.team_name));
  if (registration.extra_time > absl::ZeroDuration()) {
    SetDuration(registration.extra_time, out->mutable_extra_time());
  }
  if (registration.begun != absl::InfiniteFuture()) {
    SetTime(registration.begun, out->mutable_begin_time());
  }
  out->set_is_virtual(registration.is_virtual);
  out->set_out_of_competition(registration.out_of_competition);
}

void ToProto(const contest::Row& row, v1::StandingsRow* out) {
  out->set_rank(row.rank);
  out->set_user_id(row.user_id);
  out->set_team_name(ToValidUtf8(row.team_name));
  out->set_solved(row.solved);
  out->set_points(row.points);
  SetDuration(row.penalty, out->mutable_penalty());
  SetDuration(row.last_solved, out->mutable_last_solved());
  out->set_is_virtual(row.is_virtual);
  for (const contest::Cell& cell : row.cells) {
    v1::StandingsCell* added = out->add_cells();
    added->set_attempts(cell.attempts);
    added->set_pending(cell.pending);
    added->set_solved(cell.solved);
    added->set_first(cell.first);
    if (cell.points.has_value()) added->set_points(*cell.points);
    SetDuration(cell.time, added->mutable_time());
  }
}

void ToProto(const contest::Standings& standings, const Contest& contest,
             const Titles& titles, absl::Time now, v1::Standings* out) {
  out->set_contest_id(contest.id);
  SetTime(standings.at, out->mutable_time());
  out->set_frozen(standings.frozen);
  out->set_state(StateOf(contest, now));
  ToProto(contest.rules, out->mutable_rules());
  for (const ContestProblem& problem : contest.problems) {
    ToProto(problem, titles, out->add_problems());
  }
  for (const contest::Row& row : standings.rows) ToProto(row, out->add_rows());
}

void ToProto(const Clarification& clarification, const std::string& user_id,
             bool as_judge, v1::Clarification* out) {
  out->set_id(absl::StrCat(clarification.id));
  if (as_judge || clarification.from == user_id) {
    out->set_from_user_id(clarification.from);
  }
  out->set_problem(clarification.problem);
  out->set_question(ToValidUtf8(clarification.question));
  out->set_answer(ToValidUtf8(clarification.answer));
  if (as_judge) out->set_answered_by(clarification.answered_by);
  out->set_to_all(clarification.to_all);
  SetTime(clarification.created, out->mutable_create_time());
  if (clarification.answered != absl::InfiniteFuture()) {
    SetTime(clarification.answered, out->mutable_answer_time());
  }
}

}  // namespace gavel::judge
