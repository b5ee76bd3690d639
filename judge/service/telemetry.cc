#include "judge/service/telemetry.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/log.h"
#include "core/verdict.h"

namespace gavel::judge {
namespace {

// A fault of ours, not of the caller.
Severity SeverityOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnknown:
      return Severity::kError;
    default:
      return Severity::kInfo;
  }
}

// Probes come every few seconds for ever.
bool IsProbe(const Call& call) {
  return absl::StartsWith(call.method, "grpc.health.");
}

}  // namespace

Telemetry::Telemetry(const TelemetryOptions& options, const Clock& clock)
    : metrics_(options.build, clock.Now()),
      health_(options.health, clock),
      budget_(options.most_lines, clock) {}

void Telemetry::OnSubmit(const Submission& submission,
                         const absl::Status& status, absl::Duration took) {
  metrics_.OnSubmit(submission, status, took);
}

void Telemetry::OnTestChecked(absl::Duration took) {
  metrics_.OnTestChecked(took);
}

void Telemetry::OnJudged(const FinishedJudging& judging) {
  metrics_.OnJudged(judging);
  const Judgement& judgement = judging.judgement;
  const std::vector<LogField> fields = {
      {"submission", judging.submission.id},
      {"problem", judging.submission.problem_id},
      {"user", judging.submission.user_id},
      {"verdict", VerdictCode(judgement.verdict)},
      {"runs", static_cast<int64_t>(judgement.runs.size())},
      {"cpu", judgement.max_cpu_time},
      {"waited", judging.waited},
      {"took", judgement.finished - judgement.started},
      {"stored", judging.storing}};
  Log(judgement.verdict == Verdict::kJudgeError ? Severity::kError
                                                : Severity::kInfo,
      "judging", judging.again ? "judged again" : "judged", fields);
}

void Telemetry::OnStoreAnswer(const absl::Status& status) {
  metrics_.OnStoreAnswer(status);
  health_.SawStore(status);
}

void Telemetry::OnCallBegun(const Call& call) { metrics_.OnCallBegun(call); }

void Telemetry::OnCallEnded(const Call& call, absl::StatusCode code,
                            absl::Duration took) {
  metrics_.OnCallEnded(call, code, took);
  if (IsProbe(call)) return;
  const std::string code_name = absl::StatusCodeToString(code);
  if (!budget_.Take(absl::StrCat(call.method, " ", code_name))) return;
  std::vector<LogField> fields = {{"code", code_name}, {"took", took}};
  if (!call.user_id.empty()) fields.emplace_back("user", call.user_id);
  fields.emplace_back("request_id", call.request_id);
  fields.emplace_back("peer", call.peer);
  Log(SeverityOf(code), "rpc", call.method, fields);
}

void Telemetry::FlushLog() {
  for (const LineBudget::LeftOut& left_out : budget_.TakeLeftOut()) {
    metrics_.AddLinesLeftOut(left_out.lines);
    Log(Severity::kWarning, "rpc",
        absl::StrCat("left out more lines: ", left_out.kind),
        {{{"lines", left_out.lines}}});
  }
}

void LogAccepted(const Submission& stored, const std::string& request_id) {
  const std::vector<LogField> fields = {{"submission", stored.id},
                                        {"problem", stored.problem_id},
                                        {"user", stored.user_id},
                                        {"request_id", request_id}};
  Log(Severity::kInfo, "submission", "accepted", fields);
}

}  // namespace gavel::judge
