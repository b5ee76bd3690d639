// One line to stderr per event: "2026-01-02T03:04:05.678Z I area: message".
//
// Shape:   control characters in the message are escaped, so one call is
//          always one line
// Threads: thread-safe; one write(2) a line
#ifndef GAVEL_CORE_LOG_H_
#define GAVEL_CORE_LOG_H_

#include "absl/strings/string_view.h"

namespace gavel {

enum class Severity { kInfo, kWarning, kError };

void Log(Severity severity, absl::string_view area, absl::string_view message);

}  // namespace gavel

#endif  // GAVEL_CORE_LOG_H_
