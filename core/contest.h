// A contest, who takes part, what was asked: data for standings and admission.
//
// Shape:   problems are in the order of their labels' columns; times are of the
//          server's clock
// Units:   points are doubles, as scores of judgements are
// Errors:  CheckContest says what does not fit together
// Threads: plain values
// Source:  ICPC Contest API (CLICS) for the words
#ifndef GAVEL_CORE_CONTEST_H_
#define GAVEL_CORE_CONTEST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "core/submission.h"
#include "core/verdict.h"

namespace gavel {

// What a problem that does not say is worth: a pass-fail one with IOI and
// AtCoder rules, any one where points fall.
inline constexpr double kPoints = 100;
inline constexpr double kDecayingPoints = 1000;

struct ContestProblem {
  std::string problem_id;
  // What contestants call it: "A". Unique in the contest.
  std::string label;
  // "#rrggbb" or empty.
  std::string color;
  // The most that it is worth, where the rules count points; the score of a
  // judgement is scaled from its max_score to it. Unset: scores are not scaled,
  // and what has none is worth kPoints or kDecayingPoints.
  std::optional<double> points;
};

// How submissions make standings. Which fields count depends on the kind; the
// numbers are stored: append only.
struct ContestRules {
  enum class Kind : uint8_t {
    // Number solved, then penalty time.
    kIcpc = 1,
    // Sum of scores.
    kIoi = 2,
    // Sum of points, then time of the last point plus penalties.
    kAtCoder = 3,
    // Points that fall with time and with wrong attempts.
    kDecaying = 4,
  };
  // Of several submissions for one problem, with IOI rules.
  enum class Score : uint8_t {
    kBest = 1,
    kLast = 2,
    // For each group the best that any submission got.
    kSumOfBestGroups = 3,
  };

  Kind kind = Kind::kIcpc;
  // For each rejected attempt before the first accepted one; ICPC and AtCoder.
  absl::Duration penalty = absl::Minutes(20);
  // What is no attempt: neither penalty nor deduction. JE never is one.
  std::vector<Verdict> free_verdicts = {Verdict::kCompileError};
  // ICPC: times are cut to whole minutes, as the ICPC does.
  bool whole_minutes = true;
  Score score = Score::kBest;
  // Decaying: what a minute takes, as a fraction of a problem's points; the
  // least that is left, as a fraction; what each rejected attempt takes, in
  // points.
  double loss_per_minute = 0.004;
  double least_fraction = 0.3;
  double attempt_points = 50;
};

// For whom a contest is open, unless an admin registers them.
enum class RegistrationMode : uint8_t {
  // Only those whom an admin or judge registers.
  kListed = 1,
  // Whoever registers, until it ends.
  kOpen = 2,
};

struct Contest {
  // [a-z0-9][a-z0-9-]*, at most 64 characters.
  std::string id;
  std::string name;
  // From 1; grows with each edit.
  int32_t revision = 0;
  absl::Time start;
  // For everybody, before extra time.
  absl::Duration duration = absl::Hours(5);
  // How long before the end the public standings freeze, for everybody at once
  // whatever their own time is; zero for never.
  absl::Duration freeze = absl::ZeroDuration();
  // When they thawed; InfiniteFuture while they have not.
  absl::Time thawed = absl::InfiniteFuture();
  // Set: each contestant has this long from when it begins, inside start and
  // end. Unset: all have the whole of it.
  std::optional<absl::Duration> window;
  // After the end anybody may take part again, with a start of their own.
  bool virtual_participation = false;
  RegistrationMode registration = RegistrationMode::kListed;
  // Empty for all.
  std::vector<Language> languages;
  // Of one contestant for one problem; 0 for any number.
  int32_t submission_limit = 0;
  // Stored runs of equal programs may be reused; see core/judgement.h.
  bool reuse_results = false;
  ContestRules rules;
  std::vector<ContestProblem> problems;
  // Users that see everything of it and answer clarifications.
  std::vector<std::string> judges;
};

inline absl::Time EndOf(const Contest& contest) {
  return contest.start + contest.duration;
}

// InfiniteFuture for never.
inline absl::Time FreezeOf(const Contest& contest) {
  return contest.freeze == absl::ZeroDuration()
             ? absl::InfiniteFuture()
             : EndOf(contest) - contest.freeze;
}

// Somebody who takes part.
struct Registration {
  std::string user_id;
  // What standings show; the user's name when it was registered.
  std::string team_name;
  // Added to the end for this contestant alone.
  absl::Duration extra_time = absl::ZeroDuration();
  // When it began, in contests with windows and virtually; InfiniteFuture
  // until then. Else the contest's start counts.
  absl::Time begun = absl::InfiniteFuture();
  // Began after the contest's end.
  bool is_virtual = false;
  // Shown without a rank.
  bool out_of_competition = false;
  absl::Time created;
};

// When this contestant may submit: from `start`, before `end`. Both are
// InfiniteFuture for one that has not begun but has to.
struct Window {
  absl::Time start;
  absl::Time end;
};
Window WindowOf(const Contest& contest, const Registration& registration);

// What a contestant asks, or what is said to contestants.
struct Clarification {
  // From 1, growing over all contests.
  int64_t id = 0;
  std::string contest_id;
  // Who asks; empty for an announcement.
  std::string from;
  // Label of the problem that it is about, or empty.
  std::string problem;
  std::string question;
  // Empty until it is answered; of an announcement its text.
  std::string answer;
  std::string answered_by;
  // The answer is for all, not only for who asked.
  bool to_all = false;
  absl::Time created;
  absl::Time answered = absl::InfiniteFuture();
};

// A submission of a contest, as far as standings need it.
struct LogEntry {
  struct Group {
    std::string name;
    std::optional<double> score;
  };
  // Of the current judgement.
  struct Outcome {
    Verdict verdict = Verdict::kJudgeError;
    std::optional<double> score;
    std::optional<double> max_score;
    // Only for kSumOfBestGroups; those that are groups of secret or sample
    // tests directly.
    std::vector<Group> groups;
    // When it had its first judgement: a rejudging changes what the outcome is,
    // not since when there is one.
    absl::Time judged;
  };

  SubmissionId id = 0;
  std::string user_id;
  std::string problem_id;
  Language language = Language::kJavaScript;
  absl::Time submitted;
  // Unset while it waits for its first judgement.
  std::optional<Outcome> outcome;
};

// InvalidArgument that names the field. A contest may lie in the past.
absl::Status CheckContest(const Contest& contest);

bool IsContestId(const std::string& id);

}  // namespace gavel

#endif  // GAVEL_CORE_CONTEST_H_
