#include "judge/service/convert_verification.h"

#include <cstddef>
#include <string>

#include "core/utf8.h"
#include "gavel/v1/verification.pb.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

// Of all runs of a report.
constexpr size_t kMostJudgeMessages = size_t{8} << 20;

// These have equal numbers on both sides.
v1::FindingSeverity SeverityToProto(verify::Severity severity) {
  return static_cast<v1::FindingSeverity>(severity);
}
v1::VerificationExtent ExtentToProto(verify::Extent extent) {
  return static_cast<v1::VerificationExtent>(extent);
}
v1::TimeLimitOrigin OriginToProto(verify::TimeLimit::Origin origin) {
  return static_cast<v1::TimeLimitOrigin>(origin);
}
v1::Verdict VerdictToProto(Verdict verdict) {
  return static_cast<v1::Verdict>(verdict);
}

void BoundToProto(const verify::Bound& bound,
                  v1::VerifiedTimeLimit::Bound* out) {
  out->set_example(ToValidUtf8(bound.example));
  out->set_cpu_time_us(absl::ToInt64Microseconds(bound.slowest));
  out->set_stopped(bound.stopped);
}

void LimitToProto(const verify::TimeLimit& limit, v1::VerifiedTimeLimit* out) {
  out->set_cpu_time_us(absl::ToInt64Microseconds(limit.limit));
  out->set_origin(OriginToProto(limit.origin));
  if (limit.lower.has_value()) {
    BoundToProto(*limit.lower, out->mutable_lower());
  }
  if (limit.upper.has_value()) {
    BoundToProto(*limit.upper, out->mutable_upper());
  }
}

// Spends the budget on its message, or leaves that out.
void RunToProto(const TestRun& run, size_t* budget, v1::VerifiedRun* out) {
  out->set_test(ToValidUtf8(run.test));
  out->set_verdict(VerdictToProto(run.execution.verdict));
  if (run.score.has_value()) out->set_score(*run.score);
  out->set_cpu_time_us(absl::ToInt64Microseconds(run.execution.cpu_time));
  if (run.judge_message.size() > *budget) return;
  *budget -= run.judge_message.size();
  out->set_judge_message(ToValidUtf8(run.judge_message));
}

void ExampleToProto(const verify::JudgedExample& example, size_t* budget,
                    v1::VerifiedExample* out) {
  const Judgement& judgement = example.judgement;
  out->set_name(ToValidUtf8(example.name));
  if (example.promised.has_value()) {
    out->set_promised(VerdictToProto(*example.promised));
  }
  out->set_verdict(VerdictToProto(judgement.verdict));
  out->set_message(ToValidUtf8(judgement.message));
  if (judgement.score.has_value()) out->set_score(*judgement.score);
  if (judgement.max_score.has_value()) out->set_max_score(*judgement.max_score);
  out->set_max_cpu_time_us(absl::ToInt64Microseconds(judgement.max_cpu_time));
  for (const std::string& what : example.unexpected) {
    out->add_unexpected(ToValidUtf8(what));
  }
  for (const GroupResult& group : judgement.groups) {
    ToProto(group, out->add_groups());
  }
  for (const TestRun& run : judgement.runs) {
    RunToProto(run, budget, out->add_runs());
  }
}

}  // namespace

void ToProto(const verify::Report& report, v1::VerificationReport* out) {
  out->set_problem_id(ToValidUtf8(report.problem_id));
  out->set_title(ToValidUtf8(report.title));
  out->set_in_order(report.Count(verify::Severity::kError) == 0);
  out->set_partial(report.partial);
  auto* inputs = out->mutable_inputs();
  inputs->set_validators(report.inputs.validators);
  inputs->set_valid(report.inputs.valid);
  inputs->set_invalid(report.inputs.invalid);
  auto* outputs = out->mutable_outputs();
  outputs->set_left_out(ToValidUtf8(report.outputs.left_out));
  outputs->set_answers(report.outputs.answers);
  outputs->set_valid(report.outputs.valid);
  outputs->set_invalid(report.outputs.invalid);
  out->set_extent(ExtentToProto(report.extent));
  size_t budget = kMostJudgeMessages;
  for (const verify::JudgedExample& example : report.examples) {
    ExampleToProto(example, &budget, out->add_examples());
  }
  LimitToProto(report.time_limit, out->mutable_time_limit());
  out->set_repeated_count(report.repeated);
  for (const verify::Finding& finding : report.findings) {
    v1::VerificationReport::Finding* added = out->add_findings();
    added->set_severity(SeverityToProto(finding.severity));
    added->set_text(ToValidUtf8(finding.text));
  }
}

}  // namespace gavel::judge
