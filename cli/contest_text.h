// Contests, contestants and clarifications as text.
//
// Shape:   everything that somebody may have written goes through Escape
// Threads: pure but for the machine's time zone, safe anywhere
#ifndef GAVEL_CLI_CONTEST_TEXT_H_
#define GAVEL_CLI_CONTEST_TEXT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace google::protobuf {
class Duration;
class Timestamp;
}  // namespace google::protobuf

namespace gavel::v1 {
class Clarification;
class Contest;
class Registration;
}  // namespace gavel::v1

namespace gavel::cli {

// "2026-11-28 10:00:00", in the machine's time zone.
std::string TimeText(const google::protobuf::Timestamp& time);
// "5h", "1h30m".
std::string DurationText(const google::protobuf::Duration& duration);

// All of it, in lines.
std::string ContestText(const v1::Contest& contest);
std::string ContestTable(const std::vector<v1::Contest>& contests);
std::string RegistrationTable(const std::vector<v1::Registration>& all);
// "7  A  ann: May I?" and the answer under it.
std::string ClarificationText(const v1::Clarification& clarification);

// A time as people write it: "2026-11-28T10:00:00+01:00", "2026-11-28 10:00" in
// the machine's time zone, or "now", "+10m", "-1h" from `now` on.
absl::StatusOr<absl::Time> ParseTime(absl::string_view text, absl::Time now);
// "5h", "1h30m"; not negative.
absl::StatusOr<absl::Duration> ParseDuration(absl::string_view text);

google::protobuf::Timestamp ToTimestamp(absl::Time time);
google::protobuf::Duration ToDuration(absl::Duration duration);
absl::Time FromTimestamp(const google::protobuf::Timestamp& time);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_CONTEST_TEXT_H_
