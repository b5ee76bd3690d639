// Tables as comma-separated values.
//
// Shape:   fields may be in double quotes, and hold commas, line ends and
//          doubled quotes then; lines end with LF or CRLF; empty lines count
//          for nothing; a byte order mark in front is skipped
// Errors:  InvalidArgument names the line
// Threads: pure, safe anywhere
// Source:  RFC 4180
#ifndef GAVEL_CLI_CSV_H_
#define GAVEL_CLI_CSV_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace gavel::cli {

struct CsvRow {
  // Where it begins, from 1.
  int line = 0;
  std::vector<std::string> fields;
};

absl::StatusOr<std::vector<CsvRow>> ParseCsv(absl::string_view text);

// With a line feed; quoted where it has to be.
std::string FormatCsvRow(const std::vector<std::string>& fields);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_CSV_H_
