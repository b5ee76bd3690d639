// Times and ids as CLICS writes them.
//
// Threads: pure
// Source:  CLICS Contest API 2023-06, "JSON property types"
#ifndef GAVEL_JUDGE_CONTEST_CLICS_TEXT_H_
#define GAVEL_JUDGE_CONTEST_CLICS_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace gavel::contest {

// TIME: "2026-11-27T10:00:00.000Z".
std::string ClicsTime(absl::Time time);
// RELTIME: "-0:01:30.250", "13:00:00.000".
std::string ClicsRelativeTime(absl::Duration duration);
// ID: the text itself if it is one. Else its allowed characters and a part of
// its hash, so that different texts stay different.
std::string ClicsId(absl::string_view text);

}  // namespace gavel::contest

#endif  // GAVEL_JUDGE_CONTEST_CLICS_TEXT_H_
