#include "core/log.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "core/utf8.h"

namespace gavel {
namespace {

// See SetLogStyle.
LogStyle process_style;

struct Level {
  const char* letter;
  const char* name;
  // Of syslog.
  const char* priority;
};

const Level& LevelOf(Severity severity) {
  static constexpr std::array<Level, 3> kLevels = {{
      {"I", "info", "<6>"},
      {"W", "warning", "<4>"},
      {"E", "error", "<3>"},
  }};
  return kLevels[static_cast<size_t>(severity)];
}

void AppendWithoutControls(absl::string_view text, std::string& line) {
  for (const char c : text) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      absl::StrAppendFormat(&line, "\\x%02x", static_cast<unsigned char>(c));
    } else {
      line.push_back(c);
    }
  }
}

bool IsWord(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isgraph(static_cast<unsigned char>(c)) || c == '"' ||
        c == '\\' || c == '=') {
      return false;
    }
  }
  return !text.empty();
}

// What is no word is quoted as in JSON, so that both forms are read alike.
void AppendQuoted(absl::string_view text, std::string& line) {
  line.push_back('"');
  for (const char c : ToValidUtf8(text)) {
    if (c == '"' || c == '\\') {
      line.push_back('\\');
      line.push_back(c);
    } else if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      absl::StrAppendFormat(&line, "\\u%04x", static_cast<unsigned char>(c));
    } else {
      line.push_back(c);
    }
  }
  line.push_back('"');
}

std::string TimeText(absl::Time now) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", now, absl::UTCTimeZone());
}

void AppendText(const Level& level, bool journal, absl::Time now,
                absl::string_view component, absl::string_view message,
                absl::Span<const LogField> fields, std::string& line) {
  if (!journal) absl::StrAppend(&line, TimeText(now), " ", level.letter, " ");
  absl::StrAppend(&line, component, ": ");
  AppendWithoutControls(message, line);
  for (const LogField& field : fields) {
    absl::StrAppend(&line, " ", field.key, "=");
    if (IsWord(field.value)) {
      line.append(field.value);
    } else {
      AppendQuoted(field.value, line);
    }
  }
}

void AppendJson(const Level& level, absl::Time now, absl::string_view component,
                absl::string_view message, absl::Span<const LogField> fields,
                std::string& line) {
  absl::StrAppend(&line, "{\"time\":\"", TimeText(now), "\",\"level\":\"",
                  level.name, "\",\"component\":");
  AppendQuoted(component, line);
  line.append(",\"message\":");
  AppendQuoted(message, line);
  for (const LogField& field : fields) {
    absl::StrAppend(&line, ",\"", field.key, "\":");
    if (field.is_number) {
      line.append(field.value);
    } else {
      AppendQuoted(field.value, line);
    }
  }
  line.push_back('}');
}

}  // namespace

LogField::LogField(absl::string_view field, int64_t number)
    : key(field), value(absl::StrCat(number)), is_number(true) {}

LogField::LogField(absl::string_view field, absl::Duration duration)
    : key(field),
      value(absl::StrFormat("%.4f", absl::ToDoubleSeconds(duration))),
      is_number(absl::AbsDuration(duration) < absl::InfiniteDuration()) {}

void SetLogStyle(LogStyle style) { process_style = style; }

bool IsJournal(const char* journal_stream) {
  struct stat stream = {};
  if (journal_stream == nullptr || fstat(STDERR_FILENO, &stream) != 0) {
    return false;
  }
  return absl::StrCat(stream.st_dev, ":", stream.st_ino) == journal_stream;
}

std::string FormatLogLine(LogStyle style, absl::Time now, Severity severity,
                          absl::string_view component,
                          absl::string_view message,
                          absl::Span<const LogField> fields) {
  const Level& level = LevelOf(severity);
  std::string line;
  if (style.journal) line.append(level.priority);
  if (style.format == LogFormat::kJson) {
    AppendJson(level, now, component, message, fields, line);
  } else {
    AppendText(level, style.journal, now, component, message, fields, line);
  }
  line.push_back('\n');
  return line;
}

void Log(Severity severity, absl::string_view component,
         absl::string_view message, absl::Span<const LogField> fields) {
  const std::string line = FormatLogLine(process_style, absl::Now(), severity,
                                         component, message, fields);
  if (write(STDERR_FILENO, line.data(), line.size()) < 0) return;
}

void Log(Severity severity, absl::string_view component,
         absl::string_view message) {
  Log(severity, component, message, {});
}

}  // namespace gavel
