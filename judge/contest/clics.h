// The objects of the CLICS Contest API that a contest is made of.
//
// Shape:   a list is what the endpoint of that name returns
// Units:   contest times are since the contestant's own start, so that programs
//          which know no windows compute the right penalties
// Threads: thread-compatible
// Owner:   borrows the input
// Source:  CLICS Contest API 2023-06
#ifndef GAVEL_JUDGE_CONTEST_CLICS_H_
#define GAVEL_JUDGE_CONTEST_CLICS_H_

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "judge/contest/export.h"
#include "judge/contest/standings.h"

namespace gavel::contest {

using Json = nlohmann::ordered_json;

class Clics {
 public:
  explicit Clics(const ExportInput& input);

  // An object, and when what it tells happened.
  struct Timed {
    absl::Time time;
    Json object;
  };

  Json Contest() const;
  Json State() const;
  Json Scoreboard() const;
  std::vector<Json> JudgementTypes() const;
  std::vector<Json> Languages() const;
  std::vector<Json> Groups() const;
  // Empty for the public before the start.
  std::vector<Json> Problems() const;
  std::vector<Json> Teams() const;
  // Empty for the public.
  std::vector<Json> Accounts() const;
  std::vector<Json> Awards() const;
  // By time.
  std::vector<Timed> Submissions() const;
  std::vector<Timed> Judgements() const;
  std::vector<Timed> Clarifications() const;

 private:
  struct Team {
    const Registration* registration;
    Window window;
  };

  bool has_points() const;
  bool has_freeze() const;
  bool shows_problems() const;
  // Of the log, what counts.
  std::vector<const LogEntry*> Counted() const;
  double ScoreOf(const LogEntry& entry) const;
  Json ScoreboardRow(const Row& row) const;
  Json ScoreboardCell(size_t column, const Cell& cell) const;
  Json Message(const Clarification& clarification, const std::string& text,
               absl::Time time) const;
  Json ProblemIdOf(const std::string& label) const;
  absl::Time Ended() const;
  bool EverythingIsJudged() const;
  // After everything that happened.
  absl::Time LastChange() const;

  const ExportInput& input_;
  std::map<std::string, Team> teams_;
  std::map<std::string, size_t> columns_;
  // As who gets the export sees them.
  Standings standings_;
};

}  // namespace gavel::contest

#endif  // GAVEL_JUDGE_CONTEST_CLICS_H_
