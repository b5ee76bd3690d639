#include "cli/verification.h"

#include <grpcpp/client_context.h>

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "cli/client.h"
#include "core/verdict.h"
#include "gavel/v1/problem_service.grpc.pb.h"

namespace gavel::cli {
namespace {

using verify::Bound;
using verify::Extent;
using verify::Finding;
using verify::JudgedExample;
using verify::Report;
using verify::Severity;
using verify::TimeLimit;

// Many examples with many tests, each to its time limit.
constexpr absl::Duration kVerifyDeadline = absl::Hours(12);

absl::Status Failed(const std::string& server, const std::string& id,
                    const grpc::Status& status) {
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                      absl::StrCat("verifying ", id, " on ", server, ": ",
                                   status.error_message()));
}

// Enumerators have equal numbers on both sides.

Verdict ToVerdict(v1::Verdict verdict) {
  return VerdictFromNumber(verdict).value_or(Verdict::kJudgeError);
}

Severity ToSeverity(v1::FindingSeverity severity) {
  return severity == v1::FINDING_SEVERITY_WARNING ? Severity::kWarning
                                                  : Severity::kError;
}

Extent ToExtent(v1::VerificationExtent extent) {
  switch (extent) {
    case v1::VERIFICATION_EXTENT_ALL:
      return Extent::kAll;
    case v1::VERIFICATION_EXTENT_OUTPUTS_UNJUDGED:
      return Extent::kOutputsUnjudged;
    default:
      return Extent::kCompilationOnly;
  }
}

TimeLimit::Origin ToOrigin(v1::TimeLimitOrigin origin) {
  switch (origin) {
    case v1::TIME_LIMIT_ORIGIN_GIVEN:
      return TimeLimit::Origin::kGiven;
    case v1::TIME_LIMIT_ORIGIN_DERIVED:
      return TimeLimit::Origin::kDerived;
    default:
      return TimeLimit::Origin::kDefault;
  }
}

Bound ToBound(const v1::VerifiedTimeLimit::Bound& bound) {
  return {bound.example(), absl::Microseconds(bound.cpu_time_us()),
          bound.stopped()};
}

TimeLimit ToTimeLimit(const v1::VerifiedTimeLimit& message) {
  TimeLimit limit = {.limit = absl::Microseconds(message.cpu_time_us()),
                     .origin = ToOrigin(message.origin())};
  if (message.has_lower()) limit.lower = ToBound(message.lower());
  if (message.has_upper()) limit.upper = ToBound(message.upper());
  return limit;
}

// Of anything with optional points.
template <typename Message>
std::optional<double> ScoreOf(const Message& message) {
  if (!message.has_score()) return std::nullopt;
  return message.score();
}
template <typename Message>
std::optional<double> MaxScoreOf(const Message& message) {
  if (!message.has_max_score()) return std::nullopt;
  return message.max_score();
}

TestRun ToRun(const v1::VerifiedRun& message) {
  TestRun run;
  run.test = message.test();
  run.execution.verdict = ToVerdict(message.verdict());
  run.execution.cpu_time = absl::Microseconds(message.cpu_time_us());
  run.score = ScoreOf(message);
  run.judge_message = message.judge_message();
  return run;
}

JudgedExample ToExample(const v1::VerifiedExample& message) {
  JudgedExample example;
  example.name = message.name();
  example.promised = VerdictFromNumber(message.promised());
  example.unexpected.assign(message.unexpected().begin(),
                            message.unexpected().end());
  Judgement& judgement = example.judgement;
  judgement.verdict = ToVerdict(message.verdict());
  judgement.message = message.message();
  judgement.score = ScoreOf(message);
  judgement.max_score = MaxScoreOf(message);
  for (const v1::GroupResult& group : message.groups()) {
    judgement.groups.push_back({group.name(), ToVerdict(group.verdict()),
                                ScoreOf(group), MaxScoreOf(group)});
  }
  for (const v1::VerifiedRun& run : message.runs()) {
    judgement.runs.push_back(ToRun(run));
  }
  judgement.max_cpu_time = absl::Microseconds(message.max_cpu_time_us());
  return example;
}

}  // namespace

absl::StatusOr<Report> VerifyOnServer(
    const Endpoint& endpoint, const std::string& id, int32_t version,
    const std::function<void(const std::string& stage, int done, int of)>&
        progress) {
  const absl::StatusOr<std::shared_ptr<grpc::Channel>> channel =
      Connect(endpoint);
  if (!channel.ok()) return channel.status();
  grpc::ClientContext context;
  SetDeadline(kVerifyDeadline, &context);
  v1::VerifyProblemRequest request;
  request.set_problem_id(id);
  request.set_version(version);
  const auto stub = v1::ProblemService::NewStub(*channel);
  const auto reader = stub->VerifyProblem(&context, request);
  std::optional<Report> report;
  v1::VerifyProblemResponse response;
  while (reader->Read(&response)) {
    if (response.has_report()) report = FromProto(response.report());
    if (!response.has_progress()) continue;
    const v1::VerifyProblemResponse::Progress& now = response.progress();
    progress(now.stage(), now.done(), now.total());
  }
  const grpc::Status status = reader->Finish();
  if (!status.ok()) return Failed(endpoint.server, id, status);
  if (!report.has_value()) {
    return Failed(endpoint.server, id, {grpc::INTERNAL, "there is no report"});
  }
  return *std::move(report);
}

Report FromProto(const v1::VerificationReport& message) {
  Report report;
  report.problem_id = message.problem_id();
  report.title = message.title();
  report.inputs = {message.inputs().validators(), message.inputs().valid(),
                   message.inputs().invalid()};
  report.outputs = {message.outputs().left_out(), message.outputs().answers(),
                    message.outputs().valid(), message.outputs().invalid()};
  report.partial = message.partial();
  report.extent = ToExtent(message.extent());
  for (const v1::VerifiedExample& example : message.examples()) {
    report.examples.push_back(ToExample(example));
  }
  report.time_limit = ToTimeLimit(message.time_limit());
  report.repeated = message.repeated_count();
  for (const v1::VerificationReport::Finding& finding : message.findings()) {
    report.findings.push_back({ToSeverity(finding.severity()), finding.text()});
  }
  return report;
}

}  // namespace gavel::cli
