#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "judge/local/verify_report.h"

namespace gavel::judge {
namespace {

using Json = nlohmann::ordered_json;

using verify::Bound;
using verify::Extent;
using verify::Finding;
using verify::JudgedExample;
using verify::Report;
using verify::Severity;
using verify::TimeLimit;

std::string Code(Verdict verdict) { return absl::StrCat(VerdictCode(verdict)); }

int64_t Micros(absl::Duration duration) {
  return absl::ToInt64Microseconds(duration);
}

Json ToJson(const std::optional<double>& number) {
  return number.has_value() ? Json(*number) : Json(nullptr);
}

Json ToJson(const std::optional<Bound>& bound) {
  if (!bound.has_value()) return nullptr;
  return {{"example", bound->example},
          {"cpu_time_us", Micros(bound->slowest)},
          {"stopped", bound->stopped}};
}

absl::string_view OriginName(TimeLimit::Origin origin) {
  switch (origin) {
    case TimeLimit::Origin::kGiven:
      return "given";
    case TimeLimit::Origin::kDerived:
      return "derived";
    case TimeLimit::Origin::kDefault:
      return "default";
  }
  return "";
}

absl::string_view ExtentName(Extent extent) {
  switch (extent) {
    case Extent::kAll:
      return "all";
    case Extent::kOutputsUnjudged:
      return "outputs_unjudged";
    case Extent::kCompilationOnly:
      return "compilation_only";
  }
  return "";
}

Json ToJson(const TimeLimit& limit) {
  return {{"cpu_time_us", Micros(limit.limit)},
          {"origin", absl::StrCat(OriginName(limit.origin))},
          {"lower", ToJson(limit.lower)},
          {"upper", ToJson(limit.upper)}};
}

Json ToJson(const JudgedExample& example) {
  const Judgement& judgement = example.judgement;
  Json runs = Json::array();
  for (const TestRun& run : judgement.runs) {
    runs.push_back({{"test", run.test},
                    {"verdict", Code(run.execution.verdict)},
                    {"score", ToJson(run.score)},
                    {"cpu_time_us", Micros(run.execution.cpu_time)},
                    {"judge_message", run.judge_message}});
  }
  Json groups = Json::array();
  for (const GroupResult& group : judgement.groups) {
    groups.push_back({{"name", group.name},
                      {"verdict", Code(group.verdict)},
                      {"score", ToJson(group.score)},
                      {"max_score", ToJson(group.max_score)}});
  }
  return {
      {"name", example.name},
      {"promised", example.promised.has_value() ? Json(Code(*example.promised))
                                                : Json(nullptr)},
      {"verdict", Code(judgement.verdict)},
      {"message", judgement.message},
      {"score", ToJson(judgement.score)},
      {"max_score", ToJson(judgement.max_score)},
      {"max_cpu_time_us", Micros(judgement.max_cpu_time)},
      {"unexpected", example.unexpected},
      {"groups", std::move(groups)},
      {"runs", std::move(runs)}};
}

Json Texts(const Report& report, Severity severity) {
  Json texts = Json::array();
  for (const Finding& finding : report.findings) {
    if (finding.severity == severity) texts.push_back(finding.text);
  }
  return texts;
}

}  // namespace

std::string ReportToJson(const Report& report) {
  Json examples = Json::array();
  for (const JudgedExample& example : report.examples) {
    examples.push_back(ToJson(example));
  }
  const Json json = {{"problem_id", report.problem_id},
                     {"title", report.title},
                     {"ok", report.Count(Severity::kError) == 0},
                     {"inputs",
                      {{"validators", report.inputs.validators},
                       {"valid", report.inputs.valid},
                       {"invalid", report.inputs.invalid}}},
                     {"outputs",
                      {{"left_out", report.outputs.left_out},
                       {"answers", report.outputs.answers},
                       {"valid", report.outputs.valid},
                       {"invalid", report.outputs.invalid}}},
                     {"partial", report.partial},
                     {"extent", absl::StrCat(ExtentName(report.extent))},
                     {"time_limit", ToJson(report.time_limit)},
                     {"examples", std::move(examples)},
                     {"errors", Texts(report, Severity::kError)},
                     {"warnings", Texts(report, Severity::kWarning)}};
  return absl::StrCat(json.dump(2, ' ', false, Json::error_handler_t::replace),
                      "\n");
}

}  // namespace gavel::judge
