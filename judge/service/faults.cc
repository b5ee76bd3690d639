#include "judge/service/faults.h"

#include "absl/strings/str_cat.h"
#include "core/log.h"

namespace gavel::judge {

absl::Status ForCaller(const Caller& caller, absl::string_view method,
                       const absl::Status& status) {
  const bool fault = absl::IsInternal(status) || absl::IsDataLoss(status) ||
                     absl::IsUnknown(status);
  if (!fault || caller.role == Role::kAdmin) return status;
  Log(Severity::kError, "service",
      absl::StrCat(method, " by ", caller.user_id, ": ", status.ToString()));
  return absl::Status(status.code(),
                      "a fault of the server, of which its log says more");
}

}  // namespace gavel::judge
