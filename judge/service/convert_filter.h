// What lists ask for, as core values.
//
// Errors:  InvalidArgument names the field and says what it must be
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_CONVERT_FILTER_H_
#define GAVEL_JUDGE_SERVICE_CONVERT_FILTER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/store.h"

namespace google::protobuf {
class Timestamp;
}  // namespace google::protobuf

namespace gavel::v1 {
class CreateRejudgingRequest;
class ListSubmissionsRequest;
}  // namespace gavel::v1

namespace gavel::judge {

absl::StatusOr<storage::SubmissionFilter> ToFilter(
    const v1::ListSubmissionsRequest& request);
absl::StatusOr<storage::SubmissionFilter> ToFilter(
    const v1::CreateRejudgingRequest& request);

namespace convert {
// Of the years that a Timestamp may have: 1 to 9999.
absl::StatusOr<absl::Time> ToTime(absl::string_view field,
                                  const google::protobuf::Timestamp& time);
}  // namespace convert

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONVERT_FILTER_H_
