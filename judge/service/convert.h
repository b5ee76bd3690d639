// Generated messages to core values and back: the only place where both meet.
//
// Errors:  InvalidArgument names the field and says what it must be. Text of a
//          request is escaped and shortened before it is repeated
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_CONVERT_H_
#define GAVEL_JUDGE_SERVICE_CONVERT_H_

#include <grpcpp/support/status.h>

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/execution.h"
#include "core/judgement.h"
#include "core/limits.h"
#include "core/problem.h"
#include "core/submission.h"
#include "judge/engine/dispatcher.h"
#include "judge/engine/one_off.h"
#include "judge/engine/replay.h"
#include "storage/store.h"

namespace google::protobuf {
class Timestamp;
}  // namespace google::protobuf

namespace gavel::v1 {
class ExecuteRequest;
class ExecuteResponse;
class ReplaySubmissionResponse;
class Execution;
class GroupResult;
class Judgement;
class Limits;
class Problem;
class Submission;
class SubmissionJudgement;
class SubmitRequest;
class TestRun;
class WatchSubmissionResponse;
}  // namespace gavel::v1

namespace gavel::judge {

// The most that Execute returns of a program's output.
inline constexpr Bytes kMaxOneOffOutput = MiB(1);

// With RetryInfo if it says when to try again.
grpc::Status ToGrpc(const absl::Status& status);

// Requests.
absl::StatusOr<Submission> ToSubmission(const v1::SubmitRequest& request);
absl::StatusOr<OneOff> ToOneOff(const v1::ExecuteRequest& request);
absl::StatusOr<SubmissionId> ToSubmissionId(const std::string& id);
absl::Status CheckProblemId(const std::string& id);
// 50 when the size is 0, 1000 when it is larger.
absl::StatusOr<storage::PageRequest> ToPageRequest(int32_t page_size,
                                                   const std::string& token);

// What of a judgement a client sees.
enum class Details {
  kForTeams,
  // Also messages for judges and transcripts.
  kForJudges,
};

// Answers.
void ToProto(const Execution& execution, v1::Execution* out);
void ToProto(const TestRun& run, Details details, v1::TestRun* out);
void ToProto(const GroupResult& group, v1::GroupResult* out);
void ToProto(const Judgement& judgement, Details details, v1::Judgement* out);
void ToProto(const Limits& limits, v1::Limits* out);
// Without what is in files: samples and sizes of attachments.
void ToProto(const Problem& problem, v1::Problem* out);
void ToProto(const ProblemSummary& summary, v1::Problem* out);
void ToProto(const storage::SubmissionRecord& record, Details details,
             v1::Submission* out);
void ToProto(const storage::JudgementRecord& record,
             v1::SubmissionJudgement* out);
void ToProto(const OneOffResult& result, v1::ExecuteResponse* out);
// With all details.
void ToProto(const ReplayResult& result, v1::ReplaySubmissionResponse* out);
// Abandoned has no message: it is the status with which a stream ends.
void ToProto(const Event& event, Details details,
             v1::WatchSubmissionResponse* out);

// For other files of the edge.
namespace convert {
void SetTime(absl::Time time, google::protobuf::Timestamp* out);
// A field's value for an error message.
std::string Quoted(absl::string_view text);
}  // namespace convert

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONVERT_H_
