#include "storage/contest_json.h"

#include "storage/json_record.h"

namespace gavel::storage {

template <>
constexpr Verdict kLastOf<Verdict> = Verdict::kJudgeError;
template <>
constexpr RegistrationMode kLastOf<RegistrationMode> = RegistrationMode::kOpen;
template <>
constexpr auto kLastOf<ContestRules::Kind> = ContestRules::Kind::kDecaying;
template <>
constexpr auto kLastOf<ContestRules::Score> =
    ContestRules::Score::kSumOfBestGroups;

template <typename F>
void Fields(F& field, ContestRules& rules) {
  field("kind", rules.kind);
  field("penalty_us", rules.penalty);
  field("free_verdicts", rules.free_verdicts);
  field("whole_minutes", rules.whole_minutes);
  field("score", rules.score);
  field("loss_per_minute", rules.loss_per_minute);
  field("least_fraction", rules.least_fraction);
  field("attempt_points", rules.attempt_points);
}

template <typename F>
void Fields(F& field, Contest& contest) {
  field("freeze_us", contest.freeze);
  field("window_us", contest.window);
  field("virtual_participation", contest.virtual_participation);
  field("registration", contest.registration);
  field("languages", contest.languages);
  field("submission_limit", contest.submission_limit);
  field("reuse_results", contest.reuse_results);
  field("rules", contest.rules);
}

absl::StatusOr<std::string> WriteContestJson(const Contest& contest) {
  return WriteRecord(contest);
}

absl::Status ReadContestJson(absl::string_view json, Contest& contest) {
  return ReadRecord(json, contest);
}

}  // namespace gavel::storage
