#include "judge/service/convert_filter.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/contest.h"
#include "core/status_macros.h"
#include "core/user.h"
#include "gavel/v1/rejudging_service.pb.h"
#include "gavel/v1/submission_service.pb.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

// 0001-01-01 and 9999-12-31T23:59:59.
constexpr int64_t kLeastSeconds = -62135596800;
constexpr int64_t kMostSeconds = 253402300799;
constexpr int32_t kNanos = 1'000'000'000;

absl::Status Check(bool ok, absl::string_view field, const std::string& value) {
  if (ok || value.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(field, " ", convert::Quoted(value), " is no id"));
}

// Of a request that has all of a filter's fields.
template <typename Request>
absl::StatusOr<storage::SubmissionFilter> MakeFilter(const Request& request) {
  storage::SubmissionFilter filter;
  if (!request.problem_id().empty()) {
    GAVEL_RETURN_IF_ERROR(CheckProblemId(request.problem_id()));
  }
  GAVEL_RETURN_IF_ERROR(
      Check(IsUserId(request.user_id()), "user_id", request.user_id()));
  GAVEL_RETURN_IF_ERROR(Check(IsContestId(request.contest_id()), "contest_id",
                              request.contest_id()));
  filter.problem_id = request.problem_id();
  filter.user_id = request.user_id();
  filter.contest_id = request.contest_id();
  if (request.verdict() != v1::VERDICT_UNSPECIFIED) {
    filter.verdict = VerdictFromNumber(request.verdict());
    if (!filter.verdict.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "verdict ", static_cast<int>(request.verdict()), " is unknown"));
    }
  }
  if (!request.language().empty()) {
    filter.language = ParseLanguage(request.language());
    if (!filter.language.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "language ", convert::Quoted(request.language()), " is unknown"));
    }
  }
  if (request.has_from_time()) {
    GAVEL_ASSIGN_OR_RETURN(filter.from,
                           convert::ToTime("from_time", request.from_time()));
  }
  if (request.has_until_time()) {
    GAVEL_ASSIGN_OR_RETURN(filter.until,
                           convert::ToTime("until_time", request.until_time()));
  }
  return filter;
}

}  // namespace

absl::StatusOr<storage::SubmissionFilter> ToFilter(
    const v1::ListSubmissionsRequest& request) {
  return MakeFilter(request);
}

absl::StatusOr<storage::SubmissionFilter> ToFilter(
    const v1::CreateRejudgingRequest& request) {
  return MakeFilter(request);
}

namespace convert {

absl::StatusOr<absl::Time> ToTime(absl::string_view field,
                                  const google::protobuf::Timestamp& time) {
  if (time.seconds() < kLeastSeconds || time.seconds() > kMostSeconds ||
      time.nanos() < 0 || time.nanos() >= kNanos) {
    return absl::InvalidArgumentError(
        absl::StrCat(field, " is no time of the years 1 to 9999"));
  }
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

}  // namespace convert

}  // namespace gavel::judge
