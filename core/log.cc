#include "core/log.h"

#include <unistd.h>

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace gavel {

void Log(Severity severity, absl::string_view area, absl::string_view message) {
  static constexpr char kLetters[] = {'I', 'W', 'E'};
  std::string line =
      absl::StrCat(absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ ", absl::Now(),
                                    absl::UTCTimeZone()),
                   absl::string_view(&kLetters[static_cast<int>(severity)], 1),
                   " ", area, ": ");
  for (const char c : message) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      absl::StrAppendFormat(&line, "\\x%02x", static_cast<unsigned char>(c));
    } else {
      line.push_back(c);
    }
  }
  line.push_back('\n');
  if (write(STDERR_FILENO, line.data(), line.size()) < 0) return;
}

}  // namespace gavel
