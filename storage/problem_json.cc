#include "storage/problem_json.h"

#include "storage/problem_fields.h"
#include "storage/record_json.h"

namespace gavel::storage {

template <>
constexpr ScoreAggregation kLast<ScoreAggregation> = ScoreAggregation::kMin;
template <>
constexpr auto kLast<LegacyGrading::Verdicts> =
    LegacyGrading::Verdicts::kAlwaysAccept;
template <>
constexpr auto kLast<LegacyGrading::Scores> = LegacyGrading::Scores::kMax;

absl::StatusOr<std::string> WriteProblemJson(const Problem& problem) {
  return WriteRecord(problem);
}

absl::Status ReadProblemJson(absl::string_view json, Problem& problem) {
  return ReadRecord(json, problem);
}

absl::StatusOr<std::string> WriteTestJson(const TestCase& test) {
  return WriteRecord(test);
}

absl::Status ReadTestJson(absl::string_view json, TestCase& test) {
  return ReadRecord(json, test);
}

}  // namespace gavel::storage
