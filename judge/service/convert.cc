#include "judge/service/convert.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/retry.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "gavel/v1/execution_service.pb.h"
#include "gavel/v1/judgement.pb.h"
#include "gavel/v1/limits.pb.h"
#include "gavel/v1/problem_service.pb.h"
#include "gavel/v1/submission_service.pb.h"
#include "judge/service/convert_provenance.h"
#include "judge/service/retry_info.h"

namespace gavel::judge {
namespace {

constexpr int32_t kDefaultPageSize = 50;
constexpr int32_t kMaxPageSize = 1000;
// Of all runs of a judgement, so that it stays a message that clients take.
constexpr size_t kMostTranscripts = size_t{8} << 20;

using convert::Quoted;
using convert::SetTime;

// Without a sequence that was cut at the end.
absl::string_view ValidHead(absl::string_view text) {
  return text.substr(0, FindInvalidUtf8(text));
}

// By its name, or where that is left out by the file's.
absl::StatusOr<Language> ToLanguage(const std::string& name,
                                    const std::string& file_name) {
  const size_t dot = std::min(file_name.rfind('.'), file_name.size());
  const bool by_file = name.empty() && !file_name.empty();
  const std::optional<Language> language =
      by_file ? LanguageFromExtension(file_name.substr(dot))
              : ParseLanguage(name);
  if (language.has_value()) return *language;
  std::string known;
  for (int64_t i = 1; LanguageFromNumber(i).has_value(); ++i) {
    absl::StrAppend(&known, known.empty() ? "" : ", ",
                    LanguageName(*LanguageFromNumber(i)));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(by_file ? "language of file " : "language ",
                   Quoted(by_file ? file_name : name),
                   " is unknown; this server has: ", known));
}

// A request's file name, or the language's where it has none.
absl::StatusOr<std::string> ToFileName(const std::string& name,
                                       Language language) {
  if (name.empty()) return absl::StrCat(DefaultFileName(language));
  GAVEL_RETURN_IF_ERROR(CheckFileName(name, language));
  return name;
}

absl::Status CheckSource(const std::string& source) {
  if (source.empty()) return absl::InvalidArgumentError("source is empty");
  const size_t invalid = FindInvalidUtf8(source);
  if (invalid == absl::string_view::npos) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("source is not UTF-8 at byte ", invalid));
}

// The field in bytes or milliseconds, or the default for 0.
int64_t OrDefault(int64_t value, int64_t fallback) {
  return value == 0 ? fallback : value;
}

absl::StatusOr<Limits> ToOneOffLimits(const v1::Limits& request) {
  const Limits defaults;
  Limits limits;
  limits.cpu_time = absl::Milliseconds(OrDefault(
      request.cpu_time_ms(), absl::ToInt64Milliseconds(defaults.cpu_time)));
  limits.wall_time = absl::Milliseconds(request.wall_time_ms());
  limits.memory =
      Bytes(OrDefault(request.memory_bytes(), defaults.memory.count()));
  limits.output =
      Bytes(OrDefault(request.output_bytes(), kMaxOneOffOutput.count()));
  limits.source =
      Bytes(OrDefault(request.source_bytes(), defaults.source.count()));
  limits.stack =
      Bytes(OrDefault(request.stack_bytes(), defaults.stack.count()));
  limits.features.eval = !request.deny_eval();
  limits.features.web_assembly = !request.deny_web_assembly();
  GAVEL_RETURN_IF_ERROR(ValidateLimits(limits));
  if (limits.output > kMaxOneOffOutput) {
    return absl::InvalidArgumentError(absl::StrCat(
        "output limit ", FormatBytes(limits.output), " is over ",
        FormatBytes(kMaxOneOffOutput), ", the most that Execute returns"));
  }
  return limits;
}

// Verdicts and reasons have equal numbers on both sides, save that the API has
// no reason for "accepted".
v1::Verdict VerdictToProto(Verdict verdict) {
  return static_cast<v1::Verdict>(verdict);
}
v1::Reason ReasonToProto(Reason reason) {
  return reason == Reason::kNone ? v1::REASON_UNSPECIFIED
                                 : static_cast<v1::Reason>(reason);
}

// A message travels percent-encoded in a header block of which clients take
// 8 KiB; over that they would see nothing of it.
std::string Shortened(const std::string& message) {
  static constexpr size_t kMost = 6000;
  size_t encoded = 0;
  for (size_t i = 0; i < message.size(); ++i) {
    const bool plain =
        message[i] >= ' ' && message[i] <= '~' && message[i] != '%';
    encoded += plain ? 1 : 3;
    if (encoded <= kMost) continue;
    const absl::string_view head = absl::string_view(message).substr(0, i);
    return absl::StrCat(ValidHead(head), "... (the rest is left out)");
  }
  return message;
}

// Spends the budget on it, or leaves it out.
void AddTranscript(const std::string& transcript, size_t* budget,
                   v1::TestRun* out) {
  if (transcript.size() > *budget) return;
  *budget -= transcript.size();
  out->set_transcript(ToValidUtf8(transcript));
}

// Transcripts are left out once they take more than `budget`.
void RunToProto(const TestRun& run, Details details, size_t* budget,
                v1::TestRun* out) {
  out->set_test(ToValidUtf8(run.test));
  ToProto(run.execution, out->mutable_execution());
  for (const Measurement& measurement : run.measurements) {
    v1::Measurement* added = out->add_measurements();
    added->set_verdict(VerdictToProto(measurement.verdict));
    added->set_reason(ReasonToProto(measurement.reason));
    added->set_cpu_time_us(absl::ToInt64Microseconds(measurement.cpu_time));
    added->set_wall_time_us(absl::ToInt64Microseconds(measurement.wall_time));
  }
  if (run.score.has_value()) out->set_score(*run.score);
  out->set_team_message(ToValidUtf8(run.team_message));
  out->set_passes(run.passes);
  convert::ExplainRun(run, details, out);
  if (details != Details::kForJudges) return;
  out->set_judge_message(ToValidUtf8(run.judge_message));
  AddTranscript(run.transcript, budget, out);
}

void SkippedToProto(const SkippedTest& skipped, v1::SkippedTest* out) {
  out->set_test(ToValidUtf8(skipped.test));
  out->set_why(ToValidUtf8(skipped.why));
}

// One overload per event.
struct EventToProto {
  Details details;
  v1::WatchSubmissionResponse* out;

  void operator()(const Queued& queued) const {
    out->mutable_queued()->set_ahead(queued.ahead);
  }
  void operator()(const Compiling& compiling) const {
    out->mutable_compiling()->set_test_count(compiling.test_count);
  }
  void operator()(const Compiled& compiled) const {
    ToProto(compiled.compilation,
            out->mutable_compiled()->mutable_compilation());
  }
  void operator()(const RunFinished& finished) const {
    out->mutable_run_finished()->set_index(finished.index);
    ToProto(finished.run, details, out->mutable_run_finished()->mutable_run());
  }
  void operator()(const TestSkipped& skipped) const {
    out->mutable_test_skipped()->set_index(skipped.index);
    SkippedToProto(skipped.test,
                   out->mutable_test_skipped()->mutable_skipped());
  }
  void operator()(const Judged& judged) const {
    ToProto(judged.judgement, details,
            out->mutable_judged()->mutable_judgement());
  }
  void operator()(const Abandoned& /*abandoned*/) const {}
};

}  // namespace

namespace convert {

void SetTime(absl::Time time, google::protobuf::Timestamp* out) {
  const absl::Duration since = time - absl::UnixEpoch();
  const int64_t seconds = absl::ToUnixSeconds(time);
  out->set_seconds(seconds);
  out->set_nanos(static_cast<int32_t>(
      absl::ToInt64Nanoseconds(since - absl::Seconds(seconds))));
}

std::string Quoted(absl::string_view text) {
  static constexpr size_t kMost = 80;
  if (text.size() <= kMost) {
    return absl::StrCat("\"", absl::Utf8SafeCEscape(text), "\"");
  }
  const absl::string_view head = ValidHead(text.substr(0, kMost));
  return absl::StrCat("\"", absl::Utf8SafeCEscape(head), "...\"");
}

}  // namespace convert

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  // Both sides use the numbers of google.rpc.Code.
  const auto code = static_cast<grpc::StatusCode>(status.raw_code());
  const std::string message = Shortened(ToValidUtf8(status.message()));
  const std::optional<absl::Duration> delay = RetryDelay(status);
  if (!delay.has_value()) return grpc::Status(code, message);
  return grpc::Status(code, message, RetryDetails(code, message, *delay));
}

absl::StatusOr<Submission> ToSubmission(const v1::SubmitRequest& request) {
  Submission submission;
  // In a contest it may be a label.
  if (request.contest_id().empty()) {
    GAVEL_RETURN_IF_ERROR(CheckProblemId(request.problem_id()));
  }
  GAVEL_ASSIGN_OR_RETURN(submission.language,
                         ToLanguage(request.language(), request.file_name()));
  GAVEL_ASSIGN_OR_RETURN(submission.file_name,
                         ToFileName(request.file_name(), submission.language));
  GAVEL_RETURN_IF_ERROR(CheckSource(request.source()));
  submission.problem_id = request.problem_id();
  submission.source = request.source();
  submission.contest_id = request.contest_id();
  if (!request.idempotency_key().empty()) {
    GAVEL_RETURN_IF_ERROR(CheckIdempotencyKey(request.idempotency_key()));
    submission.idempotency_key = request.idempotency_key();
  }
  return submission;
}

absl::StatusOr<OneOff> ToOneOff(const v1::ExecuteRequest& request) {
  OneOff one_off;
  GAVEL_ASSIGN_OR_RETURN(one_off.language,
                         ToLanguage(request.language(), request.file_name()));
  GAVEL_ASSIGN_OR_RETURN(one_off.file_name,
                         ToFileName(request.file_name(), one_off.language));
  GAVEL_RETURN_IF_ERROR(CheckSource(request.source()));
  GAVEL_ASSIGN_OR_RETURN(one_off.limits, ToOneOffLimits(request.limits()));
  one_off.source = request.source();
  one_off.standard_input = request.stdin();
  one_off.type_check = request.type_check();
  return one_off;
}

absl::StatusOr<SubmissionId> ToSubmissionId(const std::string& id) {
  SubmissionId number = 0;
  // Only the one way that the server writes it, so that ids can be compared.
  if (!absl::SimpleAtoi(id, &number) || number < 1 ||
      absl::StrCat(number) != id) {
    return absl::InvalidArgumentError(
        absl::StrCat("submission_id ", Quoted(id),
                     " is not a decimal number greater than 0"));
  }
  return number;
}

absl::Status CheckProblemId(const std::string& id) {
  if (IsProblemId(id)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "problem_id ", Quoted(id),
      " is not 1 to 64 of a-z, 0-9 and \"-\", with no \"-\" in front"));
}

absl::StatusOr<storage::PageRequest> ToPageRequest(int32_t page_size,
                                                   const std::string& token) {
  if (page_size < 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("page_size ", page_size, " is negative"));
  }
  storage::PageRequest page;
  page.size =
      page_size == 0 ? kDefaultPageSize : std::min(page_size, kMaxPageSize);
  page.token = token;
  return page;
}

void ToProto(const Execution& execution, v1::Execution* out) {
  out->set_verdict(VerdictToProto(execution.verdict));
  out->set_reason(ReasonToProto(execution.reason));
  out->set_message(ToValidUtf8(execution.message));
  out->set_exit_code(execution.exit_code);
  out->set_signal(execution.signal);
  out->set_line(execution.line);
  out->set_column(execution.column);
  out->set_cpu_time_us(absl::ToInt64Microseconds(execution.cpu_time));
  out->set_wall_time_us(absl::ToInt64Microseconds(execution.wall_time));
  out->set_memory_bytes(execution.memory.count());
}

void ToProto(const TestRun& run, Details details, v1::TestRun* out) {
  size_t budget = kMostTranscripts;
  RunToProto(run, details, &budget, out);
}

void ToProto(const GroupResult& group, v1::GroupResult* out) {
  out->set_name(ToValidUtf8(group.name));
  out->set_verdict(VerdictToProto(group.verdict));
  if (group.score.has_value()) out->set_score(*group.score);
  if (group.max_score.has_value()) out->set_max_score(*group.max_score);
}

void ToProto(const Judgement& judgement, Details details, v1::Judgement* out) {
  out->set_verdict(VerdictToProto(judgement.verdict));
  out->set_reason(ReasonToProto(judgement.reason));
  out->set_message(ToValidUtf8(judgement.message));
  ToProto(judgement.compilation, out->mutable_compilation());
  size_t budget = kMostTranscripts;
  for (const TestRun& run : judgement.runs) {
    RunToProto(run, details, &budget, out->add_runs());
  }
  for (const SkippedTest& skipped : judgement.skipped) {
    SkippedToProto(skipped, out->add_skipped());
  }
  for (const GroupResult& group : judgement.groups) {
    ToProto(group, out->add_groups());
  }
  if (judgement.score.has_value()) out->set_score(*judgement.score);
  if (judgement.max_score.has_value()) out->set_max_score(*judgement.max_score);
  out->set_test_count(judgement.test_count);
  out->set_problem_version(judgement.problem_version);
  out->set_max_cpu_time_us(absl::ToInt64Microseconds(judgement.max_cpu_time));
  out->set_max_memory_bytes(judgement.max_memory.count());
  SetTime(judgement.started, out->mutable_start_time());
  SetTime(judgement.finished, out->mutable_end_time());
  if (judgement.provenance && details == Details::kForJudges) {
    convert::ProvenanceToProto(*judgement.provenance,
                               out->mutable_provenance());
  }
}

void ToProto(const Limits& limits, v1::Limits* out) {
  out->set_cpu_time_ms(absl::ToInt64Milliseconds(limits.cpu_time));
  out->set_wall_time_ms(absl::ToInt64Milliseconds(WallTime(limits)));
  out->set_memory_bytes(limits.memory.count());
  out->set_output_bytes(limits.output.count());
  out->set_source_bytes(limits.source.count());
  out->set_stack_bytes(StackSize(limits).count());
  out->set_deny_eval(!limits.features.eval);
  out->set_deny_web_assembly(!limits.features.web_assembly);
}

void ToProto(const storage::SubmissionRecord& record, Details details,
             v1::Submission* out) {
  const Submission& submission = record.submission;
  out->set_id(absl::StrCat(submission.id));
  out->set_problem_id(submission.problem_id);
  out->set_problem_version(submission.problem_version);
  out->set_language(absl::StrCat(LanguageName(submission.language)));
  out->set_file_name(ToValidUtf8(submission.file_name));
  out->set_source(ToValidUtf8(submission.source));
  SetTime(submission.created, out->mutable_create_time());
  out->set_pending_version(record.pending_version.value_or(0));
  out->set_user_id(submission.user_id);
  out->set_submitted_by(submission.submitted_by);
  out->set_contest_id(submission.contest_id);
  out->set_idempotency_key(ToValidUtf8(submission.idempotency_key));
  if (record.judgement.has_value()) {
    out->set_state(v1::SUBMISSION_STATE_JUDGED);
    ToProto(*record.judgement, details, out->mutable_judgement());
  } else {
    out->set_state(v1::SUBMISSION_STATE_PENDING);
  }
}

void ToProto(const storage::JudgementRecord& record,
             v1::SubmissionJudgement* out) {
  out->set_current(record.current);
  ToProto(record.judgement, Details::kForTeams, out->mutable_judgement());
}

void ToProto(const OneOffResult& result, v1::ExecuteResponse* out) {
  const bool compiled = result.compilation.verdict == Verdict::kAccepted;
  ToProto(compiled ? result.execution : result.compilation,
          out->mutable_execution());
  out->set_stdout(result.standard_output);
  out->set_stderr(result.standard_error);
  for (const TypeWarning& warning : result.warnings) {
    v1::TypeWarning& added = *out->add_warnings();
    added.set_line(warning.line);
    added.set_column(warning.column);
    added.set_code(warning.code);
    added.set_text(warning.text);
  }
}

void ToProto(const Event& event, Details details,
             v1::WatchSubmissionResponse* out) {
  std::visit(EventToProto{details, out}, event);
}

}  // namespace gavel::judge
