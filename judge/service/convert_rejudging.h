// Rejudgings as messages.
//
// Errors:  InvalidArgument names the field and says what it must be
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_CONVERT_REJUDGING_H_
#define GAVEL_JUDGE_SERVICE_CONVERT_REJUDGING_H_

#include <string>

#include "absl/status/statusor.h"
#include "core/rejudging.h"
#include "storage/rejudging_store.h"

namespace gavel::v1 {
class CreateRejudgingRequest;
class Rejudging;
class RejudgingChange;
class RejudgingTally;
}  // namespace gavel::v1

namespace gavel::judge {

// Without who makes it.
absl::StatusOr<storage::RejudgingPlan> ToPlan(
    const v1::CreateRejudgingRequest& request);
absl::StatusOr<RejudgingId> ToRejudgingId(const std::string& id);

void ToProto(const Rejudging& rejudging, v1::Rejudging* out);
void ToProto(const RejudgingChange& change, v1::RejudgingChange* out);
void ToProto(const std::string& of, const RejudgingTally& tally,
             v1::RejudgingTally* out);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONVERT_REJUDGING_H_
