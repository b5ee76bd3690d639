// What a contest has beside columns, as JSON text, in the way of
// storage/json_record.h.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_STORAGE_CONTEST_JSON_H_
#define GAVEL_STORAGE_CONTEST_JSON_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "core/contest.h"

namespace gavel::storage {

// Rules, freeze, window, registration, languages and limits.
absl::StatusOr<std::string> WriteContestJson(const Contest& contest);
absl::Status ReadContestJson(absl::string_view json, Contest& contest);

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_CONTEST_JSON_H_
