// Text for terminals and pipes, made of what the API says.
//
// Shape:   everything that a program or an uploader may have written goes
//          through Escape first
// Units:   microseconds and bytes, as in the API
// Threads: pure, safe anywhere
#ifndef GAVEL_CLI_FORMAT_H_
#define GAVEL_CLI_FORMAT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace gavel::v1 {
class Judgement;
class Submission;
class TestRun;
}  // namespace gavel::v1

namespace gavel::cli {

struct Style {
  // ANSI colours may be used.
  bool colour = false;
};

// One line: control characters, bidirectional overrides, invisible characters
// and bytes that are not UTF-8 are shown as escapes.
std::string Escape(absl::string_view text);
// Each line escaped and behind `indent`; ends with a line feed.
std::string EscapeLines(absl::string_view text, absl::string_view indent);

// "0.8 ms", "1.25 s".
std::string FormatMicros(int64_t micros);
// "0 B", "1.5 MiB".
std::string FormatSize(int64_t bytes);
// "AC", ... and "accepted", ...; "?" for numbers of a newer server.
std::string VerdictCode(int verdict);
// The inverse, in capital letters or not; 0 for no verdict.
int VerdictByCode(absl::string_view code);
std::string VerdictTitle(int verdict);
// The code in its colour, filled up to `width`.
std::string PaintVerdict(int verdict, size_t width, Style style);

// Columns as wide as their widest cell. Cells are escaped, the last column is
// not filled up.
std::string FormatTable(const std::vector<std::vector<std::string>>& rows);

// "submission 42: a-plus-b version 2, javascript": the version that it was
// judged on, or the one that it was submitted for.
std::string FormatHeading(const v1::Submission& submission);
// "12.5 of 40 points".
std::string FormatScore(double score, std::optional<double> most);
// "  sample/1   AC    0.8 ms   0 B", with a line feed; under it how it was
// measured, if that was more than once, and what the validator and, for judges,
// the transcript say, and what explains it.
std::string FormatRun(const v1::TestRun& run, Style style);
// The last lines of a judging: groups, skipped tests, verdict, where, score,
// the most used, the message.
std::string FormatVerdict(const v1::Judgement& judgement, Style style);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_FORMAT_H_
