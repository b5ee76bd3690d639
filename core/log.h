// One line to stderr per event:
//
//   2026-01-02T03:04:05.678Z I serve: serving on 127.0.0.1:50051 slots=2
//
// or, as JSON, an object with time, level, component, message and the fields.
//
// Shape:   whatever the texts hold, one call is one line: control characters
//          are escaped, and values with spaces are quoted. Under systemd's
//          journal, which has a time and a level for each line, text has none
//          and a line begins with "<6>"
// Threads: thread-safe; one write(2) a line
#ifndef GAVEL_CORE_LOG_H_
#define GAVEL_CORE_LOG_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace gavel {

enum class Severity { kInfo, kWarning, kError };

// Keys are words of [a-z_]; values are anything.
struct LogField {
  LogField(absl::string_view field, absl::string_view text)
      : key(field), value(text) {}
  LogField(absl::string_view field, int64_t number);
  // In seconds: "0.0123".
  LogField(absl::string_view field, absl::Duration duration);

  absl::string_view key;
  std::string value;
  // JSON has it without quotes.
  bool is_number = false;
};

enum class LogFormat { kText, kJson };

struct LogStyle {
  LogFormat format = LogFormat::kText;
  // Lines go to systemd's journal.
  bool journal = false;
};

// What stderr is used for is one thing for the whole process: this is set once,
// before there are other threads.
void SetLogStyle(LogStyle style);
// Whether stderr is the journal's stream that `journal_stream` names, the
// value of JOURNAL_STREAM; may be null.
bool IsJournal(const char* journal_stream);

void Log(Severity severity, absl::string_view component,
         absl::string_view message);
void Log(Severity severity, absl::string_view component,
         absl::string_view message, absl::Span<const LogField> fields);

// The line, with its newline.
std::string FormatLogLine(LogStyle style, absl::Time now, Severity severity,
                          absl::string_view component,
                          absl::string_view message,
                          absl::Span<const LogField> fields);

}  // namespace gavel

#endif  // GAVEL_CORE_LOG_H_
