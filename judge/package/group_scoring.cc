#include "judge/package/group_scoring.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace gavel::package {
namespace {

constexpr int kSample = 0;
constexpr int kSecret = 1;
constexpr double kDefaultScore = 100;
// Beyond, whole points cannot be told apart.
constexpr int64_t kMostScore = int64_t{1} << 53;

std::optional<double> ReadPoints(const Fields& fields, absl::string_view key) {
  const YamlNode* const node = fields.Get(key);
  const auto points = YamlInteger(*node);
  if (points.has_value() && *points >= 0 && *points <= kMostScore) {
    return static_cast<double>(*points);
  }
  fields.Find(node->line, absl::StrCat(key, " is not an integer from 0 up"));
  return std::nullopt;
}

std::optional<double> ReadTestScore(const Fields& fields) {
  const auto score = fields.Number("score");
  if (!score.has_value()) return std::nullopt;
  if (*score >= 0 && *score <= static_cast<double>(kMostScore)) return score;
  fields.Find(fields.Line("score"), "score is not a number from 0 up");
  return std::nullopt;
}

}  // namespace

void GroupScoringReader::Begin(int group, const std::string& place) {
  places_[group] = place;
  if (group != kSecret || !context_.metadata.scoring) return;
  At(group).max_score = kDefaultScore;
  At(group).aggregation = ScoreAggregation::kSum;
}

void GroupScoringReader::Read(int group, const Fields& fields) {
  GroupScoring& scoring = At(group);
  for (const absl::string_view key :
       {"max_score", "score_aggregation", "require_pass", "score"}) {
    if (fields.Get(key) == nullptr) continue;
    if (group == kSample) {
      fields.Find(fields.Line(key),
                  absl::StrCat(key, " is not for data/sample"));
    } else if (!context_.metadata.scoring) {
      fields.Find(fields.Line(key),
                  absl::StrCat(key, " is only for scoring problems"));
    }
  }
  if (context_.metadata.scoring && group != kSample) {
    ReadScore(group, fields);
    ReadRequirements(group, fields);
  }
  ReadStatic(scoring, fields);
}

bool GroupScoringReader::HasStatic(int group) const {
  return At(group).static_pass_fail || At(group).static_score.has_value();
}

void GroupScoringReader::ReadScore(int group, const Fields& fields) {
  GroupScoring& scoring = At(group);
  Given& given = given_[group];
  given.max_score = fields.Get("max_score") != nullptr;
  given.aggregation = fields.Get("score_aggregation") != nullptr;
  if (context_.reading.format == Format::kDraft) {
    given.test_score = ReadTestScore(fields);
  }
  if (const YamlNode* const node = fields.Get("max_score")) {
    scoring.max_score = node->text == "unbounded"
                            ? std::nullopt
                            : ReadPoints(fields, "max_score");
  }
  const auto aggregation = fields.String("score_aggregation");
  if (!aggregation.has_value()) return;
  if (*aggregation == "pass-fail") {
    scoring.aggregation = ScoreAggregation::kPassFail;
  } else if (*aggregation == "sum") {
    scoring.aggregation = ScoreAggregation::kSum;
  } else if (*aggregation == "min") {
    scoring.aggregation = ScoreAggregation::kMin;
  } else {
    fields.Find(fields.Line("score_aggregation"),
                absl::StrCat("score_aggregation ", Quoted(*aggregation),
                             " is none of pass-fail, sum and min"));
  }
}

// Drafts had a score for each test, from which the maxima followed.
void GroupScoringReader::Derive(const std::vector<TestCase>& tests) {
  if (std::none_of(given_.begin(), given_.end(), [](const auto& entry) {
        return entry.second.test_score.has_value();
      })) {
    return;
  }
  std::vector<int> counts(groups_.size());
  for (const TestCase& test : tests) ++counts[static_cast<size_t>(test.group)];
  for (int group = kSecret + 1; group < static_cast<int>(groups_.size());
       ++group) {
    DeriveScore(group, counts[static_cast<size_t>(group)]);
  }
  GroupScoring& secret = At(kSecret);
  if (groups_.size() == kSecret + 1) return DeriveScore(kSecret, counts.back());
  if (given_[kSecret].max_score) return;
  double sum = 0;
  double least = std::numeric_limits<double>::infinity();
  for (int group = kSecret + 1; group < static_cast<int>(groups_.size());
       ++group) {
    const double score = At(group).max_score.value_or(0);
    sum += score;
    least = std::min(least, score);
  }
  secret.max_score = secret.aggregation == ScoreAggregation::kSum ? sum : least;
}

void GroupScoringReader::DeriveScore(int group, int tests) {
  const Given& given = given_[group];
  GroupScoring& scoring = At(group);
  if (!given.aggregation && group != kSecret) {
    scoring.aggregation = ScoreAggregation::kMin;
  }
  if (given.max_score) return;
  const double score = given.test_score.value_or(1);
  scoring.max_score =
      scoring.aggregation == ScoreAggregation::kSum ? score * tests : score;
}

void GroupScoringReader::ReadStatic(GroupScoring& scoring,
                                    const Fields& fields) {
  constexpr absl::string_view kKey = "static_validation_score";
  const YamlNode* const node = fields.Get(kKey);
  if (node == nullptr) {
    if (fields.Get("static_validator_args") != nullptr) {
      fields.Find(fields.Line("static_validator_args"),
                  "static_validator_args without static_validation_score");
    }
    return;
  }
  const bool pass_fail = !context_.metadata.scoring ||
                         scoring.aggregation == ScoreAggregation::kPassFail;
  if (!context_.custom_static) {
    fields.Find(node->line, absl::StrCat(kKey, " without a static_validator"));
  }
  if (node->text == "pass-fail") {
    scoring.static_pass_fail = true;
    if (!pass_fail) {
      fields.Find(node->line, absl::StrCat(kKey,
                                           " pass-fail is not for groups "
                                           "with other aggregation"));
    }
  } else {
    scoring.static_score = ReadPoints(fields, kKey);
    if (pass_fail) {
      fields.Find(node->line,
                  absl::StrCat(kKey, " has points, but nothing here has"));
    }
  }
  TakeStaticArguments(fields);
}

// The same wherever they are given: the static validator runs once.
void GroupScoringReader::TakeStaticArguments(const Fields& fields) {
  std::vector<std::string> arguments =
      fields.Strings("static_validator_args")
          .value_or(std::vector<std::string>());
  const int line = fields.Line("static_validator_args");
  if (!static_place_.has_value()) {
    static_place_ = fields.file();
    static_arguments_ = std::move(arguments);
  } else if (arguments != static_arguments_) {
    fields.Find(line, absl::StrCat("static_validator_args other than in ",
                                   *static_place_, " are not supported"));
  }
}

void GroupScoringReader::ReadRequirements(int group, const Fields& fields) {
  const auto names = fields.StringOrStrings("require_pass");
  if (!names.has_value()) return;
  const int line = fields.Line("require_pass");
  for (const std::string& name : *names) {
    const auto required = FindRequired(group, name);
    if (!required.has_value()) {
      fields.Find(line, absl::StrCat("require_pass: ", Quoted(name),
                                     " is no group before this one"));
      continue;
    }
    if (group == kSecret && *required != kSample) {
      fields.Find(line, "require_pass: secret can only require sample");
      continue;
    }
    if (At(*required).aggregation != ScoreAggregation::kPassFail) {
      fields.Find(line, absl::StrCat("require_pass: ", Quoted(name),
                                     " is not pass-fail"));
      continue;
    }
    At(group).require_pass.push_back(*required);
  }
}

std::optional<int> GroupScoringReader::FindRequired(
    int group, const std::string& name) const {
  // Drafts named groups by their directory alone.
  const std::string draft =
      context_.reading.format == Format::kDraft ? "secret/" + name : name;
  for (int i = 0; i < group; ++i) {
    const std::string& known = groups_[static_cast<size_t>(i)].name;
    if (i != kSecret && (known == name || known == draft)) return i;
  }
  return std::nullopt;
}

void GroupScoringReader::Check(const std::vector<TestCase>& tests) const {
  if (!context_.metadata.scoring) return;
  double sum = 0;
  bool has_groups = false;
  for (int group = kSecret; group < static_cast<int>(groups_.size()); ++group) {
    CheckScore(group);
    has_groups = has_groups || group > kSecret;
    if (group > kSecret) sum += At(group).max_score.value_or(0);
  }
  const GroupScoring& secret = At(kSecret);
  if (has_groups && secret.aggregation == ScoreAggregation::kSum &&
      secret.max_score.has_value() && sum > *secret.max_score) {
    Find(kSecret,
         absl::StrCat("max_score ", *secret.max_score, " is less than the ",
                      sum, " points of its groups together"));
  }
  if (context_.custom_output || secret.max_score.has_value()) return;
  for (const TestCase& test : tests) {
    const GroupScoring& group = At(test.group);
    if (test.sample || group.max_score.has_value() ||
        group.aggregation == ScoreAggregation::kPassFail) {
      continue;
    }
    return Find(test.group,
                "an unbounded max_score needs an output_validator, which "
                "gives the scores");
  }
}

void GroupScoringReader::CheckScore(int group) const {
  const GroupScoring& scoring = At(group);
  const GroupScoring& secret = At(kSecret);
  const bool bounded = scoring.max_score.has_value();
  if (scoring.aggregation == ScoreAggregation::kPassFail && !bounded) {
    Find(group, "a pass-fail group needs a max_score that is not unbounded");
  } else if (!bounded && secret.max_score.has_value()) {
    Find(group, "max_score is unbounded, but that of secret is not");
  }
  if (secret.aggregation == ScoreAggregation::kPassFail &&
      scoring.aggregation != ScoreAggregation::kPassFail) {
    Find(group, "secret is pass-fail, so this group has to be");
  }
  if (bounded && scoring.static_score.value_or(0) > *scoring.max_score) {
    Find(group, "static_validation_score is more than max_score");
  }
}

void GroupScoringReader::Find(int group, absl::string_view what) const {
  context_.reading.errors.Add(places_.at(group), what);
}

const GroupScoring& GroupScoringReader::At(int group) const {
  return std::get<GroupScoring>(groups_[static_cast<size_t>(group)].grading);
}

GroupScoring& GroupScoringReader::At(int group) {
  return std::get<GroupScoring>(groups_[static_cast<size_t>(group)].grading);
}

}  // namespace gavel::package
