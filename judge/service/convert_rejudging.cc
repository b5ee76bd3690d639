#include "judge/service/convert_rejudging.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"
#include "core/utf8.h"
#include "gavel/v1/rejudging_service.pb.h"
#include "judge/service/convert.h"
#include "judge/service/convert_filter.h"

namespace gavel::judge {
namespace {

constexpr size_t kMostReason = 1000;
constexpr int kMostIds = 10000;

bool HasFilter(const v1::CreateRejudgingRequest& request) {
  return !request.problem_id().empty() || !request.contest_id().empty() ||
         !request.user_id().empty() || !request.language().empty() ||
         request.verdict() != v1::VERDICT_UNSPECIFIED ||
         request.has_from_time() || request.has_until_time();
}

absl::Status CheckReason(const std::string& reason) {
  if (reason.size() <= kMostReason) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("reason has ", reason.size(),
                                                 " bytes, at most ",
                                                 kMostReason, " are allowed"));
}

v1::Verdict VerdictToProto(Verdict verdict) {
  return static_cast<v1::Verdict>(verdict);
}

void ToProto(const Outcome& outcome, v1::RejudgingOutcome* out) {
  out->set_verdict(VerdictToProto(outcome.verdict));
  if (outcome.score) out->set_score(*outcome.score);
}

}  // namespace

absl::StatusOr<storage::RejudgingPlan> ToPlan(
    const v1::CreateRejudgingRequest& request) {
  storage::RejudgingPlan plan;
  GAVEL_RETURN_IF_ERROR(CheckReason(request.reason()));
  plan.reason = request.reason();
  if (HasFilter(request)) {
    GAVEL_ASSIGN_OR_RETURN(plan.filter, ToFilter(request));
  } else if (request.submission_ids().empty()) {
    return absl::InvalidArgumentError(
        "neither a filter nor submission_ids: say what is to be judged again");
  }
  if (request.submission_ids_size() > kMostIds) {
    return absl::InvalidArgumentError(
        absl::StrCat("submission_ids has ", request.submission_ids_size(),
                     " ids, at most ", kMostIds, " are allowed"));
  }
  for (const std::string& id : request.submission_ids()) {
    GAVEL_ASSIGN_OR_RETURN(plan.ids.emplace_back(), ToSubmissionId(id));
  }
  if (request.problem_version() < 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        "problem_version ", request.problem_version(), " is negative"));
  }
  if (request.problem_version() > 0) {
    plan.problem_version = request.problem_version();
  }
  return plan;
}

absl::StatusOr<RejudgingId> ToRejudgingId(const std::string& id) {
  RejudgingId number = 0;
  if (!absl::SimpleAtoi(id, &number) || number < 1 ||
      absl::StrCat(number) != id) {
    return absl::InvalidArgumentError(
        absl::StrCat("rejudging_id ", convert::Quoted(id),
                     " is not a decimal number greater than 0"));
  }
  return number;
}

void ToProto(const Rejudging& rejudging, v1::Rejudging* out) {
  out->set_id(absl::StrCat(rejudging.id));
  out->set_reason(ToValidUtf8(rejudging.reason));
  out->set_created_by(rejudging.created_by);
  convert::SetTime(rejudging.created, out->mutable_create_time());
  out->set_state(static_cast<v1::RejudgingState>(rejudging.state));
  if (rejudging.state != RejudgingState::kOpen) {
    convert::SetTime(rejudging.closed, out->mutable_close_time());
    out->set_closed_by(rejudging.closed_by);
  }
  out->set_submission_count(rejudging.submissions);
  out->set_judged_count(rejudging.judged);
}

void ToProto(const RejudgingChange& change, v1::RejudgingChange* out) {
  out->set_submission_id(absl::StrCat(change.id));
  out->set_user_id(change.user_id);
  out->set_contest_id(change.contest_id);
  out->set_problem_id(change.problem_id);
  out->set_problem_version(change.problem_version);
  ToProto(change.before, out->mutable_before());
  if (change.after) {
    ToProto(*change.after, out->mutable_after());
    // Equal numbers on both sides.
    out->set_effect(static_cast<v1::RejudgingEffect>(
        EffectOf(change.before, *change.after)));
  }
  out->set_outdated(change.outdated);
}

void ToProto(const std::string& of, const RejudgingTally& tally,
             v1::RejudgingTally* out) {
  out->set_of(of);
  out->set_gain_count(tally.gains);
  out->set_loss_count(tally.losses);
  out->set_other_count(tally.others);
  out->set_same_count(tally.same);
}

}  // namespace gavel::judge
