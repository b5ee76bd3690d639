#include "judge/local/json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/utf8.h"
#include "core/verdict.h"

namespace gavel::judge {
namespace {

using Json = nlohmann::ordered_json;

std::string Text(absl::string_view text) { return absl::StrCat(text); }

Json ToJson(const Execution& execution) {
  return {{"verdict", Text(VerdictCode(execution.verdict))},
          {"reason", Text(ReasonName(execution.reason))},
          {"message", execution.message},
          {"exit_code", execution.exit_code},
          {"signal", execution.signal},
          {"line", execution.line},
          {"column", execution.column},
          {"cpu_time_us", absl::ToInt64Microseconds(execution.cpu_time)},
          {"wall_time_us", absl::ToInt64Microseconds(execution.wall_time)},
          {"memory_bytes", execution.memory.count()}};
}

Json ToJson(const Measurement& measurement) {
  return {{"verdict", Text(VerdictCode(measurement.verdict))},
          {"reason", Text(ReasonName(measurement.reason))},
          {"cpu_time_us", absl::ToInt64Microseconds(measurement.cpu_time)},
          {"wall_time_us", absl::ToInt64Microseconds(measurement.wall_time)}};
}

Json ToJson(const Difference& difference) {
  return {{"offset", difference.offset},     {"line", difference.line},
          {"column", difference.column},     {"token", difference.token},
          {"expected", difference.expected}, {"got", difference.got}};
}

// What there is of them.
void AddScore(const std::optional<double>& score,
              const std::optional<double>& most, Json& object) {
  if (score.has_value()) object["score"] = *score;
  if (most.has_value()) object["max_score"] = *most;
}

void AddStream(const std::string& name, const std::string& bytes,
               Json& object) {
  if (FindInvalidUtf8(bytes) == absl::string_view::npos) {
    object[name] = bytes;
  } else {
    object[absl::StrCat(name, "_base64")] = absl::Base64Escape(bytes);
  }
}

Json RunsToJson(const Judgement& judgement) {
  Json runs = Json::array();
  for (const TestRun& run : judgement.runs) {
    Json one = {{"test", run.test}};
    one.update(ToJson(run.execution));
    AddScore(run.score, std::nullopt, one);
    one["team_message"] = run.team_message;
    one["judge_message"] = run.judge_message;
    if (run.difference) one["difference"] = ToJson(*run.difference);
    one["passes"] = run.passes;
    if (!run.transcript.empty()) one["transcript"] = run.transcript;
    one["measurements"] = Json::array();
    for (const Measurement& measurement : run.measurements) {
      one["measurements"].push_back(ToJson(measurement));
    }
    runs.push_back(std::move(one));
  }
  return runs;
}

Json SkippedToJson(const Judgement& judgement) {
  Json skipped = Json::array();
  for (const SkippedTest& test : judgement.skipped) {
    skipped.push_back({{"test", test.test}, {"why", test.why}});
  }
  return skipped;
}

Json GroupsToJson(const Judgement& judgement) {
  Json groups = Json::array();
  for (const GroupResult& group : judgement.groups) {
    groups.push_back(
        {{"name", group.name}, {"verdict", Text(VerdictCode(group.verdict))}});
    AddScore(group.score, group.max_score, groups.back());
  }
  return groups;
}

std::string Dump(const Json& json) {
  return absl::StrCat(json.dump(2, ' ', false, Json::error_handler_t::replace),
                      "\n");
}

std::string Timestamp(absl::Time time) {
  return absl::FormatTime(absl::RFC3339_full, time, absl::UTCTimeZone());
}

}  // namespace

std::string ExecutionToJson(const Execution& execution,
                            const std::string& standard_output,
                            const std::string& standard_error) {
  Json json = ToJson(execution);
  AddStream("stdout", standard_output, json);
  AddStream("stderr", standard_error, json);
  return Dump(json);
}

std::string JudgementToJson(const Judgement& judgement) {
  Json json = {
      {"verdict", Text(VerdictCode(judgement.verdict))},
      {"reason", Text(ReasonName(judgement.reason))},
      {"message", judgement.message},
      {"compilation", ToJson(judgement.compilation)},
      {"runs", RunsToJson(judgement)},
      {"skipped", SkippedToJson(judgement)},
      {"groups", GroupsToJson(judgement)},
      {"test_count", judgement.test_count},
      {"max_cpu_time_us", absl::ToInt64Microseconds(judgement.max_cpu_time)},
      {"max_memory_bytes", judgement.max_memory.count()},
      {"start_time", Timestamp(judgement.started)},
      {"end_time", Timestamp(judgement.finished)}};
  AddScore(judgement.score, judgement.max_score, json);
  return Dump(json);
}

}  // namespace gavel::judge
